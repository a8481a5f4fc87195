"""Outputs: what stands at a path that is to be written, looked at before anything is opened.

A file is written where a regular file or nothing stands, and a folder where a folder or nothing stands. A symbolic link
is followed, and stays. Opening anything else could wait for ever, or do what a device does.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from storymap.errors import Problem
from storymap.storage.system_files import is_system_file

_MOST_LINKS = 40
_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISREG, "a file"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def output_problem(path: Path, option: str, *, force: bool = False) -> Problem | None:
    """Return why no file may be written at `path`, None if it may. `option` is what named it, for the remedy.

    With `force`, a read-only file may be replaced, and one that has other names (hard links), which keep what it held.
    """
    found = _found(path, option)
    if found is None or isinstance(found, Problem):
        return found
    if not stat.S_ISREG(found.st_mode):
        what = f"this is {_kind(found.st_mode)}, not a file"
        return Problem(str(path), what, f"name another output with {option}")
    return None if force else replacement_problem(path, found, option)


def folder_problem(path: Path, option: str, *, force: bool = False) -> Problem | None:
    """Return why no folder may be written at `path`, None if it may; as `output_problem` does for a file."""
    found = _found(path, option)
    if found is None or isinstance(found, Problem):
        return found
    if not stat.S_ISDIR(found.st_mode):
        what = f"this is {_kind(found.st_mode)}, not a folder"
        return Problem(str(path), what, f"name another folder with {option}")
    return None if force else replacement_problem(path, found, option)


def replacement_problem(path: Path, state: os.stat_result, option: str) -> Problem | None:
    """Return why the file or folder at `path`, whose `state` is given, is not replaced without force, or None."""
    if _is_read_only(path, state):
        what = f"this {_kind(state.st_mode).removeprefix('a ')} is read-only"
        return Problem(str(path), what, f"replace it with --force, or name another output with {option}")
    if stat.S_ISREG(state.st_mode) and state.st_nlink > 1:
        what = f"this file has {state.st_nlink} names (hard links), of which only this one would change"
        return Problem(str(path), what, f"replace it with --force, or name another output with {option}")
    return None


def _found(path: Path, option: str) -> os.stat_result | Problem | None:
    """Return the state of what stands at `path`, None if nothing does, or why nothing could be written there."""
    remedy = f"name another output with {option}"
    try:
        try:
            state = path.stat()
        except FileNotFoundError:
            state = None
        if any(map(is_system_file, _hops(path))):
            return Problem(str(path), "this is a device, not a file", remedy)
    except NotADirectoryError:
        return Problem(str(path), "a file stands where its folder should be", remedy)
    except PermissionError:
        return Problem(str(path), "its folder may not be entered", remedy)
    except (OSError, ValueError) as error:
        return Problem(str(path), _reason(error), remedy)
    return state


def _hops(path: Path) -> Iterator[Path]:
    """Yield `path` and each link that it leads over, their folders resolved: a link may lead to another."""
    hop = path
    for _ in range(_MOST_LINKS):
        hop = Path(os.path.realpath(hop.parent), hop.name)
        yield hop
        if not hop.is_symlink():
            return
        hop = hop.parent / hop.readlink()


def _reason(error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return "this is not a usable file name"
    if error.errno == errno.ELOOP:
        return "this is a link that leads to itself"
    return f"it cannot be written ({(error.strerror or 'unknown reason').lower()})"


def _is_read_only(path: Path, state: os.stat_result) -> bool:
    """Say whether the owner has taken the right to write; the administrator could write all the same."""
    mode = stat.S_IMODE(state.st_mode)
    owner = getattr(os, "geteuid", lambda: -1)()
    is_owned_and_locked = state.st_uid == owner and not mode & stat.S_IWUSR
    return not mode & 0o222 or is_owned_and_locked or not os.access(path, os.W_OK)


def _kind(mode: int) -> str:
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")
