"""A story as libraries and reference managers list it: who wrote it, when, where it is, which places it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from babel import Locale, UnknownLocaleError

from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedStory
from storymap.reading.text import one_line

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BY: Final = {"en": "by", "de": "von", "fr": "par", "es": "por", "pt": "por", "it": "di", "nl": "door"}
_AND: Final = {"&", "and"}


@dataclass(frozen=True, slots=True)
class BibliographicRecord:
    """Fields as plain text on one line, "" for what is not known. `date` is an ISO date, `year` of four digits.

    `addresses` begin with that of the article itself; `written_date` is the date as it stands, where it is neither an
    ISO date nor a year.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    year: str
    date: str
    written_date: str
    publisher: str
    language: str
    addresses: tuple[str, ...]
    places: tuple[str, ...]


def bibliographic_record(story: SharedStory, report: Report) -> BibliographicRecord:
    """Return the record of a story; that it has no text and no map is reported."""
    article = story.article
    report.lost("the text and its map", "a record says where they are")
    year = _YEAR.search(article.date)
    date = article.date if _ISO.fullmatch(article.date) else ""
    addresses = dict.fromkeys(filter(None, (article.source_url, story.url)))
    return BibliographicRecord(
        title=one_line(article.title),
        subtitle=one_line(article.subtitle),
        authors=authors_of(article.byline, article.language),
        year=year[0] if year else "",
        date=date,
        written_date="" if date or article.date == (year[0] if year else "") else one_line(article.date),
        publisher=one_line(article.credit),
        language=article.language,
        addresses=tuple(addresses),
        places=tuple(dict.fromkeys(one_line(place.name) for place in story.places)),
    )


def authors_of(byline: str, language: str) -> tuple[str, ...]:
    """Return the names in a byline, as they are written: "By A, B and C" are three."""
    tag = language.partition("-")[0].lower()
    words = one_line(byline)
    first, _, rest = words.partition(" ")
    if first.casefold() in {_BY.get(tag, "by"), "by"}:
        words = rest
    ands = "|".join(re.escape(word) for word in sorted(_AND | {_and_in(tag)}) if word)
    parts = re.split(rf"\s*[,;]\s*(?:(?:{ands})\s+)?|\s+(?:{ands})\s+", words)
    return tuple(part for part in parts if part)


def _and_in(tag: str) -> str:
    """Return what a language writes between two names."""
    try:
        pattern = str(Locale.parse(tag).list_patterns["standard"]["2"])
    except (UnknownLocaleError, ValueError, KeyError):
        return ""
    return pattern.replace("{0}", "").replace("{1}", "").strip()
