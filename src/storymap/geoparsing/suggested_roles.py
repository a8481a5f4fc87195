"""The roles of suggested places: what the story is about, asked before there is a story."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storymap.gazetteer.entry_geometry import entry_geometry
from storymap.geoparsing.article_text import block_starts
from storymap.geoparsing.suggestions import Suggestion
from storymap.model import Mention

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Article, StoryFocus


@dataclass(frozen=True, slots=True)
class MeantPlace:
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
    import numpy as np

    from storymap.focus.find_focus import focus_of
    from storymap.focus.place_table import FocusPlaces
    from storymap.geometry.bounds import unwrapped

    shapes, kinds = np.empty(len(places), dtype=object), np.empty(len(places), dtype=object)
    shapes[:] = [None if place.entry is None else entry_geometry(place.entry, gazetteer) for place in places]
    kinds[:] = [place.kind for place in places]
    nothing = np.full(len(places), None)
    columns = FocusPlaces(
        ids=list(map(str, range(len(places)))),
        rows_of=lambda ids: np.array(list(map(int, ids)), dtype=np.intp),
        flat=unwrapped(shapes),
        kinds=kinds,
        roles=nothing,
        weights=nothing,
    )
    return focus_of(article, sorted(_mentions(places, block_starts(article))), columns)


def _mentions(places: Sequence[MeantPlace], starts: list[tuple[int, int]]) -> Iterator[Mention]:
    """Yield the mentions in blocks."""
    offsets = [start for start, _ in starts]
    for number, place in enumerate(places):
        for start, end in place.mentions:
            row = bisect_right(offsets, start) - 1
            if row >= 0:
                begins, block = starts[row]
                yield Mention(block, start - begins, end - begins, str(number))
