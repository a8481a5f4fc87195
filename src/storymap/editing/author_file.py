"""The one door through which an author's file is changed: nothing that anybody else saved meanwhile is lost."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from storymap.errors import PlacesError, Problem
from storymap.limits import LARGEST_EDITED
from storymap.storage.conditional_replace import read_or_none, recover, replace_if_unchanged
from storymap.storage.locks import locked
from storymap.storage.temporary import sweep

_MOST_TRIES = 50


def change_file(path: Path, change: Callable[[str | None], str]) -> None:
    """Replace the text of a file by what `change` makes of it, whole or not at all. Missing folders are made.

    `change` gets the text, None if there is no file, and does nothing but return the new text: it is called again with
    the text as it is then, if somebody else has saved the file meanwhile. A text that stays the same is not written. A
    link is followed.

    Raises PlacesError, and changes nothing, if the file cannot be read or written, is larger than LARGEST_EDITED, or is
    not UTF-8; and whatever `change` raises.
    """
    target = Path(os.path.realpath(path))
    try:
        if not target.parent.exists():
            change(None)  # where it refuses, no folder is made
            target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.parent):
            sweep(target.parent)
            _recover(target, path)
            _change_until_undisturbed(target, path, change)
    except OSError as error:
        reason = (error.strerror or "failed").lower()
        raise PlacesError(Problem(str(path), f"cannot write it: {reason}", _remedy(error))) from error


def read_text_or_none(path: Path) -> str | None:
    """Return the text of a file, None if there is none. Raises PlacesError."""
    return _decoded(_read(path, path), path)


def _change_until_undisturbed(target: Path, path: Path, change: Callable[[str | None], str]) -> None:
    for _ in range(_MOST_TRIES):
        data = _read(target, path)
        text = _decoded(data, path)
        changed = change(text)
        if changed == text or replace_if_unchanged(target, data, changed.encode("utf-8")):
            return
    raise PlacesError(
        Problem(str(path), "another program saves it again and again", "close it there, and try once more")
    )


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
    return "close it there, or wait, and try again" if isinstance(error, TimeoutError) else ""
