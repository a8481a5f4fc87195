"""The order of an atlas' stories: the newest first, those without a date last, of one date as they came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from storymap.reading.article.dates import is_iso_date

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def plain_date(written: str) -> str:
    """Return the date at the beginning of an ISO date or time, as far as the calendar has it; "" for anything else."""
    found = _DATE.match(written)
    if found is None or is_iso_date(found[0]):
        return found[0] if found else ""
    return next((part for end in (7, 4) if is_iso_date(part := found[0][:end])), "")


class NewestFirst:
    """Gives each document its rank, from 0. It holds a number for each date that occurs, not for each document."""

    def __init__(self, dates: Iterable[str]) -> None:
        counts = Counter(map(plain_date, dates))
        self._next: dict[str, int] = {}
        self.months: list[tuple[str, int]] = []
        """Each month that occurs (or year, or ""), the newest first, with the first rank of its documents."""
        at = 0
        for date in sorted(counts, reverse=True):
            self._next[date] = at
            if not self.months or self.months[-1][0] != date[:7]:
                self.months.append((date[:7], at))
            at += counts[date]
        self.count = at

    def rank(self, date: str) -> int:
        """Return the rank of the next document with this date: they come in the order in which they were counted."""
        rank = self._next[plain_date(date)]
        self._next[plain_date(date)] = rank + 1
        return rank
