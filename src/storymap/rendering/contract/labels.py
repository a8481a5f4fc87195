"""The names within the basemap's block. Coordinates are degrees, longitude first."""

from __future__ import annotations

from typing import NamedTuple, TypedDict


class CountryLabel(NamedTuple):
    """A country's name. `lon` and `lat` are degrees.

    `rank` is 2 for the largest to 7. `zoom`: from which the name may stand. `width`: degrees that the country spans. A
    country may have two rows with the same `number`: with `local` 1 the best place within `fit`, with `local` 0 the
    usual place. Draw one of them.
    """

    name: str
    lon: float
    lat: float
    rank: int
    zoom: float
    width: float
    number: int
    local: int


class StateLabel(NamedTuple):
    """The name of a state within a country: draw it where it fits its `width`, in degrees.

    `flags`: 1 labelled like a country, as the West Bank and Gaza are; 2 in another language than the story's, whose
    rules for capitals it does not follow.
    """

    name: str
    lon: float
    lat: float
    width: float
    flags: int


class CityLabel(NamedTuple):
    """A city's name. Cities far from the story are to a hundredth of a degree.

    `rank` is 0 for three million people and more, 1 a million, 2 400,000, 3 200,000, 4 100,000, 5 50,000, 6 fewer;
    capitals have 1 or 0, seats of states one less than their size says. `flags`: 1 capital of a country, 2 seat of a
    state.
    """

    name: str
    lon: float
    lat: float
    rank: int
    flags: int


class WaterLabel(NamedTuple):
    """The name of a sea, gulf or ocean (`kind` 0) or of a lake (1); `width` is in degrees.

    Several rows may have the same name: a long water has more than one place.
    """

    name: str
    lon: float
    lat: float
    width: float
    from_zoom: float
    to_zoom: float
    kind: int


class LabelsData(TypedDict):
    """The names, the weightiest first. No row names a place of the story: its marker does."""

    countries: list[CountryLabel]
    states: list[StateLabel]
    cities: list[CityLabel]
    waters: list[WaterLabel]
