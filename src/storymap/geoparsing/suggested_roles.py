"""The roles of suggested places: what the story is about, asked before there is a story."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from storymap.geoparsing.article_text import block_starts
from storymap.geoparsing.suggestions import Suggestion
from storymap.model import Mention

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Article, StoryFocus

_IN_ORDER = attrgetter("block", "start", "end", "place_id")


class MeantPlace(NamedTuple):
    """A place that an article may be about: its entry, None where nobody knows which one it is, and its kind.

    `mentions` are ranges of code points of `article_text`.
    """

    entry: GazetteerEntry | None
    kind: str
    mentions: Sequence[tuple[int, int]]


def with_roles(suggestions: list[Suggestion], article: Article, gazetteer: Gazetteer) -> list[Suggestion]:
    """Return the suggestions of an article with their roles, those of a score below .5 without one."""
    taken = [row for row, suggestion in enumerate(suggestions) if suggestion.status == "in"]
    places = [MeantPlace(suggestions[row].meant, suggestions[row].kind, suggestions[row].mentions) for row in taken]
    weights = focus_of_places(places, article, gazetteer).weights
    of_row = {row: weights.get(str(number)) for number, row in enumerate(taken)}
    return [replace(suggestion, focus=of_row.get(row)) for row, suggestion in enumerate(suggestions)]


def focus_of_places(places: Sequence[MeantPlace], article: Article, gazetteer: Gazetteer) -> StoryFocus:
    """Return what an article is about, where its places are no GeoDataFrame.

    The ids of its weights are the places' positions: "0", "1" and so on.
    """
    from storymap.focus.focus_of_table import focus_of_table
    from storymap.focus.place_table import MOST_PLACES
    from storymap.geoparsing.focus_table import focus_table

    # Of a book's places those that are named most often.
    rows = sorted(sorted(range(len(places)), key=lambda row: -len(places[row].mentions))[:MOST_PLACES])
    table = focus_table({str(row): (places[row].entry, places[row].kind) for row in rows}, gazetteer)
    return focus_of_table(article, sorted(_mentions(places, block_starts(article)), key=_IN_ORDER), table)


def _mentions(places: Sequence[MeantPlace], starts: list[tuple[int, int]]) -> Iterator[Mention]:
    """Yield the mentions in blocks."""
    offsets = [start for start, _ in starts]
    for number, place in enumerate(places):
        for start, end in place.mentions:
            row = bisect_right(offsets, start) - 1
            if row >= 0:
                begins, block = starts[row]
                yield Mention(block, start - begins, end - begins, str(number))
