"""What commands share that use the gazetteer: the option `--gazetteer`, and a place on one line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.console import warn

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

no_added_option = click.option(
    "--no-added", is_flag=True, help="Leave out the gazetteers that were added with `storymap gazetteer add`."
)


def open_gazetteer_with(
    files: tuple[Path, ...],
    problems: list[Problem] | None = None,
    settings: DeskSettings | None = None,
    *,
    no_added: bool = False,
) -> Gazetteer:
    """Return the shipped gazetteer, those that the user added beside it, and places of files and settings over it.

    Warnings go to `problems`, or are said at once. Raises PlacesError.
    """
    from storymap.editing.users_gazetteer import users_gazetteer

    told: list[Problem] = []
    gazetteer = users_gazetteer(files, told if problems is None else problems, settings, no_added=no_added)
    if problems is None:
        warn(told)
    return gazetteer


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
