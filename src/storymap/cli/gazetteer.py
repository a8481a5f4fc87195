"""What commands share that use the gazetteer: the option `--gazetteer`, and a place on one line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch
    from storymap.reading.desk.settings import DeskSettings

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


def open_gazetteer_with(
    files: tuple[Path, ...], problems: list[Problem] | None = None, settings: DeskSettings | None = None
) -> Gazetteer:
    """Return the shipped gazetteer with the places of files, and those of the desk's settings, over it.

    Warnings go to `problems`. Raises PlacesError.
    """
    from storymap.gazetteer.gazetteer import open_gazetteer

    gazetteer = open_gazetteer()
    if not files and settings is None:
        return gazetteer
    from storymap.geoparsing.own_places import with_own_places

    if settings is None:
        return with_own_places(gazetteer, files, problems=problems)
    return with_own_places(gazetteer, [*files, *settings.gazetteers], settings.names, problems)


def match_line(match: GazetteerMatch, gazetteer: Gazetteer, name: str = "") -> str:
    """Return a place on one line: its full name, or another one, kind, population and point."""
    from storymap.errors import printable
    from storymap.gazetteer.plain_data import match_data

    data = match_data(match, gazetteer)
    people = f", {data['population']:,} people" if data["population"] else ""
    bold = click.style(printable(name or str(data["name"])), bold=True)
    return f"{bold}: {data['kind']}{people} ({data['lat']}, {data['lon']})"
