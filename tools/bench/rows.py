"""One line of a table of figures."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, what came out, beside what, and what was aimed at. Texts, ready for the table."""

    what: str
    ours: str
    against: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None

    def cells(self) -> list[str]:
        """Return the row as cells."""
        said = "" if self.met is None else "yes" if self.met else "**no**"
        return [self.what, self.ours, self.against, self.ratio, self.aim, said]


HEAD = ["what", "storymap", "beside", "ratio", "aim", "met"]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


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
