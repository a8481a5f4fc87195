"""What a reader loads stays small: budgets.json has a budget for every bundle, in bytes as a web server sends it (gzip)."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from storymap import build_story, render_page
from tests.conftest import ROOT

WEB = ROOT / "src" / "storymap" / "web"
EXAMPLE = 194_000  # bytes of its page, gzipped
BUDGETS: dict[str, int] = json.loads((WEB / "budgets.json").read_text(encoding="utf-8"))


def leaflet_core_names() -> set[str]:
    """Return what stands on `L` in a page to whose map nothing was added."""
    listed = re.search(r"window\.L=\{([^}]*)\}", (WEB / "dist" / "leaflet_core.js").read_text(encoding="utf-8"))
    assert listed
    return set(re.findall(r"(\w+):", listed[1]))


def test_every_bundle_has_a_budget() -> None:
    assert {path.name for path in (WEB / "dist").iterdir() if path.is_file()} == set(BUDGETS)


@pytest.mark.parametrize("name", BUDGETS)
def test_a_bundle_is_within_its_budget(name: str) -> None:
    size, budget = len(gzip.compress((WEB / "dist" / name).read_bytes(), 9)), BUDGETS[name]
    assert size <= budget, f"{name}: {size:,} bytes gzipped, {budget:,} allowed (src/storymap/web/budgets.json)"


def test_the_page_of_the_example_is_within_its_budget() -> None:
    """Of which two fifths are its map: what a page weighs beside its bundles grows unseen otherwise."""
    page = render_page(build_story(ROOT / "geodata" / "juarez" / "story.md")).render()
    assert len(gzip.compress(page.encode(), 9)) <= EXAMPLE


def test_the_lock_file_holds_digests_and_no_addresses() -> None:
    """An address would name a registry, and the package must be the same from any."""
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert [path for path, entry in packages.items() if "integrity" not in entry] == []
    assert [path for path, entry in packages.items() if "resolved" in entry] == []


@pytest.mark.parametrize("name", [name for name in BUDGETS if name.endswith((".js", ".css"))])
def test_a_bundle_has_no_character_of_four_bytes(name: str) -> None:
    """Python has four bytes for each character of a text that has one such: pages of 50 MB rather than 25."""
    assert max((WEB / "dist" / name).read_text(encoding="utf-8")) <= "\uffff"


@pytest.mark.parametrize("name", ["storymap.js", "clusters.js", "atlas.js"])
def test_what_a_built_page_asks_of_leaflet_is_in_the_part_that_it_carries(name: str) -> None:
    """But for tiles, with which a page carries all of it; `test_folium_figure.py` holds folium's scripts to the same."""
    asked = set(re.findall(r"\bL\.(\w+)", (WEB / "dist" / name).read_text(encoding="utf-8")))
    assert asked - {"tileLayer"} <= leaflet_core_names()
