"""Problems and errors: what can go wrong, and how a person is told.

Every message to a person is a `Problem`: where it is, what it is, and what to do about it. An error that stops the work
carries all the problems that were found, not just the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

_LONGEST_PART = 300
# Control and format characters: a file's name or a place's name must not move a terminal's cursor, ring its bell, or
# reverse the direction of the text around it. Marks of direction (LRM, RLM) and joiners belong to their scripts.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


def without_control_characters(text: str) -> str:
    """Return `text` with one space for each run of control and format characters, line ends included."""
    return _UNPRINTABLE.sub(" ", text)


def printable(text: str, longest: int = _LONGEST_PART) -> str:
    """Return `text` on one line, without control characters, cut to `longest` code points."""
    # Cut first: the text may be 50 MB long, and only its beginning will be shown.
    cut = text[: longest + 1]
    line = without_control_characters(cut).strip()
    return line if len(cut) <= longest else line[: longest - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person should know: `where` it is, `what` it is, and the `remedy`.

    `severity` is "error" when the input was refused for it, "warning" when the work went on and something may be wrong,
    "note" when nothing is and a person may want to know.
    """

    where: str
    what: str
    remedy: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        parts = [printable(self.where), printable(self.what)]
        line = ": ".join(part for part in parts if part)
        return f"{line}; {printable(self.remedy)}" if self.remedy else line


class StorymapError(Exception):
    """The root of storymap's errors. `problems` holds everything that was found, in the order of the input."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ArticleError(StorymapError):
    """The article cannot be read."""


class PlacesError(StorymapError):
    """The places cannot be read."""


class PageError(StorymapError):
    """The page cannot be made or written."""
