"""The context of files that have not changed since it was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from storymap.errors import Problem
from storymap.model import ContextFeature
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.places.context import read_context
from storymap.reading.places.files_alone import bytes_key
from storymap.storage.memo import Memo

_Found: TypeAlias = tuple[tuple[ContextFeature, ...], tuple[Problem, ...]]


def read_context_again(
    files: Sequence[Path],
    memo: Memo[Any] | None,
    *,
    problems: list[Problem],
    allowed: AllowedFolders,
    encoding: str | None,
) -> tuple[ContextFeature, ...]:
    """Return what `read_context` does, from `memo` if it has the context of the same bytes, read in the same way."""
    key = None if memo is None else bytes_key(files)
    found: _Found | None = None if memo is None or key is None else memo.find((key, encoding))
    if found is None:
        noted: list[Problem] = []
        found = read_context(files, problems=noted, allowed=allowed, encoding=encoding), tuple(noted)
        # Somebody may have written it again meanwhile.
        if memo is not None and key is not None and key == bytes_key(files):
            memo.keep((key, encoding), found)
    problems += found[1]
    return found[0]
