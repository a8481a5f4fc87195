"""Checked places as columns, and as the GeoDataFrame in which they travel."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import fields
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from geopandas.array import from_shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from storymap.model import Place
from storymap.reading.places.crs import WGS84
from storymap.reading.places.geometry.axis_order import Spread, bounds_of

COLUMNS = tuple(field.name for field in fields(Place) if field.name != "place_id")
_WITHOUT_SHAPE = [column for column in COLUMNS if column != "geometry"]


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
        self.starts += other.starts
        self.joined |= other.joined

    @property
    def bounds(self) -> NDArray[np.float64]:
        """West, south, east and north of each place, (number, 4) in degrees; NaN for one without a geometry."""
        return bounds_of(self.columns["geometry"])

    @property
    def spread(self) -> Spread:
        """How the places lie around their middle."""
        return Spread(self.bounds)

    @property
    def has_pictures(self) -> bool:
        """Whether any place has a picture."""
        return any(image is not None for image in self.columns["image"])

    def with_geometry(self, row: int, geometry: BaseGeometry) -> PlaceColumns:
        """Return the places with another geometry of the one of this row."""
        moved = copy(self)
        geometries = [*self.columns["geometry"]]
        geometries[row] = geometry
        moved.columns = {**self.columns, "geometry": geometries}
        return moved

    def take(self, rows: Sequence[int] | None = None) -> dict[str, list[Any]]:
        """Return the columns of the places at these positions, of all without."""
        if rows is None:
            return self.columns
        return {column: [values[row] for row in rows] for column, values in self.columns.items()}


def places_frame(places: Iterable[Place]) -> gpd.GeoDataFrame:
    """Return `places`, unchecked, as a GeoDataFrame in EPSG:4326, indexed by `place_id`."""
    listed = list(places)
    return frame_from_columns(
        {column: [getattr(place, column) for place in listed] for column in ("place_id", *COLUMNS)}
    )


def columns_of(places: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    """Return a frame of places as columns: those of `Place`, `place_id` among them."""
    return {"place_id": places.index.tolist(), **{column: places[column].tolist() for column in COLUMNS}}


def frame_from_columns(columns: dict[str, list[Any]]) -> gpd.GeoDataFrame:
    """Return `columns` as a GeoDataFrame in EPSG:4326, in the order of the fields of `Place`."""
    index = pd.Index(columns["place_id"], name="place_id", dtype=object)
    # One array for all: a series for each column takes three times as long for the dozen places of a story.
    table = np.empty((len(index), len(_WITHOUT_SHAPE)), dtype=object)
    for at, column in enumerate(_WITHOUT_SHAPE):
        # An array that is there already: of tuples that are equally long numpy would make another dimension.
        values = np.empty(len(index), dtype=object)
        values[:] = columns[column]
        table[:, at] = values
    frame = pd.DataFrame(table, index=index, columns=_WITHOUT_SHAPE, dtype=object, copy=False)
    shapes = from_shapely(np.array(columns["geometry"], dtype=object), crs=WGS84)
    frame.insert(COLUMNS.index("geometry"), "geometry", shapes)
    return gpd.GeoDataFrame(frame, geometry="geometry")
