"""Files that content names: one rule for all of them.

What an article, its front matter or a places file names stands beside the file that names it or in a folder below,
symbolic links resolved. Nothing else is read, made or written because content says so. Whoever calls may allow more
folders: `--allow-path`, `allow_path`. `media/site_folder.py` looks, for a message, whether a picture stands above it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from storymap.errors import Problem, StorymapError, printable
from storymap.reading.files_read import note_named
from storymap.storage.system_files import is_system_file

# What no honest name of a file holds: control characters, line ends, what turns the direction, byte order marks.
_CONTROL = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]"
# `C:` is a drive; anything longer is the scheme of an address.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
# GDAL takes names that begin so for files inside archives, addresses and programs.
_GDAL_PATH = re.compile(r"[/\\]+vsi", re.IGNORECASE)
# Windows opens the device whatever the folder and the ending are: "notes/nul.csv".
_DEVICE_NAME = r"(?i)(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])[ ]*(?:[.:].*)?"


class AllowedFolders:
    """The folders in which content may name files, beside the folder of the file that names them.

    Raises StorymapError if one of them is no folder.
    """

    def __init__(self, folders: Iterable[str | os.PathLike[str]] = ()) -> None:
        self._folders = tuple(checked_folder(folder) for folder in folders)

    def find(self, name: str, base: Path, named: str) -> Path:
        """Return the path of the file `name` as seen from the folder `base`, which holds the file that names it.

        Only links are looked at; whether the file is there is not said. Raises StorymapError if the file may not be
        named, in a message that calls it `named`; the caller adds where it is named.
        """
        if re.search(_CONTROL, name):
            shown = printable(re.sub(_CONTROL, lambda found: found[0].encode("unicode_escape").decode(), name), 80)
            raise _refusal(f'{named} has control characters in its name: "{shown}"', "rename the file")
        is_absolute = PurePosixPath(name).is_absolute() or bool(PureWindowsPath(name).anchor)
        # A share of another machine would be asked as soon as its links are resolved.
        is_elsewhere = _SCHEME.match(name) or _GDAL_PATH.match(name) or name.startswith(("//", "\\"))
        if is_elsewhere or (is_absolute and not Path(name).is_absolute()):
            raise _refusal(f"{named} is not a relative path", "save it beside the file and name it")
        if any(re.fullmatch(_DEVICE_NAME, part) for part in re.split(r"[/\\]", name)):
            raise _refusal(f"{named} has the name of a device", "rename the file")
        path = base / name
        try:
            if self._is_allowed(path) or (not is_absolute and self.holds(path, base)):
                note_named(base, path)
                return path
            is_inside = self.holds(path, base)
            folder = _real_path(path).parent
        except (OSError, ValueError):
            raise _refusal(f"{named} is not a usable path", "rename the file") from None
        if is_inside:
            raise _refusal(f"{named} is not a relative path", "write it as seen from the folder of the file")
        import shlex

        what = "is not a relative path, and outside" if is_absolute else "is outside"
        more = "" if is_system_file(folder) else f", or add --allow-path {shlex.quote(str(folder))}"
        raise _refusal(f"{named} {what} the folder of the file", f"save it beside the file{more}")

    def holds(self, path: Path, base: Path) -> bool:
        """Say whether `path` leads into the folder `base`, a folder below it, or one that is allowed."""
        return _real_path(path).is_relative_to(_real_path(base)) or self._is_allowed(path)

    def _is_allowed(self, path: Path) -> bool:
        if not self._folders:
            return False
        real = _real_path(path)
        return not is_system_file(real) and any(real.is_relative_to(folder) for folder in self._folders)


def _real_path(path: Path) -> Path:
    """Return a path with its links resolved. In a loop of links some are left, and opening it fails."""
    return Path(os.path.realpath(path))


def checked_folder(folder: str | os.PathLike[str], option: str = "allow-path") -> Path:
    """Return a folder that an `option` names, its links resolved. Raises StorymapError if it is none."""
    try:
        real = _real_path(Path(folder))
        is_folder = real.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        what = f'"{printable(os.fspath(folder), 80)}" is not a folder'
        raise StorymapError(Problem(option, what, "name a folder that is there"))
    return real


def _refusal(what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem("", what, remedy))
