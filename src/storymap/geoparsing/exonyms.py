"""Exonyms: what large cities abroad, and what nature made, is called in the language of a text."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache, partial

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import ALTERNATE, PROPER
from storymap.gazetteer.gazetteer import GazetteerMatch
from storymap.storage.memo import ObjectMemo

_LARGE_CITY = 50_000  # people
_SHORTEST = 5  # letters
_MOST_NAMES = 8192  # that are kept


def as_proper_names(
    matches: tuple[GazetteerMatch, ...], key: str, countries: frozenset[str]
) -> tuple[GazetteerMatch, ...]:
    """Return matches as a text of another language than English has them; `countries` are those of the language.

    There another name than that of the country itself is the proper one of a large city abroad, Straßburg, Cracovia,
    unless a larger place is called so in full.
    """
    return _proper(countries, is_long=len(key) >= _SHORTEST)(matches)


@lru_cache(maxsize=16)
def _proper(
    countries: frozenset[str], *, is_long: bool
) -> ObjectMemo[tuple[GazetteerMatch, ...], tuple[GazetteerMatch, ...]]:
    return ObjectMemo(partial(_as_proper_names, countries=countries, is_long=is_long), _MOST_NAMES)


def _as_proper_names(
    matches: Sequence[GazetteerMatch], countries: Container[str], *, is_long: bool
) -> tuple[GazetteerMatch, ...]:
    largest = max((match.entry.population for match in matches if match.name_type == PROPER), default=0)
    return tuple(
        GazetteerMatch(match.entry, PROPER) if _is_exonym(match, countries, largest, is_long=is_long) else match
        for match in matches
    )


def _is_exonym(match: GazetteerMatch, countries: Container[str], largest: int, *, is_long: bool) -> bool:
    entry = match.entry
    if match.name_type != ALTERNATE:
        return False
    if entry.kind in place_types.NATURAL:
        return True
    is_large_city = entry.kind in place_types.SETTLEMENTS and entry.population >= max(largest, _LARGE_CITY)
    return is_large_city and entry.country not in countries and is_long
