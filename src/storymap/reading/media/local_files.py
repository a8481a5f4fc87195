"""Local files that an article or a place names: in its folder or below, never above. Nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote_to_bytes

from storymap.errors import StorymapError, printable
from storymap.reading.files import read_bytes
from storymap.reading.media.policy import refusal

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def find_local_file(src: str, base: Path, named: str) -> Path:
    """Return the file that `src` names, as it is written or percent-decoded, inside the folder `base`.

    Symbolic links are resolved first. Raises StorymapError for anything else, with a message that calls
    the file `named`.
    """
    if not src:
        raise refusal(f"{named} has no address", "name its file")
    if _SCHEME.match(src) or PurePosixPath(src).is_absolute() or PureWindowsPath(src).anchor:
        raise refusal(f"{named} is not a relative path", "save it beside the file and name it")
    try:
        folder = base.resolve()
        path = _resolve(src, folder)
        inside = path.is_relative_to(folder)
    except (OSError, ValueError, RuntimeError):
        raise refusal(f"{named} is not a usable path", "rename the file") from None
    if not inside:
        raise refusal(f"{named} is outside the folder of the file", "save it beside the file")
    return path


def read_local_file(path: Path, largest: int, named: str) -> bytes:
    """Return the bytes of the file, at most `largest`. Raises StorymapError, which calls the file `named`."""
    try:
        return read_bytes(path, largest)
    except StorymapError as error:
        first = error.problems[0]
        raise refusal(f"{named} is not shown: {first.what}", first.remedy) from None


def companion_file(path: Path, base: Path, suffixes: tuple[str, ...]) -> Path | None:
    """Return the first file beside `path` with its name and one of `suffixes`, inside the folder `base`, or None."""
    for suffix in suffixes:
        beside = path.with_suffix(suffix)
        if beside.is_file() and beside.resolve().is_relative_to(base.resolve()):
            return beside
    return None


def is_remote(src: str) -> bool:
    """Say whether `src` is an address on the web."""
    return src.strip().lower().startswith(("http:", "https:", "//"))


def short_src(src: str) -> str:
    """Return `src`, without the file itself when it is a `data:` URI."""
    return src.partition(",")[0] if src[:5].lower() == "data:" else src


def quoted(src: str) -> str:
    """Return `src` as messages quote it."""
    return f'"{printable(short_src(src[:2000]), 80)}"'


def _resolve(src: str, folder: Path) -> Path:
    as_written = (folder / src).resolve()
    if "%" not in src or as_written.exists():
        return as_written
    decoded = unquote_to_bytes(src).decode("utf-8")
    if PurePosixPath(decoded).is_absolute() or PureWindowsPath(decoded).anchor:
        raise ValueError(decoded)
    return (folder / decoded).resolve()
