"""`storymap find`: looks a name up in the gazetteer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from storymap.errors import Problem

from storymap.cli.console import reporting_errors, warn
from storymap.cli.desk import name_settings, no_settings_option, open_settings
from storymap.cli.gazetteer import gazetteer_option, match_line, no_added_option, open_gazetteer_with


@click.command()
@click.argument("name")
@gazetteer_option
@no_added_option
@click.option("--json", "as_json", is_flag=True, help="Print the places as JSON.")
@no_settings_option
def find(name: str, gazetteer_files: tuple[Path, ...], no_added: bool, as_json: bool, no_settings: bool) -> None:
    """Look NAME up in the gazetteer: what it can mean, the likeliest first.

    \b
    storymap find "Santa Fe"
    storymap find "Laredo, Texas"
    """
    with reporting_errors():
        from storymap.gazetteer.disambiguation import distinct_matches
        from storymap.gazetteer.plain_data import match_data

        problems: list[Problem] = []
        settings = open_settings(Path(), problems, no_settings=no_settings)
        gazetteer = open_gazetteer_with(gazetteer_files, problems, settings, no_added=no_added)
        matches = distinct_matches(gazetteer.lookup(name))
        if as_json:
            import json

            data = [match_data(match, gazetteer) for match in matches]
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for match in matches:
                click.echo(match_line(match, gazetteer))
        warn(problems)
        name_settings(settings)
        if not matches:
            from storymap.errors import printable

            click.echo(f'no place of the name "{printable(name)}"', err=True)
            sys.exit(1)
