"""A new folder for an imported story: whole and able to be built, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from storymap.errors import Problem, StorymapError
from storymap.exchange.story_files import STORY
from storymap.storage.atomic import umask
from storymap.storage.renames import rename_new
from storymap.storage.temporary import sweep, temporary_folder
from storymap.story import build_story

_REMEDY = "name a new or empty folder with -o"


def write_story_folder(path: Path, files: Mapping[str, bytes], source: str = "") -> tuple[Problem, ...]:
    """Write the files of a story as the new folder `path`, and return the warnings of building it.

    Raises StorymapError, and leaves everything as it was, where the folder is there and not empty, where it cannot be
    written, and where the story cannot be built: that is told of `source`, as nobody has what was made of it.
    """
    check_new_folder(path)
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        with temporary_folder(target) as fresh:
            for name, content in files.items():
                (fresh / name).write_bytes(content)
            problems = _problems_of_building(fresh / STORY, source)
            fresh.chmod(0o777 & ~umask())
            if target.is_dir():
                target.rmdir()
            rename_new(fresh, target)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise StorymapError(Problem(str(path), f"cannot write it: {reason}", "name another folder with -o")) from None
    return problems


def _problems_of_building(story: Path, source: str) -> tuple[Problem, ...]:
    try:
        return build_story(story, all_places=True).problems
    except StorymapError as error:
        if not source:
            raise
        raise StorymapError([_of_source(problem, source) for problem in error.problems]) from None


def _of_source(problem: Problem, source: str) -> Problem:
    what = f"no story can be made of it: {problem.where}: {problem.what}"
    return Problem(source, what, "import a part of it, or mend it there", problem.severity)


def check_new_folder(path: Path) -> None:
    """Raise StorymapError if there is anything at `path` but an empty folder."""
    try:
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise StorymapError(Problem(str(path), "this is not a folder", _REMEDY))
        if path.is_dir() and any(path.iterdir()):
            raise StorymapError(Problem(str(path), "the folder is not empty", _REMEDY))
    except (OSError, ValueError):
        raise StorymapError(Problem(str(path), "the folder cannot be read", _REMEDY)) from None
