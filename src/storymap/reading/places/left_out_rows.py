"""Rows that cannot be a place: no name, no position, a broken shape. One bad row is not a bad file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from storymap.errors import Problem, printable
from storymap.reading.problem_log import ProblemLog

_MOST_SHOWN = 3
_LONGEST_SHOWN = 70
_ROW_NUMBER = re.compile(r"\D*(\d{1,9})")


class RowLog(ProblemLog):
    """The problems of the rows of one file. Errors wait until it is known how many rows have one.

    Warnings go to the `file`'s log at once. With `strict` every error is one of the file.
    """

    def __init__(self, file: ProblemLog, *, strict: bool) -> None:
        super().__init__(file.name)
        self._file = file
        self._strict = strict
        self._bad: dict[str, list[Problem]] = {}

    def add(self, problem: Problem) -> None:
        """Note an error of a row; other problems are the file's."""
        if problem.severity == "error":
            self._bad.setdefault(problem.where, []).append(problem)
        else:
            self._file.add(problem)

    def reject(self, problems: Iterable[Problem]) -> None:
        """Note the errors of rows of which no features could be made."""
        for problem in problems:
            self.add(problem)

    def has_failed(self, where: str) -> bool:
        """Say whether the row at `where` has an error."""
        return where in self._bad

    def settle(self, rows: int) -> None:
        """Tell of the bad rows among all `rows`: they are left out, unless they are more than half."""
        if not self._bad:
            return
        bad = sorted(self._bad, key=self._number)
        if self._strict or 2 * len(self._bad) > rows:
            for where in bad:
                for problem in self._bad[where]:
                    self._file.add(problem)
            return
        shown = "; ".join(self._in_short(where) for where in bad[:_MOST_SHOWN])
        more = f"; and {len(bad) - _MOST_SHOWN:,} more" if len(bad) > _MOST_SHOWN else ""
        number = "one cannot be a place and is" if len(bad) == 1 else f"{len(bad):,} cannot be places and are"
        what = f"of {rows:,} rows {number} left out: {shown}{more}"
        self._file.warning(self.name, what, "correct them; --strict refuses such files")

    def _number(self, where: str) -> int:
        """Return the number of a row, by which a person finds it."""
        found = _ROW_NUMBER.match(where.removeprefix(f"{self.name}, "))
        return int(found[1]) if found else 0

    def _in_short(self, where: str) -> str:
        row = where.removeprefix(f"{self.name}, ")
        return printable(f"{printable(row, 40)} {self._bad[where][0].what}", _LONGEST_SHOWN + 40)
