"""Which numbers of an Excel file are dates, and which date each is."""

from __future__ import annotations

import datetime
import math
import re

# What has no entry in a file, by the number that ECMA-376 (18.8.30) gives it.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"?|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]?', re.IGNORECASE)
_DATE_SIGN = re.compile(r"[dmyhs]", re.IGNORECASE)
_LAST_DAY = 2_958_466  # 31 December 9999
# Day 60 is 29 February 1900, which never was.
_EPOCH, _EPOCH_BEFORE_60, _EPOCH_1904 = (
    datetime.datetime(1899, 12, 30),
    datetime.datetime(1899, 12, 31),
    datetime.datetime(1904, 1, 1),
)


def is_date_format(number: int, code: str | None) -> bool:
    """Say whether a number in the format of this `number` is a date: one of its own has a `code`, such as "d.m.yy"."""
    if code is None:
        return number in _BUILT_IN_DATES
    return _DATE_SIGN.search(_LITERAL.sub("", code.partition(";")[0])) is not None


def date_text(days: float, *, since_1904: bool) -> str:
    """Return the date, the time or both that a number of days is, as ISO 8601 has it, or "" if it is none."""
    if not 0 <= days < _LAST_DAY:
        return ""
    if days < 1 and not since_1904:
        time = _EPOCH + datetime.timedelta(seconds=round(days * 86_400))
        return time.time().isoformat()
    epoch = _EPOCH_1904 if since_1904 else _EPOCH if days >= 60 else _EPOCH_BEFORE_60
    try:
        moment = epoch + datetime.timedelta(seconds=round(days * 86_400))
    except OverflowError:
        return ""
    return moment.isoformat() if math.modf(days)[0] else moment.date().isoformat()


def number_text(value: float) -> str:
    """Return a number as a spreadsheet shows it where there is room: with fifteen digits at most."""
    return f"{value:.15g}"
