"""The files that belong to an article: what its front matter names, or what stands beside it under a usual name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from storymap.errors import Problem, StorymapError, printable
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.reader import front_matter_of
from storymap.reading.problem_log import at_line

_NAMED = {"places": "places file", "context": "context file", "theme": "theme", "tiles": "archive of tiles"}


class ArticleFiles:
    """Finds the files of the article `name`, which `path` is the file of; None if it was made in Python.

    Without a file of its own an article names files as seen from the current folder.
    """

    def __init__(self, name: str, path: Path | None, allowed: AllowedFolders) -> None:
        self._name = name
        self._path = path
        self._folder = Path() if path is None else path.parent
        self._allowed = allowed

    def named(self, entry: str, names: Sequence[str], problems: list[Problem]) -> list[Path]:
        """Return the files that an `entry` of the front matter names: "places", "context", "theme" or "tiles".

        A file that is named twice is there once, with a warning in `problems`. Raises StorymapError with each name
        that the article may not use.
        """
        paths: list[Path] = []
        errors: list[Problem] = []
        for written in names:
            named = f'the {_NAMED[entry]} "{printable(written, 80)}"'
            try:
                paths.append(self._find_file(written, named))
            except StorymapError as error:
                errors += [replace(problem, where=self._where(entry, written)) for problem in error.problems]
        if errors:
            raise StorymapError(errors)
        return distinct_files(paths, lambda index: self._where(entry, names[index]), problems)

    def beside(self, name: str) -> Path | None:
        """Return the file of this name beside the article, None if there is none.

        Raises StorymapError if it is a link to a file that the article may not name.
        """
        if self._path is None or not (self._folder / name).exists():
            return None
        return self.beside_or_new(name)

    def beside_or_new(self, name: str) -> Path:
        """Return the file of this name beside the article, as `beside` does, or where it would be made."""
        try:
            return self._allowed.find(name, self._folder, f"the target of the link {name}")
        except StorymapError as error:
            raise StorymapError([replace(problem, where=self._name) for problem in error.problems]) from None

    def _find_file(self, written: str, named: str) -> Path:
        path = self._allowed.find(written, self._folder, named)
        if os.path.isdir(path):  # noqa: PTH112 - says no of names that no file can have
            raise StorymapError(Problem("", f"{named} is a folder", "name a file in it"))
        return path

    def _where(self, entry: str, written: str) -> str:
        # The lines are wanted only where there is something to say.
        line = None if self._path is None else front_matter_of(self._path).line(entry, written)
        return at_line(self._name, line)


def distinct_files(paths: Iterable[Path], where: Callable[[int], str], problems: list[Problem]) -> list[Path]:
    """Return each file once, whatever its names, with a warning in `problems` for each that is left out.

    `where` says where the path of an index was named.
    """
    found: dict[object, Path] = {}
    for index, path in enumerate(paths):
        first = found.setdefault(_identity(path), path)
        if first is not path:
            same = "" if first.name == path.name else f' ("{printable(first.name, 80)}")'
            what = f'the file "{printable(path.name, 80)}" is named twice{same}; it is read once'
            problems.append(Problem(where(index), what, "take one of them out", "warning"))
    return list(found.values())


def _identity(path: Path) -> object:
    """Return what all names of one file have in common, links and spellings alike."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(path)) if "\0" not in str(path) else path
    return (state.st_dev, state.st_ino) if state.st_ino else os.path.normcase(os.path.realpath(path))
