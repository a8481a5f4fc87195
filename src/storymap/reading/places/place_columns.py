"""Checked places as columns, and as the GeoDataFrame in which they travel."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import geopandas as gpd
import pandas as pd

from storymap.model import Place
from storymap.reading.places.crs import WGS84

COLUMNS = tuple(field.name for field in fields(Place) if field.name != "place_id")


class PlaceColumns:
    """Checked places as columns, without their ids, which can only be assigned when all places are known.

    `written_ids` are the ids that the author gave, `starts` where their features begin (`Feature.start`). `joined` says
    where else a place stands, by where it stands.
    """

    def __init__(self) -> None:
        self.columns: dict[str, list[Any]] = {column: [] for column in COLUMNS}
        self.written_ids: list[Any] = []
        self.starts: list[int] = []
        self.joined: dict[str, list[str]] = {}

    def add(self, place: Place, written_id: Any, start: int = -1) -> None:
        """Add one place. Its geometry is replaced later, when all are normalised at once."""
        for column in COLUMNS:
            self.columns[column].append(getattr(place, column))
        self.written_ids.append(written_id)
        self.starts.append(start)

    def keep(self, is_kept: Sequence[bool]) -> None:
        """Leave out each place whose `is_kept` is false."""
        if not all(is_kept):
            self.columns = {key: list(itertools.compress(values, is_kept)) for key, values in self.columns.items()}
            self.written_ids = list(itertools.compress(self.written_ids, is_kept))
            self.starts = list(itertools.compress(self.starts, is_kept))

    def extend(self, other: PlaceColumns) -> None:
        """Add the places of another file."""
        for column, values in other.columns.items():
            self.columns[column] += values
        self.written_ids += other.written_ids
        self.joined |= other.joined


def places_frame(places: Iterable[Place]) -> gpd.GeoDataFrame:
    """Return `places`, unchecked, as a GeoDataFrame in EPSG:4326, indexed by `place_id`."""
    listed = list(places)
    return frame_from_columns(
        {column: [getattr(place, column) for place in listed] for column in ("place_id", *COLUMNS)}
    )


def frame_from_columns(columns: dict[str, list[Any]]) -> gpd.GeoDataFrame:
    """Return `columns` as a GeoDataFrame in EPSG:4326, in the order of the fields of `Place`."""
    ordered: dict[str, Any] = {}
    for column in (field.name for field in fields(Place)):
        values = columns[column]
        # Left to itself pandas makes NaN of None.
        is_shape = column == "geometry"
        ordered[column] = gpd.GeoSeries(values, crs=WGS84) if is_shape else pd.Series(values, dtype=object)
    frame = gpd.GeoDataFrame(ordered, geometry="geometry", crs=WGS84)
    return frame.set_index("place_id")
