"""What commands share that use the gazetteer: the option `--gazetteer`, and a place on one line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.console import warn

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.gazetteer import CustomPlace, Gazetteer, GazetteerMatch
    from storymap.reading.places.gazetteer_files import GazetteerRow

gazetteer_option = click.option(
    "--gazetteer",
    "-g",
    "gazetteer_files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Places of your own, which come before all others of their name: any table that GeoPandas reads with names "
    "and points, or Linked Places Format. Repeat it for several files.",
)

no_added_option = click.option(
    "--no-added", is_flag=True, help="Leave out the gazetteers that were added with `storymap gazetteer add`."
)


def open_gazetteer_with(
    files: tuple[Path, ...], problems: list[Problem] | None = None, *, no_added: bool = False
) -> Gazetteer:
    """Return the shipped gazetteer with those that the user added beside it, and the places of files over it.

    Warnings go to `problems`, or are said at once. Raises PlacesError.
    """
    from storymap.editing.added_gazetteers import added_names, open_added
    from storymap.gazetteer.gazetteer import open_gazetteer

    gazetteer = open_gazetteer()
    if not no_added and added_names():
        told: list[Problem] = []
        gazetteer = gazetteer.with_added(open_added(told))
        if problems is None:
            warn(told)
        else:
            problems += told
    if not files:
        return gazetteer
    from storymap.reading.places.gazetteer_files import read_gazetteer

    rows = [row for file in files for row in read_gazetteer(file, problems=problems)]
    return gazetteer.with_places([_custom_place(row) for row in rows])


def _custom_place(row: GazetteerRow) -> CustomPlace:
    from storymap.gazetteer.gazetteer import CustomPlace

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


def match_line(match: GazetteerMatch, gazetteer: Gazetteer, name: str = "") -> str:
    """Return a place on one line: its full name, or another one, kind, population and point."""
    from storymap.errors import printable
    from storymap.gazetteer.plain_data import match_data

    data = match_data(match, gazetteer)
    people = f", {data['population']:,} people" if data["population"] else ""
    added = gazetteer.added_from(match.entry)
    source = f"; from {printable(added.title, 60)}, added by you" if added else ""
    bold = click.style(printable(name or str(data["name"])), bold=True)
    return f"{bold}: {data['kind']}{people} ({data['lat']}, {data['lon']}){source}"
