"""`storymap find`: looks a name up in the gazetteer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from storymap.cli.console import reporting_errors
from storymap.cli.gazetteer import gazetteer_option, match_line, no_added_option, open_gazetteer_with


@click.command()
@click.argument("name")
@gazetteer_option
@no_added_option
@click.option("--json", "as_json", is_flag=True, help="Print the places as JSON.")
def find(name: str, gazetteer_files: tuple[Path, ...], no_added: bool, as_json: bool) -> None:
    """Look NAME up in the gazetteer: what it can mean, the likeliest first.

    \b
    storymap find "Santa Fe"
    storymap find "Laredo, Texas"
    """
    with reporting_errors():
        from storymap.gazetteer.disambiguation import distinct_matches
        from storymap.gazetteer.plain_data import match_data

        gazetteer = open_gazetteer_with(gazetteer_files, no_added=no_added)
        matches = distinct_matches(gazetteer.lookup(name))
        if as_json:
            import json

            data = [match_data(match, gazetteer) for match in matches]
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for match in matches:
                click.echo(match_line(match, gazetteer))
        if not matches:
            from storymap.errors import printable

            click.echo(f'no place of the name "{printable(name)}"', err=True)
            sys.exit(1)
