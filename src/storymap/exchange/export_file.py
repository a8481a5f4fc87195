"""The file of an export: never written over one of its inputs, nor over what is there unless that is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from storymap.errors import PageError, Problem
from storymap.rendering.output_guard import refuse_source, refuse_unwritable, write_whole


def check_export(path: Path, sources: Iterable[str] = (), *, force: bool = False) -> None:
    """Raise PageError if no export may be written at `path`. A file that is there is replaced with `force` alone."""
    refuse_unwritable(path, force=True)
    refuse_source(path, sources)
    if os.path.lexists(path) and not force:
        remedy = "replace it with --force, or name another output with -o"
        raise PageError(Problem(str(path), "there is a file already", remedy))
    refuse_unwritable(path, force=force)


def write_export(path: Path, content: bytes, sources: Iterable[str], *, force: bool = False) -> Path:
    """Write an export, whole or not at all, and return its path. Raises PageError as `check_export` does."""
    check_export(path, sources, force=force)
    return write_whole(path, content)
