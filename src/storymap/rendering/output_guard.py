"""Files of a page are written whole or not at all, and never over what is somebody else's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from storymap.errors import PageError, Problem
from storymap.storage.atomic import replace_file

_PAGE = b"<!doctype html>"


def write_whole(path: Path, data: bytes) -> Path:
    """Write `data` to `path`, as `replace_file` does, and return `path`. Raises PageError with the remedy."""
    try:
        if path.exists() and not path.is_file():
            raise PageError(Problem(str(path), "this is not a file", "name another output with -o"))
        replace_file(path, data)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise PageError(Problem(str(path), f"cannot write it: {reason}", "name another output with -o")) from error
    return path


def refuse_source(path: Path, sources: Iterable[str]) -> None:
    """Raise PageError if `path` is one of the `sources`, under whatever name: a page must not replace its input."""
    for source in sources:
        with contextlib.suppress(OSError):
            if path.samefile(source):
                raise PageError(Problem(str(path), "the output is one of the inputs", "name another output with -o"))


def refuse_other_file(path: Path) -> None:
    """Raise PageError if there is something at `path` that is no page: it is somebody's work."""
    if path.is_dir():
        raise PageError(Problem(str(path), "this is not a file", "name another output with -o"))
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
            start = file.read(len(_PAGE))
        if start and start.lower() != _PAGE:
            raise PageError(Problem(str(path), "there is a file that is no page", "name another output with -o"))
