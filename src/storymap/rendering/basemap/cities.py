"""The cities that a map may name, and which of them a story's map takes along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from storymap.basemap_data.pack import Bools, Floats, Ints, read_pack, texts
from storymap.geometry.bounds import BBox

_RANKS = (3e6, 1e6, 4e5, 2e5, 1e5, 5e4)  # a city of at least _RANKS[r] people has rank r or a lower number
_CAPITAL_RANK, _CAPITAL_LEAST = 1, 5e4
_INSIDE, _OUTSIDE, _FAR = (
    160,
    70,
    160,
)  # how many: in the story's own bounds, around them, in the rest of the world
_INSIDE_SHARE, _OUTSIDE_SHARE = 90, 25  # two cities of a country stand this share of the story's span apart
_FAR_APART = 2.0  # degrees
_FAR_LEAST, _FAR_CAPITAL_LEAST = 2.5e6, 3e5
_ALWAYS = 2e6  # people: such a city is taken even beside a larger one


@dataclass(frozen=True)
class Cities:
    """Cities by number. `rank` is 0 for the largest to 6; `weight` orders them; `country` is a number."""

    names: list[str]
    lon: Floats
    lat: Floats
    people: Floats
    country: Ints
    capital: Bools
    seat: Bools
    rank: Ints
    weight: Floats


@cache
def read_cities() -> Cities:
    """Return all cities of the pack."""
    pack = read_pack("cities")
    step = float(pack["step"])
    people = 2.0 ** (pack["size"] / 8)
    capital, seat = np.zeros(len(people), bool), np.zeros(len(people), bool)
    capital[pack["capital"]] = True
    seat[pack["seat"]] = True
    rank = np.searchsorted(-np.array(_RANKS), -people, side="left").astype(np.int64)
    rank = np.where(seat & (rank > 2), rank - 1, rank)
    rank = np.where(capital & (people >= _CAPITAL_LEAST), np.minimum(rank, _CAPITAL_RANK), rank)
    return Cities(
        texts(pack["name"]),
        _integers(pack["lon"]) * step,
        _integers(pack["lat"]) * step,
        people,
        pack["country"].astype(np.int64),
        capital,
        seat,
        rank,
        people * np.where(capital, 4, np.where(seat, 2, 1)),
    )


def _integers(planes: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
    return np.ascontiguousarray(planes.T).view("<i4").ravel()


def choose_cities(cities: Cities, fit: BBox, boxes: tuple[BBox, ...]) -> list[tuple[int, float]]:
    """Return the cities to take along, the weightiest first, each with its longitude as the story counts."""
    span = max(fit[2] - fit[0], fit[3] - fit[1])
    chosen: dict[int, float] = {}
    for box in boxes:
        x = _turned(cities.lon, box)
        in_box = (x <= box[2]) & (cities.lat >= box[1]) & (cities.lat <= box[3])
        in_fit = in_box & (x >= fit[0]) & (x <= fit[2]) & (cities.lat >= fit[1]) & (cities.lat <= fit[3])
        own_span = min(span, box[2] - box[0])
        for group, most, gap in (
            (in_fit, _INSIDE, own_span / _INSIDE_SHARE),
            (in_box & ~in_fit, _OUTSIDE, own_span / _OUTSIDE_SHARE),
        ):
            for city in _spaced(cities, x, np.flatnonzero(group), most, gap):
                chosen.setdefault(city, float(x[city]))
    far = (cities.people >= _FAR_LEAST) | (cities.capital & (cities.people >= _FAR_CAPITAL_LEAST))
    for city in _spaced(cities, cities.lon, np.flatnonzero(far), _FAR, _FAR_APART):
        chosen.setdefault(city, float(cities.lon[city]))
    return sorted(chosen.items(), key=lambda item: (cities.rank[item[0]], -cities.weight[item[0]], item[0]))


def _turned(lon: Floats, box: BBox) -> Floats:
    """Return longitudes from the box's west on, around the earth."""
    return box[0] + (lon - box[0]) % 360


def _spaced(cities: Cities, x: Floats, group: Ints, most: int, gap: float) -> list[int]:
    """Take the weightiest cities, none beside one of its own country: twins across a border both stay."""
    taken: list[int] = []
    for city in group[np.lexsort((group, -cities.weight[group]))].tolist():
        others = np.array(taken, np.int64)
        others = others[cities.country[others] == cities.country[city]]
        narrow = np.cos(np.radians(cities.lat[city]))
        beside = (np.abs(x[others] - x[city]) * narrow < gap) & (np.abs(cities.lat[others] - cities.lat[city]) < gap)
        if beside.any() and cities.people[city] < _ALWAYS:
            continue
        taken.append(city)
        if len(taken) == most:
            break
    return taken
