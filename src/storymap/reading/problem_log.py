"""The problems of one file: its errors and warnings, in order, up to a limit."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.errors import Problem
from storymap.limits import MOST_LISTED


def at_line(name: str, line: int | None) -> str:
    """Return where something is, for messages: the line, from 1, of the file `name`, or only the file."""
    return f"{name}, line {line}" if line else name


class ProblemLog:
    """The problems of the file `name`, in the order of the file.

    `MOST_LISTED` errors and as many warnings are listed; the others are counted.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._listed: list[Problem] = []
        self._errors = 0
        self._warnings = 0
        self._wheres: Sequence[str] = ()

    def follow(self, wheres: Sequence[str]) -> None:
        """Set the order of the file: problems are listed in the order of `wheres`, however late they are found."""
        self._wheres = wheres

    @property
    def failed(self) -> bool:
        """Whether there was an error."""
        return self._errors > 0

    def add(self, problem: Problem) -> None:
        """List `problem`, or only count it."""
        if problem.severity == "error":
            self._errors += 1
            is_listed = self._errors <= MOST_LISTED
        elif problem.severity == "warning":
            self._warnings += 1
            is_listed = self._warnings <= MOST_LISTED
        else:
            is_listed = True  # a file has a few
        if is_listed:
            self._listed.append(problem)

    def error(self, where: str, what: str, remedy: str = "") -> None:
        """Add an error, for which the file is refused."""
        self.add(Problem(where, what, remedy))

    def warning(self, where: str, what: str, remedy: str = "") -> None:
        """Add a warning, which a person should know of."""
        self.add(Problem(where, what, remedy, "warning"))

    def note(self, where: str, what: str, remedy: str = "") -> None:
        """Add a note, which a person may want to know."""
        self.add(Problem(where, what, remedy, "note"))

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems, and at the end how many more there are."""
        listed = list(self._listed)
        if listed:
            order = {where: number for number, where in enumerate(self._wheres)}
            listed = sorted(listed, key=lambda problem: order.get(problem.where, -1))
        if self._errors > MOST_LISTED:
            what = f"{self._errors - MOST_LISTED:,} more errors are not listed"
            listed.append(Problem(self.name, what, "correct the ones above first"))
        if self._warnings > MOST_LISTED:
            what = f"{self._warnings - MOST_LISTED:,} more warnings are not listed"
            listed.append(Problem(self.name, what, severity="warning"))
        return tuple(listed)
