"""The numbers and layers of a story's places: worked out once, used by text, list and map alike.

A page with more than MOST_MARKERS places on its map has clusters. There only some places are listed, that is, have an
entry in the document: those that the text or a view names, or that have a picture. They come first. All others are
clustered: they travel as columns of numbers and are drawn as clusters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from storymap.geometry.bounds import unwrapped
from storymap.geometry.parts import Shapes
from storymap.model import DEFAULT_LAYER, Excerpt, Mention, Span, Story
from storymap.rendering.i18n import find_catalogue
from storymap.rendering.symbols import Symbol, layer_symbols

# So many symbols can be pushed apart, and visited with the keyboard; more are clusters.
MOST_MARKERS = 300


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer of the map: its place_ids in the order of their numbers.

    `key` is what the author calls it, `name` what readers see: for DEFAULT_LAYER a word of their language.
    """

    number: int
    key: str
    name: str
    symbol: Symbol
    place_ids: tuple[str, ...]


class Numbering:
    """Numbers places by their first mention in the text, the unmentioned ones after them in the order of the file.

    On a page with clusters those with an entry come before the others, and those on no map last.
    """

    def __init__(self, story: Story) -> None:
        self._story = story
        self.words = find_catalogue(story.article.language)
        self._ids: list[str] = [str(place_id) for place_id in story.places.index]
        self._shapes = unwrapped(story.places.geometry)
        self._rows = {place_id: row for row, place_id in enumerate(self._ids)}
        is_located = ~shapely.is_missing(self._shapes)
        self.is_clustered = bool(is_located.sum() > MOST_MARKERS)
        first: dict[str, int] = {}
        for position, mention in enumerate(story.mentions):
            first.setdefault(mention.place_id, position)
        ranks = np.full(len(self._ids), len(story.mentions))
        for place_id, position in first.items():
            ranks[self._rows[place_id]] = position
        listed = np.full(len(self._ids), True)
        keys = [ranks]
        if self.is_clustered:
            listed = ranks < len(story.mentions)
            listed[[self._rows[place_id] for place_id in _viewed(story) if place_id in self._rows]] = True
            listed |= story.places["image"].notna().to_numpy()
            # The last key is the first that counts: the clustered rows are without a gap, those on no map the last.
            too_many = (listed & is_located).sum() > MOST_MARKERS
            keys = [ranks, ~listed, ~is_located] if too_many else [ranks, ~is_located, ~listed]
        ordered = np.lexsort(keys).tolist()
        self.number = {self._ids[row]: number for number, row in enumerate(ordered, 1)}
        self.listed: tuple[str, ...] = tuple(self._ids[row] for row in ordered if listed[row])
        """The places with an entry in the document, by number."""
        self.located = frozenset(self._ids[row] for row in np.flatnonzero(is_located).tolist())
        """The place_ids of the places that are on the map."""

    @cached_property
    def marked(self) -> frozenset[str]:
        """The located places that have markers of their own: the listed ones, if they are not too many."""
        located = self.located.intersection(self.listed)
        return located if len(located) <= MOST_MARKERS else frozenset()

    @cached_property
    def clustered(self) -> tuple[str, ...]:
        """The clustered places, by number; empty on a page without clusters."""
        if not self.is_clustered:
            return ()
        too_many = len(self.located.intersection(self.listed)) > MOST_MARKERS
        return tuple(self.number)[0 if too_many else len(self.listed) :]

    def row(self, place_id: str) -> int:
        """Return the position of a place in the story's frame."""
        return self._rows[place_id]

    def shape(self, place_id: str) -> Any:
        """Return a place's geometry on the flat map, or None; see `unwrapped`."""
        return self._shapes[self._rows[place_id]]

    def dimension(self, place_id: str) -> int:
        """Return 0 for a place that is points, 1 for a line, 2 for an area, -1 for one that is not located."""
        return self._dimensions[self._rows[place_id]]

    @cached_property
    def _dimensions(self) -> list[int]:
        dimensions: list[int] = shapely.get_dimensions(self._shapes).tolist()
        return dimensions

    @property
    def shapes(self) -> Shapes:
        """The geometries on the flat map in the order of the story's frame; see `unwrapped`."""
        return self._shapes

    @cached_property
    def layers(self) -> tuple[MapLayer, ...]:
        """The layers: first those that the author put in an order, then as the file first names them.

        Symbols go by the order in the file, so that another order in the legend is no other map.
        """
        members: dict[str, list[str]] = {name: [] for name in self._story.places["layer"].unique()}
        names = self._story.places["layer"].tolist()
        for place_id in self.number:
            members[names[self._rows[place_id]]].append(place_id)
        chosen = {choice.name: choice.colour for choice in self._story.layers}
        symbols = dict(zip(members, layer_symbols([chosen.get(name) for name in members]), strict=True))
        arranged = dict.fromkeys([*(name for name in chosen if name in members), *members])
        return tuple(
            MapLayer(number, name, self._layer_name(name), symbols[name], tuple(members[name]))
            for number, name in enumerate(arranged, 1)
        )

    def _layer_name(self, name: str) -> str:
        return self.words.say("places") if name == DEFAULT_LAYER else name

    @cached_property
    def layer_of(self) -> dict[str, MapLayer]:
        """The layer of each place_id."""
        return {place_id: layer for layer in self.layers for place_id in layer.place_ids}

    def mentions(self, place_id: str) -> list[Mention]:
        """Return the mentions of a place in reading order."""
        return self._mentions_by_place.get(place_id, [])

    @cached_property
    def _mentions_by_place(self) -> dict[str, list[Mention]]:
        by_place: dict[str, list[Mention]] = {}
        for mention in self._story.mentions:
            by_place.setdefault(mention.place_id, []).append(mention)
        return by_place

    @cached_property
    def mention_ids(self) -> dict[Mention, str]:
        """The id of each mention's element: m1, m2 ... in reading order."""
        return {mention: f"m{number}" for number, mention in enumerate(self._story.mentions, 1)}

    @cached_property
    def excerpt_ids(self) -> dict[tuple[int, int, int], str]:
        """The id of each span of sentences (block, start, end): places that share a span share its element."""
        spans = sorted({(e.block, e.start, e.end) for e in self._story.excerpts})
        return {span: f"e{number}" for number, span in enumerate(spans, 1)}

    @cached_property
    def actions(self) -> dict[tuple[int, Span], int]:
        """The number of each action, from 0 in reading order, by its block and span; each has a view."""
        blocks = enumerate(self._story.article.blocks)
        spans = [(index, span) for index, block in blocks for span in block.spans if span.view is not None]
        return {found: number for number, found in enumerate(spans)}

    def excerpts(self, place_id: str) -> list[Excerpt]:
        """Return the excerpts of a place in reading order."""
        return self._excerpts_by_place.get(place_id, [])

    @cached_property
    def _excerpts_by_place(self) -> dict[str, list[Excerpt]]:
        by_place: dict[str, list[Excerpt]] = {}
        for excerpt in self._story.excerpts:
            by_place.setdefault(excerpt.place_id, []).append(excerpt)
        return by_place


def _viewed(story: Story) -> set[str]:
    """Return the places that the author's views name."""
    return {place_id for block in story.article.blocks for view in block.views for place_id in view.place_ids}
