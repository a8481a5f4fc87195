"""Batches: many texts as JSON Lines, and the places that each of them names."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storymap.errors import PlacesError, Problem
from storymap.geoparsing.desk_memory import NO_MEMORY, DeskMemory
from storymap.geoparsing.recognisers import NamedRecogniser
from storymap.geoparsing.suggestions import IN
from storymap.geoparsing.toponym import Toponym
from storymap.geoparsing.toponyms import find_toponyms
from storymap.geoparsing.unknown_letters import unknown_letters
from storymap.limits import LONGEST_RECORD_TEXT, MOST_LISTED, MOST_RECORD_MENTIONS
from storymap.reading.article.language.recognition import recognise_language
from storymap.reading.article.language.tags import language_problems
from storymap.reading.long_numbers import LONG_NUMBER, is_long_number

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How the texts of a batch are read. `least` is the lowest score that is written.

    The `language` of each text is recognised where it is "". `memory` is what the desk knows.
    """

    least: float = IN
    demonyms: bool = False
    language: str = ""
    memory: DeskMemory = NO_MEMORY
    recogniser: NamedRecogniser | None = None


def batch_lines(
    lines: Iterable[str],
    gazetteer: Gazetteer,
    options: BatchOptions,
    home: dict[int, float] | None = None,
    problems: list[Problem] | None = None,
) -> Iterator[str]:
    """Yield for each JSON line {"id", "text"} one with its mentions.

    Warnings of texts in which names cannot be found go to `problems`, of the first 500. Raises PlacesError if the
    language is none, and at a line that is not one, or has a text or mentions beyond the limits.
    """
    if wrong := language_problems(options.language):
        raise PlacesError(wrong)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"line {number}"
        record_id, text = _read_record(line, where)
        began = time.perf_counter()
        language = options.language or recognise_language([text]).language
        toponyms = find_toponyms(
            text,
            gazetteer,
            language=language,
            demonyms=options.demonyms,
            home=home,
            memory=options.memory,
            recogniser=options.recogniser,
        )
        took = (time.perf_counter() - began) * 1000
        if problems is not None and len(problems) < MOST_LISTED:
            problems += unknown_letters(where, text, language)
            problems += _unreadable(where, text)
        if len(toponyms) > MOST_RECORD_MENTIONS:
            what = f"it names places more than {MOST_RECORD_MENTIONS:,} times"
            raise PlacesError(Problem(where, what, "divide the text"))
        mentions = [_mention_data(toponym) for toponym in toponyms if toponym.score >= options.least]
        yield _json({"id": record_id, "ms": round(took, 3), "mentions": mentions})


def _read_record(line: str, where: str) -> tuple[Any, str]:
    """Return the id and the text of a line of JSON."""
    try:
        record = json.loads(line, parse_constant=_refuse_constant)
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise TypeError("text")
        _json(record.get("id"))
    except (ValueError, TypeError, RecursionError) as error:
        if is_long_number(error):
            raise PlacesError(Problem(where, LONG_NUMBER, "shorten it")) from error
        remedy = 'write one JSON object a line: {"id": "1", "text": "…"}'
        raise PlacesError(Problem(where, "this is not a text to read", remedy)) from error
    if len(record["text"]) > LONGEST_RECORD_TEXT:
        what = f"the text has more than {LONGEST_RECORD_TEXT:,} characters"
        raise PlacesError(Problem(where, what, "divide it"))
    return record.get("id"), record["text"]


def _unreadable(where: str, text: str) -> list[Problem]:
    """Return a warning if the text at `where` has characters that nobody can read: names with them are not found."""
    if "\ufffd" not in text:
        return []
    return [Problem(where, "some of the text cannot be read as UTF-8", "save the file as UTF-8", "warning")]


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _json(value: Any) -> str:
    """Return `value` as JSON; half of a character (a lone surrogate) is escaped, as nothing can print it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text if text.isascii() or _is_printable(text) else json.dumps(value, allow_nan=False)


def _is_printable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _mention_data(toponym: Toponym) -> dict[str, Any]:
    candidates = [
        {"lat": round(entry.lat, 5), "lon": round(entry.lon, 5), "geonameid": entry.geonameid or None}
        for entry in toponym.places
    ]
    first = candidates[0] if candidates else {"lat": None, "lon": None, "geonameid": None}
    return {
        "start": toponym.start,
        "end": toponym.end,
        **first,
        "score": round(toponym.score, 4),
        "confidence": round(toponym.confidence, 4) if toponym.places else None,
        "candidates": candidates,
    }
