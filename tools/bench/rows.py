"""One line of a table of figures."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, what came out, beside what, and what was aimed at. Texts, ready for the table.

    `figure` is what came out as a number, if it is one; `spread` the least and the most of several runs; `why` what
    limits it where the aim is missed.
    """

    what: str
    ours: str
    against: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None
    why: str = ""
    figure: float | None = None
    spread: str = ""

    def cells(self) -> list[str]:
        """Return the row as cells."""
        reason = f": {self.why}" if self.why else ""
        said = "" if self.met is None else "yes" if self.met else f"**no**{reason}"
        return [self.what, self.ours, self.spread, self.against, self.ratio, self.aim, said]


_HEAD = ["what", "storymap", "spread", "beside", "ratio", "aim", "met, or why not"]


def rows_table(rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table; spreads have a column where there are any."""
    lines = [_HEAD, *(row.cells() for row in rows)]
    if not any(row.spread for row in rows):
        lines = [cells[:2] + cells[3:] for cells in lines]
    return table(lines[0], lines[1:])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def middle_rows(runs: Sequence[Sequence[Row]]) -> list[Row]:
    """Return, of several runs with the same rows, the middle one of each row, and the least and the most."""
    return [_middle_row(rows) for rows in zip(*runs, strict=True)]


def _middle_row(rows: Sequence[Row]) -> Row:
    if len(rows) == 1 or rows[0].figure is None:
        return rows[0]
    ordered = sorted(rows, key=lambda row: row.figure or 0)
    return replace(ordered[len(ordered) // 2], spread=f"{ordered[0].ours} to {ordered[-1].ours}")


def at_most(what: str, figure: float, aim: float, said: Callable[[float], str], why: str) -> Row:
    """Return the row of a figure that is to be no more than `aim`; `said` makes a cell of both."""
    return Row(what, said(figure), aim=f"at most {said(aim)}", met=figure <= aim, why=why, figure=figure)


def faster(what: str, ours: float, name: str, other: float, aim: float, why: str) -> Row:
    """Return the row of seconds that are to be `aim` times shorter than those of what has that name."""
    factor = other / ours
    return Row(what, ms(ours), f"{name}: {ms(other)}", times(factor), f"{aim:.0f} x", factor >= aim, why, ours)


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest time of some rounds, in seconds: what disturbs a machine only makes it slower."""
    return min(_timed(work) for _ in range(rounds))


def middle(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of some rounds, in seconds."""
    return statistics.median(_timed(work) for _ in range(rounds))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ms(seconds: float) -> str:
    """Return a time as a cell."""
    return (
        f"{seconds:.1f} s"
        if seconds >= 2
        else f"{1000 * seconds:.0f} ms"
        if seconds >= 0.02
        else f"{1000 * seconds:.1f} ms"
    )


def times(factor: float) -> str:
    """Return how many times as fast or as small."""
    return f"{factor:.0f} x" if factor >= 10 else f"{factor:.2g} x"


def mb(megabytes: float) -> str:
    """Return a size as a cell."""
    return f"{megabytes:.1f} MB" if megabytes < 100 else f"{megabytes:.0f} MB"


def kb(kilobytes: float) -> str:
    """Return the size of a page as it is sent, as a cell."""
    return f"{kilobytes:.0f} kB"


def number(count: float) -> str:
    """Return a count as a cell."""
    return f"{count:,.0f}"
