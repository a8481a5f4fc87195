"""A GeoPackage with one table of places, for QGIS and other GIS programs."""

from __future__ import annotations

import warnings
from typing import Any, Final

from storymap.exchange.exporters.place_members import cells_of, tell_what_is_no_place
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedStory
from storymap.model import DEFAULT_LAYER
from storymap.reading.places.formats.gdal import private_folder

LABEL: Final = "GeoPackage"
ENDING: Final = ".gpkg"

_TABLE: Final = DEFAULT_LAYER  # a place without a layer is in the one that is called so
_RESERVED: Final = ("fid", "geom", "geometry")
# GDAL writes when a table was changed; the same story has to be the same bytes.
_CLOCK: Final = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}


def write(story: SharedStory, report: Report) -> bytes:
    """Return the places, each a row with its shape, in degrees of WGS 84. What is no place is reported."""
    tell_what_is_no_place(story, report)
    rows = [_row(cells_of(place, report), report) for place in story.places]
    keys = dict.fromkeys(["id", "name", *(key for row in rows for key in row)])
    return _file({key: [row.get(key) for row in rows] for key in keys}, [place.geometry for place in story.places])


def _row(cells: dict[str, str | float], report: Report) -> dict[str, str | float]:
    """Return the cells of a row, without those whose column is there already: SQLite knows no capitals."""
    row: dict[str, str | float] = {}
    taken = set(_RESERVED)
    for key, value in cells.items():
        if key.lower() in taken:
            report.lost("data of places that is called as a column is", example=key)
        else:
            taken.add(key.lower())
            row[key] = value
    return row


def _file(columns: dict[str, list[Any]], shapes: list[Any]) -> bytes:
    import geopandas as gpd
    import pandas as pd
    import pyogrio

    table = {key: pd.Series(_of_one_kind(values), dtype=object) for key, values in columns.items()}
    frame = gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"))
    with private_folder({}) as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = folder / "places.gpkg"
        before = {key: pyogrio.get_gdal_config_option(key) for key in _CLOCK}
        pyogrio.set_gdal_config_options(_CLOCK)
        try:
            pyogrio.write_dataframe(frame, path, layer=_TABLE, driver="GPKG", geometry_type="Unknown")
        finally:
            pyogrio.set_gdal_config_options(before)
        return path.read_bytes()


def _of_one_kind(values: list[Any]) -> list[Any]:
    """Return the values of a column, all as texts where they are not all numbers."""
    if all(value is None or isinstance(value, int | float) for value in values):
        return [None if value is None else float(value) for value in values]
    return [None if value is None else str(value) for value in values]
