"""What became of everything on the way from one format to another: kept, changed or lost, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storymap.errors import printable
from storymap.exchange.secret_parameters import without_keys

Fate = Literal["kept", "changed", "lost"]

_FATES: tuple[Fate, ...] = ("kept", "changed", "lost")
_MOST_NAMED = 3
_MOST_LINES = 200
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line: the `fate` of `what`, `why` or into what, how often (`count`), and the first that were met."""

    fate: Fate
    what: str
    why: str = ""
    count: int = 1
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = ""
        if self.examples:
            more = ", …" if self.count > len(self.examples) else ""
            named = f" ({self.count}: {', '.join(self.examples)}{more})" if self.count > 1 else f" ({self.examples[0]})"
        elif self.count > 1:
            named = f" ({self.count:,})"
        return f"{printable(self.what)}{named}" + (f"; {printable(self.why)}" if self.why else "")


class Report:
    """Gathers lines; equal ones are one, with their number. Content is on one line, without controls and keys."""

    def __init__(self) -> None:
        self._lines: dict[tuple[Fate, str, str], ReportLine] = {}

    def kept(self, what: str, *, count: int = 1, example: str = "") -> None:
        """Say that `what` is in the result as it was."""
        self._add("kept", what, "", count, example)

    def changed(self, what: str, why: str, *, count: int = 1, example: str = "") -> None:
        """Say that `what` is in the result in another form, and in which."""
        self._add("changed", what, why, count, example)

    def lost(self, what: str, why: str = "", *, count: int = 1, example: str = "") -> None:
        """Say that `what` is not in the result; `why`, or what to do about it."""
        self._add("lost", what, why, count, example)

    def lines(self) -> tuple[ReportLine, ...]:
        """Return the lines: what was kept, what changed, what is lost, each in the order in which it was met."""
        return tuple(line for fate in _FATES for line in self._lines.values() if line.fate == fate)

    def _add(self, fate: Fate, what: str, why: str, count: int, example: str) -> None:
        if count < 1:
            return
        what, why = printable(without_keys(what)), printable(without_keys(why))
        key = (fate, what, why)
        if key not in self._lines and len(self._lines) >= _MOST_LINES:
            key = (fate, "more of other kinds", "")
            example = ""
        before = self._lines.get(key, ReportLine(*key, count=0))
        shown = printable(without_keys(example), _LONGEST_NAME)
        has_room = shown and shown not in before.examples and len(before.examples) < _MOST_NAMED
        examples = (*before.examples, shown) if has_room else before.examples
        self._lines[key] = ReportLine(*key, before.count + count, examples)
