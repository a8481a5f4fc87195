"""Local files that an article or a place names, as `AllowedFolders` has it. Nothing is fetched."""

from __future__ import annotations

import contextlib
import os
import shlex
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote_to_bytes

from storymap.errors import StorymapError, printable
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.files import read_bytes
from storymap.reading.media.policy import refusal
from storymap.reading.media.site_folder import THE_TOP, folder_above, is_from_top, site_folder_remedy


def find_local_file(src: str, base: Path, named: str, allowed: AllowedFolders) -> Path:
    """Return the file that `src` names, as it is written or percent-decoded, if content in `base` may name it.

    Symbolic links are resolved. Raises StorymapError for anything else, with a message that calls the file `named`.
    """
    if not src:
        raise refusal(f"{named} has no address", "name its file")
    try:
        if "%" in src:
            with contextlib.suppress(StorymapError):
                as_written = Path(os.path.realpath(allowed.find(src, base, named)))
                if as_written.exists():
                    return as_written
            src = _decoded(src)
        path = Path(os.path.realpath(allowed.find(src, base, named)))
    except (StorymapError, OSError, ValueError) as error:
        raise _refusal_of_name(src, base, named, error) from None
    if (folder := folder_above(src, base)) is not None:
        what = f"{named} is not beside the file, but would be found from {THE_TOP}"
        raise refusal(what, f"add --media-root {shlex.quote(str(folder))}")
    return path


def read_local_file(path: Path, largest: int, named: str) -> bytes:
    """Return the bytes of the file, at most `largest`. Raises StorymapError, which calls the file `named`."""
    try:
        return read_bytes(path, largest)
    except StorymapError as error:
        first = error.problems[0]
        raise refusal(f"{named} is not shown: {first.what}", first.remedy) from None


def companion_file(
    path: Path, base: Path, suffixes: tuple[str, ...], named: str, allowed: AllowedFolders
) -> Path | None:
    """Return the first file beside `path` with its name and one of `suffixes`, None if there is none.

    Raises StorymapError, which calls it `named`, if it leads out of the folders that content in `base` may name.
    """
    for suffix in suffixes:
        beside = path.with_suffix(suffix)
        # A link is looked at before what it leads to.
        if os.path.lexists(beside) and not allowed.holds(beside, base):
            find_local_file(name_from(base, beside), base, f"{named} {quoted(beside.name)}", allowed)
        elif beside.is_file():
            return beside
    return None


def name_from(base: Path, path: Path) -> str:
    """Return the name of a file as content in `base` would write it."""
    try:
        return Path(os.path.relpath(path, os.path.realpath(base))).as_posix()
    except ValueError:  # on another drive
        return str(path)


def is_remote(src: str) -> bool:
    """Say whether `src` is an address on the web."""
    return src.strip().lower().startswith(("http:", "https:", "//"))


def short_src(src: str) -> str:
    """Return `src`, without the file itself when it is a `data:` URI."""
    return src.partition(",")[0] if src[:5].lower() == "data:" else src


def quoted(src: str) -> str:
    """Return `src` as messages quote it."""
    return f'"{printable(short_src(src[:2000]), 80)}"'


def _refusal_of_name(src: str, base: Path, named: str, error: Exception) -> StorymapError:
    """Return what is wrong with the name of a file, with the folder of the site where that is the way out."""
    what, remedy = f"{named} is not a usable path", "rename the file"
    if isinstance(error, StorymapError):
        what, remedy = error.problems[0].what, error.problems[0].remedy
    may_be_of_site = is_from_top(src) and ("--allow-path" in remedy or "%" in src)
    if may_be_of_site and (of_site := site_folder_remedy(src, base)):
        return refusal(f"{named} is not a relative path, but addressed from {THE_TOP}", of_site)
    return refusal(what, remedy)


def _decoded(src: str) -> str:
    decoded = unquote_to_bytes(src).decode("utf-8")
    if PurePosixPath(decoded).is_absolute() or PureWindowsPath(decoded).anchor:
        raise ValueError(decoded)
    return decoded
