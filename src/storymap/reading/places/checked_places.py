"""All places of a story before it is known which of them the story needs: ids, columns, and records of some of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from storymap.reading.places.geometry.axis_order import Spread
from storymap.reading.places.place_columns import COLUMNS, PlaceColumns, frame_from_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from storymap.reading.places.table_places import TablePlaces


class CheckedPlaces:
    """The places of some files, in order. `ids` are their `place_id`s, `columns` have a value a place of each field.

    A column may make its values when they are asked for: of a gazetteer few are.
    """

    def __init__(self, parts: Sequence[PlaceColumns | TablePlaces]) -> None:
        self.ids: list[str] = []
        self._parts = parts
        self._starts = [0, *accumulate(len(part.written_ids) for part in parts)]
        self.columns: dict[str, Sequence[Any]] = {
            column: parts[0].columns[column] if len(parts) == 1 else _Joined([part.columns[column] for part in parts])
            for column in COLUMNS
        }

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def has_pictures(self) -> bool:
        """Whether any place has a picture."""
        return any(part.has_pictures for part in self._parts)

    @property
    def written_ids(self) -> list[Any]:
        """The ids that authors gave, of anything; None where there is none."""
        return list(chain.from_iterable(part.written_ids for part in self._parts))

    @cached_property
    def index(self) -> pd.Index[str]:
        """The ids as an index, which quickly says whether there is one."""
        return pd.Index(self.ids, name="place_id", dtype=object)

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """West, south, east and north of each place, (number, 4) in degrees; NaN for one without a geometry."""
        if len(self._parts) == 1:
            return self._parts[0].bounds
        return np.concatenate([np.empty((0, 4)), *(part.bounds for part in self._parts)])

    @cached_property
    def spread(self) -> Spread:
        """How the places lie around their middle."""
        return self._parts[0].spread if len(self._parts) == 1 else Spread(self.bounds)

    @cached_property
    def frame(self) -> gpd.GeoDataFrame:
        """All places as a GeoDataFrame in EPSG:4326, indexed by `place_id`, with a column for each field of `Place`."""
        return frame_from_columns(self.taken())

    def some(self, rows: Sequence[int]) -> gpd.GeoDataFrame:
        """Return the places of these rows, which are in order, as `frame` has them."""
        return frame_from_columns(self.taken(rows))

    def taken(self, rows: Sequence[int] | None = None) -> dict[str, list[Any]]:
        """Return the places of these rows, which are in order, as columns, `place_id` among them; all without."""
        if rows is None:
            parts = [part.take() for part in self._parts]
        else:
            spans = zip(self._parts, self._starts, self._starts[1:], strict=False)
            parts = [part.take([row - start for row in rows if start <= row < end]) for part, start, end in spans]
        columns = parts[0] if len(parts) == 1 else {key: [*chain(*(part[key] for part in parts))] for key in COLUMNS}
        return {"place_id": self.ids if rows is None else [self.ids[row] for row in rows], **columns}

    def with_point(self, row: int, point: shapely.Point) -> CheckedPlaces:
        """Return the places with the one of this row at a point, in degrees. They are those of one file, each made."""
        (part,) = self._parts
        moved = CheckedPlaces([part.with_geometry(row, point)])
        moved.ids = self.ids
        moved.frame = self.frame.copy(deep=False)
        geometry = self.frame.geometry.to_numpy().copy()
        geometry[row] = point
        moved.frame["geometry"] = gpd.GeoSeries(geometry, index=self.frame.index, crs=self.frame.crs)
        return moved


class _Joined(Sequence[Any]):
    """Some sequences as one."""

    def __init__(self, parts: Sequence[Sequence[Any]]) -> None:
        self._parts = parts
        self._starts = [0, *accumulate(map(len, parts))]

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self[one] for one in range(len(self))[row]]
        if not 0 <= row < len(self):
            raise IndexError(row)
        at = bisect_right(self._starts, row) - 1
        return self._parts[at][row - self._starts[at]]

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(self._parts)
