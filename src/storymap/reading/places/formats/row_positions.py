"""Where a row of a table lies: two columns, one column for both, or a column with the shape."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from storymap.errors import printable
from storymap.limits import MOST_BRACKETS
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.written_degrees import degrees, has_decimal_comma, latitude_and_longitude

LATITUDES = (
    "latitude", "lat", "y", "breite", "breitengrad", "latitud", "latitudine", "szerokość", "широта", "enlem",
    "خط العرض", "纬度", "緯度", "breddegrad", "breedtegraad", "šířka", "leveysaste", "πλάτος", "קו רוחב", "위도",
    "अक्षांश", "szélesség", "عرض جغرافیایی",
)  # fmt: skip
LONGITUDES = (
    "longitude", "lon", "lng", "long", "x", "länge", "längengrad", "longitud", "longitudine", "długość", "долгота",
    "довгота", "boylam", "خط الطول", "经度", "経度", "længdegrad", "lengdegrad", "lengtegraad", "délka", "pituusaste",
    "μήκος", "קו אורך", "경도", "देशांतर", "hosszúság", "طول جغرافیایی",
)  # fmt: skip
_SHAPES = (
    "geometry",
    "geowkt",
    "geom",
    "the_geom",
    "wkt",
    "ewkt",
    "wkb",
    "wkb_geometry",
    "geojson",
    "shape",
    "geo_shape",
    "st_astext",
)
_PAIRS = (
    "coordinates", "coordinate", "coords", "latlon", "lat_lon", "latlng", "lat_lng", "lat,lng", "lat/lng", "lat,lon",
    "lat/lon", "lat, lon", "latitude,longitude", "latitude, longitude", "latitude/longitude", "gps", "position",
    "geo_point_2d", "geopoint", "location", "koordinaten", "coordonnées", "coordenadas", "coordinate geografiche",
)  # fmt: skip
_WGS84 = (0, 4326)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
# The meteorites of NASA, the United States' census, and the charging stations of France.
_FUSED = re.compile(r"^(rec|intpt|x|y)(lat|latitude|lon|long|longitude)$")
_COORDINATES = {"coord", "coords", "coordinate", "coordinates", "gps", "wgs", "koordinate", "geo", "map"}


class PositionError(Exception):
    """A row's position cannot be read: what is wrong, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class RowPositions:
    """The columns of a table that say where its rows lie. `columns` are those, each "" if there is none."""

    def __init__(self, columns: Sequence[str], first_row: Sequence[str]) -> None:
        self.latitude, self.longitude = _find_both(columns)
        self.pair = ""
        self.decimal_comma: str = ""
        # Beside columns of degrees, for rows in which these are blank.
        self.shape = _find(columns, _SHAPES)
        self._has_degrees = bool(self.latitude and self.longitude)
        if not self._has_degrees:
            cells = dict(zip(columns, first_row, strict=False))
            self.pair = "" if self.shape else _find(columns, _PAIRS)
            if self.pair == "location" and latitude_and_longitude(cells.get(self.pair, "")) is None:
                self.pair = ""

    @property
    def columns(self) -> set[str]:
        """The columns that say where a row lies."""
        if self._has_degrees:
            return {self.latitude, self.longitude, self.shape} - {""}
        return {self.shape or self.pair} if self.shape or self.pair else {self.latitude, self.longitude} - {""}

    def missing(self) -> list[str]:
        """Return which of latitude and longitude has no column."""
        if self.shape or self.pair:
            return []
        return [axis for axis, found in (("latitude", self.latitude), ("longitude", self.longitude)) if not found]

    def located(self, feature: Feature, cells: Mapping[str, str]) -> Feature:
        """Return the feature of a row with where its `cells` say that it lies, not yet checked; perhaps nowhere.

        Raises PositionError.
        """
        geometry = self._geometry(cells)
        if isinstance(geometry, BaseGeometry):
            return replace(feature, shape=geometry)
        return replace(feature, value={**feature.value, "geometry": geometry})

    def _geometry(self, cells: Mapping[str, str]) -> dict[str, Any] | BaseGeometry | None:
        north, east = cells.get(self.latitude, ""), cells.get(self.longitude, "")
        if self.shape and not (self._has_degrees and (north or east)):
            return _shape(cells.get(self.shape, ""))
        if self.pair:
            return self._pair(cells.get(self.pair, ""))
        if bool(north) != bool(east):
            raise PositionError(f"has no {'longitude' if north else 'latitude'}", "write it, or leave both out")
        return _point(self._degrees(east), self._degrees(north)) if north else None

    def _degrees(self, cell: str) -> float | str:
        """Return the number in `cell`; any other text as it is, to be refused with all other errors."""
        if has_decimal_comma(cell):
            self.decimal_comma = self.decimal_comma or cell
        number = degrees(cell)
        return cell if number is None else number

    def _pair(self, cell: str) -> dict[str, Any] | BaseGeometry | None:
        if not cell:
            return None
        pair = latitude_and_longitude(cell)
        if pair is not None:
            return _point(pair[1], pair[0])
        if cell.startswith("{") or "(" in cell:
            return _shape(cell)
        what = f'"{printable(cell, 40)}" is no pair of latitude and longitude'
        raise PositionError(what, 'write for example "31.75, -106.49"')


def _point(longitude: float | str, latitude: float | str) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _find(columns: Sequence[str], names: tuple[str, ...]) -> str:
    lowered = {column.lower(): column for column in columns}
    return next((lowered[name] for name in names if name in lowered), "")


def _find_both(columns: Sequence[str]) -> tuple[str, str]:
    """Return the columns of latitude and longitude: called that, or with that among their words, as "stop_lat"."""
    latitude, longitude = _find(columns, LATITUDES), _find(columns, LONGITUDES)
    if latitude and longitude:
        return latitude, longitude
    north, east = (_among_words(columns, names) for names in (LATITUDES, LONGITUDES))
    # Of several that which has the same words beside it: "start_lat" with "start_lon".
    for rest, column in north.items():
        if rest in east:
            return column, east[rest]
    return latitude or next(iter(north.values()), ""), longitude or next(iter(east.values()), "")


def _among_words(columns: Sequence[str], names: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """Return the columns that have one of `names` among their words, by the other words; none of them twice."""
    found: dict[tuple[str, ...], str] = {}
    for column in columns:
        text = _FUSED.sub(r"\1 \2", _HUMP.sub(" ", column[:60]).lower())
        words = _WORD.findall(text)
        axis = max((word for word in words if word in names), key=len, default="")
        rest = tuple(word for word in words if word != axis)
        # A letter alone says something only where coordinates are spoken of.
        if axis and (len(axis) > 1 or set(rest) & _COORDINATES):
            found.setdefault(rest, column)
    return found


def _shape(cell: str) -> dict[str, Any] | BaseGeometry | None:
    """Return the shape that a cell has as WKT, EWKT, hexadecimal WKB or GeoJSON."""
    text = cell.strip()
    if not text:
        return None
    if text.startswith("{"):
        return _geojson(text)
    reference, _, rest = text.partition(";")
    if reference.upper().startswith("SRID="):
        _check_reference(reference[5:].strip())
        text = rest.strip()
    try:
        shape = shapely.from_wkb(bytes.fromhex(text)) if _is_hexadecimal(text) else shapely.from_wkt(text)
    except (ShapelyError, ValueError):
        what = f'"{printable(text, 40)}" is no shape'
        raise PositionError(what, 'write WKT, such as "POINT (-106.49 31.75)", longitude first') from None
    _check_reference(str(shapely.get_srid(shape)))
    return shapely.set_srid(shape, 0)


def _geojson(text: str) -> dict[str, Any]:
    try:
        shape = json.loads(text) if text.count("[") + text.count("{") <= MOST_BRACKETS else None
    except (ValueError, RecursionError):
        shape = None
    if not isinstance(shape, dict):
        raise PositionError(f'"{printable(text, 40)}" is no GeoJSON', "write a geometry of GeoJSON")
    if shape.get("type") == "Feature" and isinstance(shape.get("geometry"), dict):
        shape = shape["geometry"]
    return shape


def _check_reference(number: str) -> None:
    if not number.isdecimal() or int(number[:9]) not in _WGS84:
        what = f"its shape is in another reference system (SRID {printable(number, 20)})"
        raise PositionError(what, "export it in degrees of WGS 84 (EPSG:4326)")


def _is_hexadecimal(text: str) -> bool:
    return len(text) % 2 == 0 and len(text) >= 42 and all(sign in "0123456789abcdefABCDEF" for sign in text[:64])
