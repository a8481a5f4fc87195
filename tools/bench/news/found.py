"""What `suggest` finds in a text and puts on a map, for the measure."""

from __future__ import annotations

from functools import cache

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.geoparsing.suggestions import collect_suggestions
from storymap.geoparsing.toponyms import find_toponyms
from storymap.reading.article.language.recognition import recognise_language
from tools.bench.news.measure import BearsName, Found

_NO_NAME = place_types.SETTLEMENTS | {place_types.COUNTRY, place_types.CUSTOM}


def find_located(text: str, gazetteer: Gazetteer) -> list[Found]:
    """Return the names of a text that `suggest` would write to a places file with a location."""
    language = recognise_language([text]).language
    toponyms = find_toponyms(text, gazetteer, language=language)
    written = (one for one in collect_suggestions(text, toponyms, gazetteer, language) if one.status == "in")
    return [located(start, end, one.meant) for one in written if one.meant for start, end in one.mentions]


def located(start: int, end: int, entry: GazetteerEntry) -> Found:
    """Return a place of the gazetteer as found at a range of the text."""
    is_country = entry.kind == place_types.COUNTRY
    return Found(start, end, entry.number, (entry.lat, entry.lon), entry.country, is_country)


def name_bearer(gazetteer: Gazetteer) -> BearsName:
    """Return the question whether a place, by its number, bears an English name and is neither town nor country."""

    @cache
    def numbers(name: str) -> frozenset[int]:
        found = (match.entry for match in gazetteer.lookup(name))
        return frozenset(entry.number for entry in found if entry.kind not in _NO_NAME)

    return lambda number, name: number in numbers(name)
