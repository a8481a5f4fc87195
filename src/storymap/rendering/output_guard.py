"""Files of a page are written whole or not at all, and never over what is somebody else's."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from storymap.errors import PageError, Problem
from storymap.storage.atomic import replace_file
from storymap.storage.output import output_problem

_PAGE = b"<!doctype html>"


def check_output(path: Path, sources: Iterable[str], *, force: bool = False) -> None:
    """Raise PageError if no page may be written at `path`: see `output_problem`.

    Nor may it be one of the `sources`, under whatever name, or a file that is no page, which is somebody's work. No
    force helps there.
    """
    # First of all: opening what is no file could wait for ever.
    refuse_unwritable(path, force=True)
    refuse_source(path, sources)
    _refuse_other_file(path)
    refuse_unwritable(path, force=force)


def refuse_unwritable(path: Path, *, force: bool = False) -> None:
    """Raise PageError if no file may be written at `path`, as `output_problem` says."""
    problem = output_problem(path, "-o", force=force)
    if problem is not None:
        raise PageError(problem)


def refuse_link(folder: Path, name: str) -> None:
    """Raise PageError if the file `name` of `folder`, which nobody named, would be written through a link."""
    if os.path.realpath(folder / name) != str(Path(os.path.realpath(folder), name)):
        what = "a link stands where a picture or recording of the page goes"
        raise PageError(Problem(str(folder / name), what, "remove it, or name another output with -o"))


def write_whole(path: Path, data: bytes) -> Path:
    """Write `data` to `path`, as `replace_file` does, and return `path`. Raises PageError with the remedy."""
    refuse_unwritable(path, force=True)
    try:
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


def _refuse_other_file(path: Path) -> None:
    """Raise PageError if there is something at `path` that is no page: it is somebody's work."""
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
            start = file.read(len(_PAGE))
        if start and start.lower() != _PAGE:
            raise PageError(Problem(str(path), "there is a file that is no page", "name another output with -o"))
