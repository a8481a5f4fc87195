"""Places that a file has more than once under one name, as OpenStreetMap has a river for each of its stretches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from storymap.gazetteer.added import STEPS
from storymap.gazetteer.same_place import is_same_place

if TYPE_CHECKING:
    import numpy as np

_MOST_COMPARED = 40  # places of one name with which the next one is compared: the nearest to the south


class _Row(NamedTuple):
    """A place of the columns, as `is_same_place` compares it."""

    number: int
    lat: float
    lon: float
    kind: int
    population: int
    geonameid: int


def repeated_rows(
    hashes: np.ndarray[Any, Any], rows: np.ndarray[Any, Any], columns: dict[str, np.ndarray[Any, Any]]
) -> np.ndarray[Any, Any]:
    """Return for each row of the columns that which it repeats, or itself.

    `hashes` are those of proper names, sorted, with the likeliest of each name first; `rows` whose they are.
    """
    import numpy as np

    first = np.arange(len(columns["lat"]))
    if not len(hashes):
        return first
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])).tolist()
    ends = [*starts[1:], len(hashes)]
    for start, end in zip(starts, ends, strict=True):
        if end - start > 1:
            _mark_repeated([_row(number, columns) for number in rows[start:end].tolist()], first)
    while (first[first] != first).any():  # what repeats a row that repeats another
        first = first[first]
    return first


def _row(number: int, columns: dict[str, np.ndarray[Any, Any]]) -> _Row:
    lat, lon, kind, population, geonameid = (
        int(columns[key][number]) for key in ("lat", "lon", "kind", "population", "geonameid")
    )
    return _Row(number, lat / STEPS, lon / STEPS, kind, population, geonameid)


def _mark_repeated(places: list[_Row], first: np.ndarray[Any, Any]) -> None:
    """Write into `first` which of the places of one name repeat another: the likelier one of two stays."""
    likeliest = {place.number: order for order, place in enumerate(places)}
    kept: list[_Row] = []
    for place in sorted(places, key=lambda place: (place.lat, likeliest[place.number])):
        nearby = kept[-_MOST_COMPARED:]
        same = next((other for other in reversed(nearby) if is_same_place(place, other)), None)
        if same is None:
            kept.append(place)
        elif likeliest[place.number] < likeliest[same.number]:
            kept[kept.index(same)] = place
            first[same.number] = place.number
        else:
            first[place.number] = same.number
