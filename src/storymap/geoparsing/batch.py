"""Batches: many texts as JSON Lines, and the places that each of them names."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storymap.errors import PlacesError, Problem
from storymap.geoparsing.suggestions import IN
from storymap.geoparsing.toponyms import Toponym, find_toponyms

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How the texts of a batch are read. `least` is the lowest score that is written."""

    least: float = IN
    demonyms: bool = False
    language: str = "en"


def batch_lines(
    lines: Iterable[str], gazetteer: Gazetteer, options: BatchOptions, home: dict[int, float] | None = None
) -> Iterator[str]:
    """Yield for each JSON line {"id", "text"} one with its mentions. Raises PlacesError at a line that is not one."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text = record["text"]
            if not isinstance(text, str):
                raise TypeError("text")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            remedy = 'write one JSON object a line: {"id": "1", "text": "…"}'
            raise PlacesError(Problem(f"line {number}", "this is not a text to read", remedy)) from error
        began = time.perf_counter()
        toponyms = find_toponyms(text, gazetteer, language=options.language, demonyms=options.demonyms, home=home)
        took = (time.perf_counter() - began) * 1000
        mentions = [_mention_data(toponym) for toponym in toponyms if toponym.score >= options.least]
        yield json.dumps({"id": record.get("id"), "ms": round(took, 3), "mentions": mentions}, ensure_ascii=False)


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
        "candidates": candidates,
    }
