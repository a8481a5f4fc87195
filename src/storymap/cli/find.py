"""`storymap find`: looks a name up in the gazetteer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.console import reporting_errors

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer, Match

GAZETTEER = click.option(
    "--gazetteer",
    "-g",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Places of your own, which come before all others of their name: any table that GeoPandas reads with names "
    "and points, or Linked Places Format. Repeat it for several files.",
)


@click.command()
@click.argument("name")
@GAZETTEER
@click.option("--json", "as_json", is_flag=True, help="Print the places as JSON.")
def find(name: str, gazetteer: tuple[Path, ...], as_json: bool) -> None:
    """Look NAME up in the gazetteer: what it can mean, the likeliest first.

    \b
    storymap find "Santa Fe"
    storymap find "Laredo, Texas"
    """
    with reporting_errors():
        from storymap.gazetteer.disambiguation import distinct_matches
        from storymap.geoparsing.api import gazetteer_with
        from storymap.geoparsing.geojson import match_data

        places = gazetteer_with(gazetteer)
        matches = distinct_matches(places.lookup(name))
        if as_json:
            import json

            data = [match_data(match, places) for match in matches]
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for match in matches:
                click.echo(match_line(match, places))
        if not matches:
            from storymap.errors import printable

            click.echo(f'no place of the name "{printable(name)}"', err=True)
            sys.exit(1)


def match_line(match: Match, gazetteer: Gazetteer, name: str = "") -> str:
    """Return a place on one line: its full name, or another one, kind, population and point."""
    from storymap.errors import printable
    from storymap.geoparsing.geojson import match_data

    data = match_data(match, gazetteer)
    people = f", {data['population']:,} people" if data["population"] else ""
    bold = click.style(printable(name or str(data["name"])), bold=True)
    return f"{bold}: {data['kind']}{people} ({data['lat']}, {data['lon']})"
