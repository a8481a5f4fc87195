"""Pictures and recordings that are addressed from the top of a site: `/assets/bridge.jpg`.

Which folder is the top is for whoever builds to say (`--media-root`). Where nobody has, a message names the nearest
folder above the article in which the file would be found. Nothing there is opened, and no link is followed.
"""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from storymap.errors import printable
from storymap.reading.media.kinds import ENDINGS, PICTURE_ENDINGS
from storymap.storage.system_files import is_system_file

THE_TOP: Final = "the top of a site"
_KNOWN_ENDINGS = frozenset((*PICTURE_ENDINGS, *ENDINGS["audio"], *ENDINGS["video"]))
# Where site generators keep what they copy as it is, below the folder of the site.
_STATIC_FOLDERS = ("", "static", "public", "assets", "source", "src", "docs")
_MOST_ABOVE = 20
_MOST_PARTS = 20


def is_from_top(src: str) -> bool:
    """Say whether `src` is addressed from the top of a site, and is not an address of another server."""
    return src.startswith("/") and not src.startswith(("//", "/\\"))


def is_only_below(root: Path, src: str, base: Path) -> bool:
    """Say whether a file is below the folder of a site, and not where it is as seen from the article's folder."""
    parts = _parts(src)
    return bool(parts) and not os.path.lexists(base.joinpath(*parts)) and os.path.lexists(root.joinpath(*parts))


def folder_above(src: str, base: Path) -> Path | None:
    """Return the nearest folder above `base` from which a file would be found that is not below `base`, or None."""
    parts = _parts(src)
    return _likely_folder(parts, base) if parts and not os.path.lexists(base.joinpath(*parts)) else None


def _parts(src: str) -> tuple[str, ...]:
    """Return the parts of a plain relative path, or none for any other."""
    path = PurePosixPath(unquote(src))
    is_plain = not path.is_absolute() and ".." not in path.parts and ":" not in src and "\\" not in src
    return path.parts if is_plain and "\0" not in str(path) else ()


def site_folder_remedy(src: str, base: Path) -> str:
    """Return what to do about a picture of an article in the folder `base` that is addressed from the top of a site.

    Returns "" where the path may be one of this machine, and no folder of a site is in sight.
    """
    parts = PurePosixPath(unquote(src)).parts[1:]
    if ".." in parts:
        return ""
    folder = _likely_folder(parts, base)
    if folder is not None:
        return f"add --media-root {shlex.quote(str(folder))}"
    if len(parts) > 1 and os.path.lexists(Path(src).parent):
        return ""
    name = printable("/".join(parts), 60)
    return f"save it beside the file, or add --media-root DIR, the site's folder that has {name} in it"


def _likely_folder(parts: tuple[str, ...], base: Path) -> Path | None:
    """Return the nearest folder from `base` upwards that has a picture or recording of this name, or None."""
    is_known = bool(parts) and PurePosixPath(parts[-1]).suffix.lower() in _KNOWN_ENDINGS
    if not is_known or len(parts) > _MOST_PARTS or "\0" in "".join(parts):
        return None
    real = Path(os.path.realpath(base))
    for above in [real, *real.parents][:_MOST_ABOVE]:
        if above == Path(above.anchor) or is_system_file(above):
            break
        for name in _STATIC_FOLDERS:
            if _has_plain_file(above, (*filter(None, [name]), *parts)):
                return above / name
    return None


def _has_plain_file(folder: Path, parts: tuple[str, ...]) -> bool:
    path = folder
    for part in parts[:-1]:
        path /= part
        if not _is(path, stat.S_ISDIR):
            return False
    return _is(path / parts[-1], stat.S_ISREG)


def _is(path: Path, has_mode: Callable[[int], bool]) -> bool:
    try:
        return has_mode(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False
