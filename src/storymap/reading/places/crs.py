"""Coordinate reference systems: which one a file declares, and the transformation to degrees of WGS 84."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

from storymap.errors import printable
from storymap.reading.problem_log import ProblemLog

WGS84 = CRS.from_epsg(4326)
_CRS84 = re.compile(r"(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?OGC[:/](?:1\.3|0|):?/?:?CRS84", re.I)
_EPSG = re.compile(
    r"(?:EPSG:|urn:(?:x-)?ogc:def:crs:EPSG:[0-9.]*:|https?://www\.opengis\.net/def/crs/EPSG/[0-9.]+/)([0-9]{4,6})",
    re.I,
)
# Metres: more than twice around the Earth.
_FARTHEST = 1e8
_EXPORT = "export it in WGS 84 (EPSG:4326)"


def declared_crs(member: Any, name: str, log: ProblemLog) -> CRS | None:
    """Return the system that the "crs" member of an old GeoJSON file names, or None for degrees of WGS 84.

    A link is never followed: it is an error, as is a name that is not understood.
    """
    try:
        return _parse_crs(member)
    except _UnusableError as error:
        log.error(f'{name}, "crs"', str(error), _EXPORT)
        return None


class _UnusableError(Exception):
    """A coordinate reference system that cannot be used, and why."""


def _parse_crs(member: Any) -> CRS | None:
    if member is None:
        return None
    kind = member.get("type") if isinstance(member, dict) else None
    if kind == "link":
        raise _UnusableError("the coordinate system is given by a link, which is not followed")
    properties = member.get("properties") if kind == "name" else None
    declared = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(declared, str):
        raise _UnusableError("the coordinate system is not understood")
    if declared == "CRS84" or _CRS84.fullmatch(declared):
        return None
    code = _EPSG.fullmatch(declared)
    if code is None:
        raise _UnusableError(f'the coordinate system "{printable(declared, 60)}" is not known')
    try:
        return None if code[1] == "4326" else CRS.from_epsg(int(code[1]))
    except ProjError:
        raise _UnusableError(f"there is no coordinate system EPSG:{code[1]}") from None


def to_degrees(geometries: NDArray[np.object_], crs: CRS, name: str, log: ProblemLog) -> NDArray[np.object_]:
    """Return `geometries` transformed from `crs` to longitude and latitude, and say so."""
    if crs.equals(WGS84, ignore_axis_order=True):
        return geometries
    # Grids for datum shifts could be fetched; the few metres that they matter are not worth a request.
    set_network_enabled(active=False)
    try:
        transformer = Transformer.from_crs(crs, WGS84, always_xy=True)
    except ProjError:
        log.error(name, f"coordinates in {_title(crs)} cannot be transformed", _EXPORT)
        return geometries

    def transform(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        # PROJ winds positions that are light years away around the Earth.
        near = np.where(np.abs(positions) < _FARTHEST, positions, np.inf)
        longitudes, latitudes = transformer.transform(near[:, 0], near[:, 1])
        return np.column_stack([longitudes, latitudes])

    log.warning(name, f"coordinates were transformed from {_title(crs)} to WGS 84")
    return shapely.transform(geometries, transform)


def _title(crs: CRS) -> str:
    authority = crs.to_authority(min_confidence=100)
    return f"{printable(crs.name, 60)} ({':'.join(authority)})" if authority else printable(crs.name, 60)
