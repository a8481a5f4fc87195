"""Problems as a window is told of them: in one line each, and without the folders of this machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from storymap.errors import Problem, printable


def without_folders(problem: Problem, folders: Iterable[Path]) -> Problem:
    """Return a problem that names files of these folders by their names alone, each part of it on one line."""
    # The longest first: one may lie within another.
    named = sorted({f"{form}/" for folder in folders for form in (folder, folder.absolute())}, key=len, reverse=True)

    def told(text: str) -> str:
        # Cut before anything else is done: a name may be 50 MB long.
        short = printable(text)
        for folder in named:
            if len(folder) > 2:
                short = short.replace(folder, "")
        return short

    return replace(problem, where=told(problem.where), what=told(problem.what), remedy=told(problem.remedy))
