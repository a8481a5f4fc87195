"""Views of Esri's maps as ours: extents, centres and scales, in degrees or in metres of the web's projection."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import ProjError

from storymap.exchange.article_parts import point_view
from storymap.exchange.json_members import number_in, number_of, record_in
from storymap.exchange.positions import position_of
from storymap.model import AuthorView
from storymap.reading.places.crs import to_degrees
from storymap.reading.problem_log import ProblemLog

_RADIUS: Final = 6378137.0  # metres
_METRES: Final = (102100, 102113, 3857, 3785, 900913)  # what Esri calls the projection of the web
_DEGREES: Final = 4326
_MOST_DEGREES: Final = 540  # of longitude: a map that was dragged once around the earth
_MOST_CODES: Final = 10**7
_DECIMALS: Final = 5  # a metre
_SCALE_OF_ZOOM_0: Final = 591657527.59
_RESOLUTION_OF_ZOOM_0: Final = 156543.034  # metres at the equator for a pixel
_WINDOW: Final = (800, 600)  # pixels: that of a map for which an extent is taken to have been made
_USUAL_ZOOM: Final = 9.0


def degrees_of(x: Any, y: Any, reference: Any = None, *, may_be_zero: bool = False) -> tuple[float, float] | None:
    """Return longitude and latitude of a point in degrees, whatever its spatial reference says; None if it is none.

    Numbers that can be no degrees are metres where nothing is said of them. 0, 0 is none, unless it `may_be_zero`.
    """
    east, north = number_of(x), number_of(y)
    if east is None or north is None:
        return None
    code = number_in(reference, "wkid") or number_in(reference, "latestWkid")
    if code is None and abs(east) <= _MOST_DEGREES and abs(north) <= 90:
        code = _DEGREES
    system = _system(int(code) if code is not None and abs(code) < _MOST_CODES else _METRES[0] if code is None else 0)
    if system is None:
        return None
    log = ProblemLog("")
    points: np.ndarray[Any, Any] = np.array([shapely.Point(east, north)], dtype=object)
    (point,) = to_degrees(points, system, "", log)
    if log.failed or point.is_empty:
        return None
    return position_of(round(point.x, _DECIMALS), round(point.y, _DECIMALS), may_be_zero=may_be_zero)


@cache
def _system(code: int) -> CRS | None:
    """Return the coordinate reference system that Esri calls by this number, None if there is none."""
    if code in _METRES:
        return CRS.from_epsg(3857)
    for authority in ("EPSG", "ESRI"):
        with suppress(ProjError):
            return CRS.from_authority(authority, code)
    return None


def zoom_of_scale(scale: Any) -> float | None:
    """Return the zoom of a map that is drawn at 1 to `scale`; None if that is no scale."""
    number = number_of(scale)
    return math.log2(_SCALE_OF_ZOOM_0 / number) if number and number > 0 else None


def view_of_map(*described: Mapping[str, Any]) -> AuthorView | None:
    """Return the view that the first of these records describes which describes one; None if none does."""
    return next((view for record in described if (view := _view(record)) is not None), None)


def _view(record: Mapping[str, Any]) -> AuthorView | None:
    viewpoint = record_in(record, "viewpoint")
    target = record_in(viewpoint, "targetGeometry")
    extent, centre = record_in(record, "extent"), record_in(record, "center")
    zoom = zoom_of_scale(viewpoint.get("scale"))
    zoom = number_in(record, "zoom") if zoom is None else zoom
    corners = _corners(extent)
    if zoom is None and corners is not None:
        zoom = _zoom_of_extent(*corners)
    if centre:
        position = degrees_of(centre.get("x"), centre.get("y"), centre.get("spatialReference"))
    elif target:
        position = degrees_of(target.get("x"), target.get("y"), target.get("spatialReference"))
    else:
        position = None if corners is None else _middle(*corners)
    return None if position is None else point_view(*position, _USUAL_ZOOM if zoom is None else zoom)


def _corners(extent: Mapping[str, Any]) -> tuple[tuple[float, float], tuple[float, float]] | None:
    reference = extent.get("spatialReference")
    low = degrees_of(extent.get("xmin"), extent.get("ymin"), reference, may_be_zero=True)
    high = degrees_of(extent.get("xmax"), extent.get("ymax"), reference, may_be_zero=True)
    return None if low is None or high is None else (low, high)


def _middle(low: tuple[float, float], high: tuple[float, float]) -> tuple[float, float] | None:
    east = high[0] + 360 if high[0] < low[0] else high[0]
    north = _inverse((_mercator(low[1]) + _mercator(high[1])) / 2)
    return position_of(round((low[0] + east) / 2, 5), round(north, 5), may_be_zero=True)


def _zoom_of_extent(low: tuple[float, float], high: tuple[float, float]) -> float:
    turns = ((high[0] - low[0]) % 360) / 360
    width = turns * 2 * math.pi * _RADIUS / _WINDOW[0]
    height = abs(_mercator(high[1]) - _mercator(low[1])) * _RADIUS / _WINDOW[1]
    return math.log2(_RESOLUTION_OF_ZOOM_0 / max(width, height, 1e-3))


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(min(latitude, 89.0), -89.0)) / 2))


def _inverse(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)
