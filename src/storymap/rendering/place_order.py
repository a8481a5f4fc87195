"""The places of a story in their order: what stays the same while only the words between their names change.

A page with more than MOST_MARKERS places on its map has clusters. There only some places are listed, that is, have an
entry in the document: those that the text or a view names, or that have a picture. They come first. All others are
clustered: they travel as columns of numbers and are drawn as clusters. Where more than MOST_MARKERS of those that are
told of are on the map, they are clustered, too, and then none has an entry but for those with a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
import shapely

from storymap.geometry.bounds import BBox, bounds_of
from storymap.geometry.parts import Shapes
from storymap.model import DEFAULT_LAYER, LayerChoice
from storymap.rendering.i18n import Catalogue
from storymap.rendering.symbols import Symbol, layer_symbols

if TYPE_CHECKING:
    import geopandas as gpd

T = TypeVar("T")
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


class PlaceOrder:
    """Numbers places by their first mention in the text, the unmentioned ones after them in the order of the file.

    On a page with clusters those that are told of come before the others, and those on no map last. `shapes` are the
    places on the flat map (`unwrapped`), `named` the place_ids in the order of their first mentions, `viewed` those
    that the author's views name.
    """

    def __init__(
        self,
        places: gpd.GeoDataFrame,
        shapes: Shapes,
        named: Sequence[str],
        viewed: Collection[str],
        choices: Sequence[LayerChoice],
        words: Catalogue,
    ) -> None:
        self._places = places
        self._choices = choices
        self._words = words
        self._made: dict[str, Any] = {}
        self.shapes = shapes
        self.ids: list[str] = [str(place_id) for place_id in places.index]
        self.rows = {place_id: row for row, place_id in enumerate(self.ids)}
        is_located = ~shapely.is_missing(shapes)
        self.is_clustered = bool(is_located.sum() > MOST_MARKERS)
        # More places are told of than can have markers: they are clustered, too. How many these are.
        self.told_rows = 0
        ranks = np.full(len(self.ids), len(named))
        ranks[[self.rows[place_id] for place_id in named]] = np.arange(len(named))
        listed = np.full(len(self.ids), True)
        keys = [ranks]
        if self.is_clustered:
            listed = ranks < len(named)
            listed[[self.rows[place_id] for place_id in viewed if place_id in self.rows]] = True
            has_image = places["image"].notna().to_numpy()
            listed |= has_image
            # The last key is the first that counts: the clustered rows are without a gap, those on no map the last.
            told = int((listed & is_located).sum())
            self.told_rows = told if told > MOST_MARKERS else 0
            keys = [ranks, ~listed, ~is_located] if self.told_rows else [ranks, ~is_located, ~listed]
            if self.told_rows:
                listed &= ~is_located | has_image
        ordered = np.lexsort(keys).tolist()
        self.number = {self.ids[row]: number for number, row in enumerate(ordered, 1)}
        self.listed: tuple[str, ...] = tuple(self.ids[row] for row in ordered if listed[row])
        self.located = frozenset(self.ids[row] for row in np.flatnonzero(is_located).tolist())

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` works out from the places and their order, from the second time on what it returned."""
        if name not in self._made:
            self._made[name] = make()
        return cast("T", self._made[name])

    @cached_property
    def marked(self) -> frozenset[str]:
        """The located places that have markers of their own: the listed ones, if they are not too many."""
        return frozenset() if self.told_rows else self.located.intersection(self.listed)

    @cached_property
    def clustered(self) -> tuple[str, ...]:
        """The clustered places, by number; empty on a page without clusters."""
        if not self.is_clustered:
            return ()
        return tuple(self.number)[0 if self.told_rows else len(self.listed) :]

    @cached_property
    def extended(self) -> dict[str, int]:
        """The dimension of the places that are more than points, by number: 1 for a line, 2 for an area."""
        dimensions = shapely.get_dimensions(self.shapes)
        found = {self.ids[row]: int(dimensions[row]) for row in np.flatnonzero(dimensions > 0).tolist()}
        return dict(sorted(found.items(), key=lambda place: self.number[place[0]]))

    @cached_property
    def bounds(self) -> BBox | None:
        """West, south, east, north of all places on the flat map, None if none is located."""
        return bounds_of(self.shapes)

    @cached_property
    def layers(self) -> tuple[MapLayer, ...]:
        """The layers: first those that the author put in an order, then as the file first names them.

        Symbols go by the order in the file, so that another order in the legend is no other map.
        """
        members: dict[str, list[str]] = {name: [] for name in self._places["layer"].unique()}
        names = self._places["layer"].tolist()
        for place_id in self.number:
            members[names[self.rows[place_id]]].append(place_id)
        chosen = {choice.name: choice.colour for choice in self._choices}
        symbols = dict(zip(members, layer_symbols([chosen.get(name) for name in members]), strict=True))
        arranged = dict.fromkeys([*(name for name in chosen if name in members), *members])
        return tuple(
            MapLayer(number, name, self._layer_name(name), symbols[name], tuple(members[name]))
            for number, name in enumerate(arranged, 1)
        )

    def _layer_name(self, name: str) -> str:
        return self._words.say("places") if name == DEFAULT_LAYER else name

    @cached_property
    def layer_of(self) -> dict[str, MapLayer]:
        """The layer of each place_id."""
        return {place_id: layer for layer in self.layers for place_id in layer.place_ids}
