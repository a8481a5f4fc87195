"""The roles of suggested places: what the story is about, asked before there is a story."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from storymap.gazetteer.entry_geometry import entry_geometry
from storymap.geoparsing.article_text import block_starts
from storymap.geoparsing.suggestions import Suggestion
from storymap.model import Mention

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Article, Weight


def with_roles(suggestions: list[Suggestion], article: Article, gazetteer: Gazetteer) -> list[Suggestion]:
    """Return the suggestions of an article with their roles, those of a score below .5 without one."""
    taken = {str(index): suggestion for index, suggestion in enumerate(suggestions) if suggestion.status == "in"}
    weights = _weights(taken, article, gazetteer)
    return [replace(suggestion, focus=weights.get(str(index))) for index, suggestion in enumerate(suggestions)]


def _weights(suggestions: dict[str, Suggestion], article: Article, gazetteer: Gazetteer) -> dict[str, Weight]:
    """Return the weight of each suggestion, by its key."""
    import numpy as np

    from storymap.focus.find_focus import focus_of
    from storymap.focus.place_table import FocusPlaces
    from storymap.geometry.bounds import unwrapped

    entries = [suggestion.meant for suggestion in suggestions.values()]
    shapes, kinds = np.empty(len(entries), dtype=object), np.empty(len(entries), dtype=object)
    shapes[:] = [None if entry is None else entry_geometry(entry, gazetteer) for entry in entries]
    kinds[:] = [suggestion.kind for suggestion in suggestions.values()]
    nothing = np.full(len(entries), None)
    mentions = sorted(_mentions(suggestions.items(), block_starts(article)))
    rows = {key: row for row, key in enumerate(suggestions)}
    places = FocusPlaces(
        ids=list(suggestions),
        rows_of=lambda keys: np.array([rows[key] for key in keys], dtype=np.intp),
        flat=unwrapped(shapes),
        kinds=kinds,
        roles=nothing,
        weights=nothing,
    )
    return dict(focus_of(article, mentions, places).weights)


def _mentions(suggestions: Iterable[tuple[str, Suggestion]], starts: list[tuple[int, int]]) -> Iterator[Mention]:
    """Yield the mentions in blocks."""
    offsets = [start for start, _ in starts]
    for key, suggestion in suggestions:
        for start, end in suggestion.mentions:
            row = bisect_right(offsets, start) - 1
            if row >= 0:
                begins, block = starts[row]
                yield Mention(block, start - begins, end - begins, key)
