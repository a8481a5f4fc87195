"""Problems as a window is told of them: in one line each, and without the folders of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from storymap.errors import Problem, printable


def without_folders(text: str, folders: Iterable[Path]) -> str:
    """Return a text on one line in which what is in these folders is called by its name alone."""
    # Cut before anything else is done: a name may be 50 MB long.
    short = printable(text)
    forms = {
        form: folder.name
        for folder in folders
        for form in (str(folder.absolute()), os.path.realpath(folder), str(folder))
    }
    # The longest first: one may lie within another.
    for form in sorted(forms, key=len, reverse=True):
        if len(form) > 1:
            short = short.replace(f"{form}{os.sep}", "")
            short = short.replace(form, forms[form]) if Path(form).is_absolute() else short
    return short


def told_problem(problem: Problem, folders: Iterable[Path]) -> Problem:
    """Return a problem that names files of these folders by their names alone, each part of it on one line."""
    known = list(folders)
    where, what, remedy = (without_folders(text, known) for text in (problem.where, problem.what, problem.remedy))
    return replace(problem, where=where, what=what, remedy=remedy)
