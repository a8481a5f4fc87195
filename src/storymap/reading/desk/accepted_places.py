"""Places that an editor accepted: features of a places file that stand for a place of the gazetteer."""

from __future__ import annotations

from typing import Any, NamedTuple

from storymap.limits import LONGEST_NAME
from storymap.reading.places.suggestion_members import names_of

_MOST_NAMES = 20  # of a place
_MOST_CANDIDATES = 3
_LEAST_LOCATED = 0.5  # the least confidence with which `suggest` puts a place on the map
_SAME_DEGREES = 0.01  # a pin that is nearer than this was put on a candidate


class AcceptedPlace(NamedTuple):
    """A place of the gazetteer in a places file. `point`: degrees, longitude first; None for another shape."""

    names: tuple[str, ...]
    geonameid: int
    point: tuple[float, float] | None
    role: str


def accepted_place(feature: dict[str, Any]) -> AcceptedPlace | None:
    """Return the place of the gazetteer that a feature stands for, None if it is none, or nobody has chosen which."""
    names = tuple(name[:LONGEST_NAME] for name in names_of(feature)[:_MOST_NAMES])
    properties = feature.get("properties")
    if not names or not isinstance(properties, dict):
        return None
    point, role = _point(feature.get("geometry")), properties.get("role")
    candidates = properties.get("candidates")
    number = _decided(candidates, point, properties) if candidates else properties.get("geonameid")
    if not isinstance(number, int) or isinstance(number, bool) or number <= 0:
        return None
    return AcceptedPlace(names, number, point, role if isinstance(role, str) else "")


def _decided(candidates: Any, point: tuple[float, float] | None, properties: dict[str, Any]) -> Any:
    """Return the GeoNames id of the candidate on which an editor put the pin, None if `suggest` put it there."""
    if point is None or not isinstance(candidates, list):
        return None
    confidence = properties.get("confidence")
    was_unlocated = isinstance(confidence, int | float) and confidence < _LEAST_LOCATED
    for number, candidate in enumerate(candidates[:_MOST_CANDIDATES]):
        if not isinstance(candidate, dict):
            return None
        if (number or was_unlocated) and _is_near(point, (candidate.get("lon"), candidate.get("lat"))):
            return candidate.get("geonameid")
    return None


def _is_near(point: tuple[float, float], position: tuple[Any, Any]) -> bool:
    return all(
        isinstance(there, int | float) and abs(here - there) < _SAME_DEGREES
        for here, there in zip(point, position, strict=True)
    )


def _point(geometry: Any) -> tuple[float, float] | None:
    coordinates = (
        geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    )
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return None
    lon, lat = coordinates[:2]
    if not all(isinstance(part, int | float) and abs(part) <= 360 for part in (lon, lat)):
        return None
    return float(lon), float(lat)
