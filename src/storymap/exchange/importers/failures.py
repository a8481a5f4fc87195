"""Importers that fail in a way that nobody has thought of, told in one line like anything else that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from storymap.errors import Problem, StorymapError, printable

_REMEDY = "update the package that it is from, or send its makers the file"


@contextmanager
def failures_told(where: str, name: str) -> Iterator[None]:
    """Raise StorymapError for whatever the importer `name` raises that is none.

    `where` is what was to be read. Memory that is used up is no failure of an importer.
    """
    try:
        yield
    except (StorymapError, MemoryError):
        raise
    except Exception as error:
        kind, words = type(error).__name__, printable(_words(error), 100)
        what = f'the importer "{printable(name, 60)}" failed ({kind}{f": {words}" if words else ""})'
        raise StorymapError(Problem(where, what, _REMEDY)) from error


def _words(error: Exception) -> str:
    try:
        return str(error)
    except Exception:  # an exception of another package may fail at that, too
        return ""
