"""Dates as people and programs write them: those that are told by rule become ISO dates, others stay as they are."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

# Patterns: most articles need one of them, or none.
_TIME = (
    r"(?:(?:[Tt]|,?[ ]+(?:at[ ]+)?)\d{1,2}:\d{2}[\d:.,]{0,16}[ ]*(?:[AaPp]\.?[Mm]\.?)?[ ]*(?:Z|z|[A-Z]{2,5})?"
    r"[ ]*(?:[+-]\d{2}:?\d{2})?(?:[ ]*[(\[][\w/ ]{1,40}[)\]])?)?"
)
_YEAR_FIRST = rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}"
_POINTS = rf"(\d{{1,2}})\.[ ]?(\d{{1,2}})\.[ ]?(\d{{4}}){_TIME}"
_SLASHES = rf"(\d{{1,2}})([-/])(\d{{1,2}})\2(\d{{4}}){_TIME}"
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DIGITS = r"((?:19|20)\d\d)(\d\d)(\d\d)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?[ ]+)?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_IN_WORDS = (
    rf"{_WEEKDAY}{_MONTH}[ ]+{_DAY},?[ ]+{_YEAR}",
    rf"{_WEEKDAY}{_DAY}[ ]+(?:of[ ]+)?{_MONTH},?[ ]+{_YEAR}",
)


def article_date(written: str, language: str) -> str:
    """Return the date of an article in `language` as an ISO date, such as 2024-03-05, or as it is written.

    A time of day is left out. Points put the day first; of 03/04/2024 nobody knows which is the day, so it stays. So
    does a date in words, unless they are English and the article is not, or it comes with a weekday or a time.
    """
    text = " ".join(written.split())
    if found := re.fullmatch(_YEAR_FIRST, text):
        return _iso(found[1], found[3], found[4]) or written
    if found := re.fullmatch(_DIGITS, text):
        return _iso(found[1], found[2], found[3]) or written
    if found := re.fullmatch(_POINTS, text):
        return _iso(found[3], found[2], found[1]) or written
    if found := re.fullmatch(_SLASHES, text):
        both = {_iso(found[4], found[1], found[3]), _iso(found[4], found[3], found[1])} - {""}
        return both.pop() if len(both) == 1 else written
    return _from_english_words(text, language) or written


@lru_cache(maxsize=1 << 16)
def is_iso_date(text: str) -> bool:
    """Say whether a text is a day, a month or a year of the calendar as ISO writes it: 2009-04-17, 2009-04, 2009."""
    found = _ISO.fullmatch(text)
    return found is not None and _iso(found[1], found[2] or "1", found[3] or "1") != ""


def _from_english_words(text: str, language: str) -> str:
    for form in _IN_WORDS:
        found = re.match(form, text)
        if found is None or re.fullmatch(_TIME, text[found.end() :]) is None:
            continue
        is_plain = found.end() == len(text) and not found["weekday"]
        month = _english_months().get(found["month"].lower())
        if month is not None and not (is_plain and language.lower().partition("-")[0] == "en"):
            return _iso(found["year"], str(month), found["day"])
    return ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


@cache
def _english_months() -> dict[str, int]:
    from babel import Locale

    names = Locale("en").months["format"]
    months = {str(name).lower(): number for width in ("wide", "abbreviated") for number, name in names[width].items()}
    return months | {"sept": 9}
