"""A newsroom's own places over a gazetteer: those of its files, and the names that it has for places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.errors import PlacesError, Problem, printable
from storymap.gazetteer.disambiguation import choices, unambiguous_name
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import CustomPlace, Gazetteer

if TYPE_CHECKING:
    from storymap.reading.desk.settings import HouseName
    from storymap.reading.places.gazetteer_files import GazetteerRow

_ITS_POINT = "write its point in place of it, for example [38.83, -104.82]"


def with_own_places(
    gazetteer: Gazetteer, files: Sequence[Path], names: Iterable[HouseName] = (), problems: list[Problem] | None = None
) -> Gazetteer:
    """Return a gazetteer with the places of files over it, and with house names.

    Warnings go to `problems`. Raises PlacesError for a file that cannot be read, or with every house name that means no
    place.
    """
    if files:
        from storymap.reading.places.gazetteer_files import read_gazetteer

        rows = [row for file in files for row in read_gazetteer(file, problems=problems)]
        gazetteer = gazetteer.with_places([_custom_place(row) for row in rows])
    return _with_house_names(gazetteer, list(names))


def _custom_place(row: GazetteerRow) -> CustomPlace:
    country, population = row.properties.get("country"), row.properties.get("population")
    return CustomPlace(
        row.name,
        row.lat,
        row.lon,
        row.aliases,
        country.upper() if isinstance(country, str) and len(country) == 2 else "",
        int(population) if isinstance(population, int | float) and 0 <= population < 1e11 else 0,
        properties=row.properties,
    )


def _with_house_names(gazetteer: Gazetteer, names: Sequence[HouseName]) -> Gazetteer:
    if not names:
        return gazetteer
    points = [CustomPlace(name.name, *name.place) for name in names if isinstance(name.place, tuple)]
    gazetteer = gazetteer.with_places(points) if points else gazetteer
    meant: dict[str, GazetteerEntry] = {}
    wrong: list[Problem] = []
    for name in names:
        found = _meant(name, gazetteer)
        if isinstance(found, Problem):
            wrong.append(found)
        else:
            meant |= dict.fromkeys((name.name, name.in_texts), found)
    if wrong:
        raise PlacesError(wrong)
    return gazetteer.with_house_names(meant)


def _meant(name: HouseName, gazetteer: Gazetteer) -> GazetteerEntry | Problem:
    """Return the place that a house name stands for, or what is wrong with it."""
    shown = printable(str(name.place), 80)
    if isinstance(name.place, tuple):
        return next(match.entry for match in gazetteer.lookup(name.name) if gazetteer.custom(match.entry) is not None)
    if isinstance(name.place, int):
        entry = gazetteer.by_geonameid(name.place)
        what = f"the gazetteer has no place with the GeoNames id {shown}"
        return entry or Problem(name.where, what, "write a name or a point in its place")
    matches = choices(name.place, gazetteer)
    if not matches:
        what = f'the gazetteer has no "{shown}"'
        return Problem(name.where, what, _ITS_POINT)
    # What stands in a file of the newsroom's own comes before what else is called so.
    if len(matches) == 1 or gazetteer.custom(matches[0].entry) is not None:
        return matches[0].entry
    example = next(filter(None, (unambiguous_name(match.entry, gazetteer) for match in matches[:9])), None)
    remedy = f'write which, for example "{example}"' if example else _ITS_POINT
    return Problem(name.where, f'{len(matches)} places are called "{shown}"', remedy)
