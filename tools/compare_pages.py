"""Say what differs between two built pages: for changes of the code that must change nothing a reader meets.

Compared are elements with their texts and attributes, the JSON blocks by their values, the accessibility tree, and
screenshots, wide and on a phone, in light and dark. Style sheets, scripts and the hashes in the policy may differ; ids
and classes may, if each old one is everywhere the same new one. Keys of the JSON blocks may be renamed in the same way.

    python -m tools.compare_pages old.html new.html
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

SIZES = ((1280, 800), (768, 1024), (390, 844))
_HASH = re.compile(r"'sha256-[\w+/=]+'")
# Everything of a document but what may differ; JSON blocks come as they are written.
_ELEMENTS = """() => [...document.querySelectorAll("*")].map((element) => {
  const code = element.matches("style, script:not([type='application/json'])");
  const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  return {
    tag: element.localName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    text: code ? "" : own.map((node) => node.data).join("\\u0000"),
  };
})"""


class Renames:
    """Old names and the new ones that stand where they stood; a name with two new ones is a difference."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def fits(self, old: str, new: str) -> bool:
        """Say whether `new` is what `old` became wherever it stood before."""
        return self.found.setdefault(old, new) == new

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((old, new) for old, new in self.found.items() if old != new)


def main() -> None:
    """Print the differences of two pages, and end with 1 if there is one."""
    old, new = (Path(argument).resolve() for argument in sys.argv[1:3])
    ids, classes, keys = Renames(), Renames(), Renames()
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        differences = [
            *_compare_elements(_elements(browser, old), _elements(browser, new), ids, classes, keys),
            *_compare_lives(browser, old, new),
        ]
        browser.close()
    for title, renames in (("ids", ids), ("classes", classes), ("keys", keys)):
        print(f"renamed {title}:", ", ".join(f"{before} -> {after}" for before, after in renames) or "none")
    print("\n".join(differences) or "no difference")
    sys.exit(bool(differences))


def _elements(browser: Browser, page: Path) -> list[dict[str, Any]]:
    """Return the elements of a page whose scripts do not run."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    tab = context.new_page()
    tab.goto(page.as_uri())
    elements: list[dict[str, Any]] = tab.evaluate(_ELEMENTS)
    context.close()
    return elements


def _compare_elements(
    old: list[dict[str, Any]], new: list[dict[str, Any]], ids: Renames, classes: Renames, keys: Renames
) -> Iterator[str]:
    if len(old) != len(new):
        yield f"{len(old)} elements became {len(new)}"
    for number, (before, after) in enumerate(zip(old, new, strict=False)):
        where = f"element {number}, <{before['tag']}>"
        if before["tag"] != after["tag"]:
            yield f"{where}: became <{after['tag']}>"
            return
        yield from _compare_attributes(where, before["attributes"], after["attributes"], ids, classes)
        if before["attributes"].get("type") == "application/json":
            yield from _compare_json(where, json.loads(before["text"]), json.loads(after["text"]), keys)
        elif before["text"] != after["text"]:
            yield f"{where}: text {before['text'][:80]!r} became {after['text'][:80]!r}"


def _compare_attributes(
    where: str, old: dict[str, str], new: dict[str, str], ids: Renames, classes: Renames
) -> Iterator[str]:
    for name in sorted({*old, *new}):
        before, after = _HASH.sub("'sha256'", old.get(name, "-")), _HASH.sub("'sha256'", new.get(name, "-"))
        if name == "class":
            pairs = list(zip(before.split(), after.split(), strict=False))
            fits = len(before.split()) == len(after.split()) and all(classes.fits(*pair) for pair in pairs)
        elif name == "id":
            fits = ids.fits(before, after)
        else:
            fits = before == after
        if not fits:
            yield f"{where}: {name} {before[:80]!r} became {after[:80]!r}"


def _compare_json(where: str, old: Any, new: Any, keys: Renames) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict) and len(old) == len(new):
        for (key, before), (renamed, after) in zip(old.items(), new.items(), strict=True):
            if not keys.fits(key, renamed):
                yield f"{where}: key {key!r} became {renamed!r}"
            yield from _compare_json(f"{where}, {key}", before, after, keys)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _compare_json(f"{where}, {number}", before, after, keys)
    elif old != new:
        yield f"{where}: {str(old)[:80]!r} became {str(new)[:80]!r}"


def _compare_lives(browser: Browser, old: Path, new: Path) -> Iterator[str]:
    """Compare what a reader meets once the scripts have run: the accessibility tree and the pixels."""
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            seen = []
            for page in (old, new):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                    offline=True,
                )
                tab = context.new_page()
                tab.goto(page.as_uri())
                tab.wait_for_selector("html.is-ready", state="attached")
                tab.wait_for_load_state("networkidle")
                shot = Path(f"{page}.{width}.{scheme}.png")
                # The map draws in idle moments: two shots alike say that it rests.
                while tab.screenshot(path=shot) != tab.screenshot():
                    pass
                seen.append((tab.locator("body").aria_snapshot(), shot))
                context.close()
            (tree, picture), (new_tree, new_picture) = seen
            if tree != new_tree:
                yield f"{width}, {scheme}: the accessibility tree differs"
            changed = ImageChops.difference(Image.open(picture).convert("RGB"), Image.open(new_picture).convert("RGB"))
            if box := changed.getbbox():
                yield f"{width}, {scheme}: the pixels differ within {box}: {picture.name}, {new_picture.name}"


if __name__ == "__main__":
    main()
