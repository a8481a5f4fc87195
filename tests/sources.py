"""The files of the package, without the packages of npm beside them, which are a thousand times as many."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import storymap

SOURCE = Path(storymap.__file__).parent
# What lies among the sources and is none of ours.
NOT_OURS = frozenset({"node_modules", "__pycache__"})


@cache
def source_files() -> tuple[Path, ...]:
    """Return the package's files, in Python and in TypeScript, sorted. Folders of others are never looked into."""
    found = []
    for folder, folders, names in os.walk(SOURCE):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        found += [Path(folder, name) for name in names]
    return tuple(sorted(found))


def python_files() -> tuple[Path, ...]:
    """Return the package's own modules, without the templates that the build compiled."""
    return tuple(path for path in source_files() if path.suffix == ".py" and "dist" not in path.parts)
