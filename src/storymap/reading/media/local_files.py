"""Files that an article or a place names: beside it or below, never above; nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote_to_bytes

from storymap.errors import StorymapError, printable
from storymap.reading.media.policy import refusal
from storymap.reading.text import read_bytes

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def find_neighbour(src: str, base: Path, named: str) -> Path:
    """Return the file that `src` names, as it is written or percent-decoded, inside the folder `base`.

    Symbolic links are resolved first. Raises StorymapError, about what messages call `named`, for anything else.
    """
    if not src:
        raise refusal(f"{named} has no address", "name its file")
    if _SCHEME.match(src) or PurePosixPath(src).is_absolute() or PureWindowsPath(src).anchor:
        raise refusal(f"{named} is not a relative path", "save it beside the file and name it")
    try:
        folder = base.resolve()
        path = _find(src, folder)
        inside = path.is_relative_to(folder)
    except (OSError, ValueError, RuntimeError):
        raise refusal(f"{named} is not a usable path", "rename the file") from None
    if not inside:
        raise refusal(f"{named} is outside the folder of the file", "save it beside the file")
    return path


def read_neighbour(path: Path, largest: int, named: str) -> bytes:
    """Return the bytes of the file; raises StorymapError, about what messages call `named`, if it cannot be read."""
    try:
        return read_bytes(path, largest)
    except StorymapError as error:
        first = error.problems[0]
        raise refusal(f"{named} is not shown: {first.what}", first.remedy) from None


def sibling(path: Path, base: Path, suffixes: tuple[str, ...]) -> Path | None:
    """Return the first file beside `path` of the same name with one of `suffixes`, if it is inside `base`."""
    for suffix in suffixes:
        beside = path.with_suffix(suffix)
        if beside.is_file() and beside.resolve().is_relative_to(base.resolve()):
            return beside
    return None


def is_remote(src: str) -> bool:
    """Say whether `src` is an address on the web."""
    return src.strip().lower().startswith(("http:", "https:", "//"))


def shorten(src: str) -> str:
    """Return `src`, without the file itself when it is a `data:` URI."""
    return src.partition(",")[0] if src[:5].lower() == "data:" else src


def shown(src: str) -> str:
    """Return `src` as messages quote it."""
    return f'"{printable(shorten(src[:2000]), 80)}"'


def _find(src: str, folder: Path) -> Path:
    written = (folder / src).resolve()
    if "%" not in src or written.exists():
        return written
    decoded = unquote_to_bytes(src).decode("utf-8")
    if PurePosixPath(decoded).is_absolute() or PureWindowsPath(decoded).anchor:
        raise ValueError(decoded)
    return (folder / decoded).resolve()
