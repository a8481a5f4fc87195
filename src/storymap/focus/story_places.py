"""The places of a story, and the table of those that decide what it is about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from storymap.focus.own_frames import own_frames
from storymap.focus.place_table import MOST_PLACES, PlaceTable
from storymap.geometry.anchors import anchors
from storymap.geometry.parts import Rows, Shapes
from storymap.model import Mention

if TYPE_CHECKING:
    import geopandas as gpd

MOST_BY_AUTHOR = 3000  # places: of so many what the author says is heard


@dataclass(frozen=True)
class FocusPlaces:
    """All places of a story, as columns in one order: suggestions are no GeoDataFrame, which takes long to import.

    `flat` are their shapes on the flat map of all of them (`unwrapped`), None for a place on no map. `roles` and
    `weights` are the author's, None for none. `rows_of` returns the row of each of some ids, -1 for none.
    """

    ids: Sequence[str]
    rows_of: Callable[[Sequence[str]], Rows]
    flat: Shapes
    kinds: npt.NDArray[np.object_]
    roles: npt.NDArray[np.object_]
    weights: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.flat)

    @classmethod
    def of(cls, places: gpd.GeoDataFrame, flat: Shapes) -> FocusPlaces:
        """Return the columns of places that are indexed by place_id."""
        kinds, roles, weights = (places[column].to_numpy(dtype=object) for column in ("kind", "role", "weight"))
        return cls(places.index, places.index.get_indexer, flat, kinds, roles, weights)

    @cached_property
    def has_authors_word(self) -> npt.NDArray[np.bool_]:
        """Of which places the author says a role or a weight."""
        has_word: npt.NDArray[np.bool_] = (self.roles != None) | (self.weights != None)  # noqa: E711 - of each
        return has_word

    @cached_property
    def table(self) -> PlaceTable:
        """The table of all of them."""
        return _table(self, np.arange(len(self)))


def place_table(places: FocusPlaces, mentions: Sequence[Mention]) -> PlaceTable:
    """Return the table of a story's places, of a large collection those that the article or the author speaks of."""
    rows = _rows(places, mentions)
    return places.table if len(rows) == len(places) else _table(places, rows)


def _table(places: FocusPlaces, rows: npt.NDArray[np.int_]) -> PlaceTable:
    shapes = places.flat[rows]
    kinds = places.kinds[rows].tolist()
    return PlaceTable(
        ids=[str(places.ids[row]) for row in rows],
        kinds=kinds,
        roles=places.roles[rows].tolist(),
        given=places.weights[rows].tolist(),
        boxes=[None if math.isnan(box[0]) else tuple(box) for box in own_frames(shapes, kinds).tolist()],
        inner=_inner(shapes),
        is_area=(shapely.get_dimensions(shapes) == 2).tolist(),
    )


def _rows(places: FocusPlaces, mentions: Sequence[Mention]) -> npt.NDArray[np.int_]:
    named = Counter(mention.place_id for mention in mentions)
    often = np.zeros(len(places), dtype=int)
    found = places.rows_of(list(named))
    often[found[found >= 0]] = np.array(list(named.values()), dtype=int)[found >= 0]
    is_by_author = places.has_authors_word
    rows = np.arange(len(places))
    if len(rows) > MOST_PLACES and (often.any() or is_by_author.any()):
        rows = rows[(often > 0) | is_by_author]
    order = np.lexsort([rows, -often[rows], ~is_by_author[rows]])
    most = max(MOST_PLACES, min(int(is_by_author.sum()), MOST_BY_AUTHOR))
    return np.sort(rows[order[:most]])


def _inner(shapes: npt.NDArray[np.object_]) -> list[list[int]]:
    """Return which places lie in the area of each."""
    inner: list[list[int]] = [[] for _ in shapes]
    located = np.flatnonzero(~shapely.is_missing(shapes))
    points = shapely.points(anchors(shapes[located]))
    sizes = np.nan_to_num(shapely.area(shapes))
    for row in np.flatnonzero(shapely.get_dimensions(shapes) == 2).tolist():
        shapely.prepare(shapes[row])
        holds = shapely.contains_properly(shapes[row], points) & (sizes[located] < sizes[row])
        inner[row] = located[holds].tolist()
    return inner
