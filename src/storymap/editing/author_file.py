"""The one door through which an author's file is changed: nothing that anybody else saved meanwhile is lost."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from storymap.errors import PlacesError, Problem
from storymap.limits import LARGEST_EDITED
from storymap.storage.conditional_replace import read_or_none, recover, remove_if_unchanged, replace_if_unchanged
from storymap.storage.locks import locked
from storymap.storage.temporary import sweep

_MOST_TRIES = 50
_ANY_WRITE = 0o222
_REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make room on the disk, and try again"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "allow writing there, or work on a copy"),
}


def change_file(path: Path, change: Callable[[str | None], str | None], *, replace_read_only: bool = False) -> None:
    """Replace the text of a file by what `change` makes of it, whole or not at all. Missing folders are made.

    `change` gets the text, None if there is no file, and does nothing but return the new text, None to remove the file:
    it is called again with the text as it is then, if somebody else has saved the file meanwhile. A text that stays the
    same is not written. A link is followed.

    Raises PlacesError, and changes nothing, if the file cannot be read or written, is read-only, unless
    `replace_read_only`, is larger than LARGEST_EDITED, or is not UTF-8; and whatever `change` raises.
    """
    target = Path(os.path.realpath(path))
    try:
        if not target.parent.exists():
            if change(None) is None:  # where it refuses, no folder is made
                return
            target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.parent):
            sweep(target.parent)
            _recover(target, path)
            _change_until_undisturbed(target, path, change, replace_read_only=replace_read_only)
    except OSError as error:
        reason = (error.strerror or "failed").lower()
        raise PlacesError(Problem(str(path), f"cannot write it: {reason}", _remedy(error))) from error


def read_text_or_none(path: Path) -> str | None:
    """Return the text of a file, None if there is none. Raises PlacesError."""
    return _decoded(_read(path, path), path)


def _change_until_undisturbed(
    target: Path, path: Path, change: Callable[[str | None], str | None], *, replace_read_only: bool
) -> None:
    for _ in range(_MOST_TRIES):
        data = _read(target, path)
        text = _decoded(data, path)
        changed = change(text)
        if changed == text:
            return
        if data is not None and not replace_read_only:
            _check_writable(target, path)
        if _put(target, data, changed):
            return
    raise PlacesError(
        Problem(str(path), "another program saves it again and again", "close it there, and try once more")
    )


def _put(target: Path, data: bytes | None, changed: str | None) -> bool:
    """Put a text, None for none, in the place of what a file holds. False if it holds something else."""
    if changed is not None:
        return replace_if_unchanged(target, data, changed.encode("utf-8"))
    return data is None or remove_if_unchanged(target, data)


def _check_writable(target: Path, path: Path) -> None:
    """Raise PlacesError if a file is read-only: to replace it would need no permission, and somebody meant it."""
    try:
        is_writable = bool(target.stat().st_mode & _ANY_WRITE) and os.access(target, os.W_OK)
    except FileNotFoundError:
        return
    if not is_writable:
        raise PlacesError(Problem(str(path), "this file is read-only", "allow writing to it, or work on a copy"))


def _read(target: Path, path: Path) -> bytes | None:
    try:
        state = target.stat()
        if not stat.S_ISREG(state.st_mode):
            raise PlacesError(Problem(str(path), "this is not a file", "name a .geojson file to add places to"))
        if state.st_size > LARGEST_EDITED:
            raise PlacesError(
                Problem(str(path), f"this file is larger than {LARGEST_EDITED // 1_000_000} MB", "divide it")
            )
        return read_or_none(target)
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise PlacesError(Problem(str(path), reason, _remedy(error))) from error


def _decoded(data: bytes | None, path: Path) -> str | None:
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PlacesError(Problem(str(path), "this is not UTF-8 text", "save it as UTF-8")) from error


def _recover(target: Path, path: Path) -> None:
    kept = recover(target)
    if kept is not None:
        what = f"a run was killed while somebody saved this file; what was saved then is in {kept.name}"
        raise PlacesError(Problem(str(path), what, "compare the two, and try again"))


def _remedy(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "close it there, or wait, and try again"
    return _REMEDIES.get(error.errno or 0, "")
