"""Whether two entries of one name are one place: of a like kind, and as near each other as that kind is large."""

from __future__ import annotations

from math import cos, hypot, radians
from typing import Protocol

from storymap.gazetteer import place_types
from storymap.gazetteer.distances import KM_OF_DEGREE

_LARGE_CITY = 100_000  # people
_NEAR, _NEAR_LARGE_CITY = 3.0, 20.0  # km: how far apart two sources have a town
_FAR_DEGREES = 5.0  # of latitude: farther than any of the following, but for countries and continents
# How far apart two sources have what is no town, in km.
_NEAR_OF_KIND = {
    place_types.CONTINENT: 5_000.0,
    place_types.COUNTRY: 2_000.0,
    place_types.STATE: 300.0,
    place_types.COUNTY: 60.0,
    place_types.REGION: 200.0,
    place_types.SEA: 500.0,
    place_types.RIVER: 100.0,
    place_types.LAKE: 30.0,
    place_types.MOUNTAINS: 50.0,
    place_types.ISLAND: 30.0,
}


class LocatedPlace(Protocol):
    """A place with its point in degrees, its kind (see `place_types`), population and GeoNames id, 0 for none."""

    @property
    def lat(self) -> float: ...  # noqa: D102
    @property
    def lon(self) -> float: ...  # noqa: D102
    @property
    def kind(self) -> int: ...  # noqa: D102
    @property
    def population(self) -> int: ...  # noqa: D102
    @property
    def geonameid(self) -> int: ...  # noqa: D102


def is_same_place(one: LocatedPlace, other: LocatedPlace) -> bool:
    """Return whether two places that have a name in common are one.

    What is not said to be anything may be anything: "Russia" of a file without kinds is the country.
    """
    if one.geonameid and one.geonameid == other.geonameid:
        return True
    kind = min(one.kind, other.kind)  # of which a local place is the last
    northward = one.lat - other.lat
    if kind > place_types.COUNTRY and not -_FAR_DEGREES < northward < _FAR_DEGREES:
        return False
    if kind_class(one.kind) != kind_class(other.kind) and place_types.LOCAL not in (one.kind, other.kind):
        return False
    near = _NEAR_OF_KIND.get(kind)
    if near is None:
        near = _NEAR_LARGE_CITY if max(one.population, other.population) >= _LARGE_CITY else _NEAR
    across = (one.lon - other.lon + 180) % 360 - 180
    return KM_OF_DEGREE * hypot(northward, across * cos(radians(one.lat))) <= near


def kind_class(kind: int) -> int:
    """Return the kind, the same one for all towns whatever their size."""
    return place_types.TOWN if kind in place_types.SETTLEMENTS else kind
