"""Which files are read while a story is built, for whoever keeps them: one list, whatever the reader.

It is kept in the context of whoever asks for it (`contextvars`), so that no reader has to hand it on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class FilesRead:
    """The files that were read, and what content named, each with the folder from which it is named.

    What content names need not be there, and need not be read.
    """

    paths: dict[Path, None] = field(default_factory=dict)
    named: dict[tuple[Path, Path], None] = field(default_factory=dict)


_noted: ContextVar[FilesRead | None] = ContextVar("files_read", default=None)


@contextmanager
def noting_files() -> Iterator[FilesRead]:
    """Note all files that are read within, in the order in which they are."""
    found = FilesRead()
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def note_read(path: Path) -> None:
    """Note that a file is read, if anybody wants to know."""
    if (found := _noted.get()) is not None:
        found.paths[path] = None


def note_named(base: Path, path: Path) -> None:
    """Note that content in the folder `base` names the file `path`, if anybody wants to know."""
    if (found := _noted.get()) is not None:
        found.named[base, path] = None
