"""`storymap add`: adds one place to a places file, by name or by point."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import reporting_errors, warn
from storymap.cli.desk import no_settings_option, open_settings, settings_in_words
from storymap.cli.gazetteer import gazetteer_option, match_line, no_added_option, open_gazetteer_with
from storymap.cli.options import allow_path_option, force_option

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer

_SHOWN = 9


@click.command()
@click.argument("name")
@click.option(
    "--to",
    "to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The places file, made if it is not there. Default: the one that the article in this folder names (places:), "
    "else places.geojson.",
)
@force_option
@allow_path_option
@click.option("--at", metavar="LAT,LON", help="The place's point in degrees, latitude first; no look-up then.")
@click.option("--layer", metavar="LAYER", help="The layer of the map. Default: what kind of place it is.")
@click.option("--alias", multiple=True, metavar="NAME", help="Another name of the place. Repeat it for several.")
@gazetteer_option
@no_added_option
@no_settings_option
def add(
    name: str,
    to: Path | None,
    force: bool,
    allow_path: tuple[Path, ...],
    at: str | None,
    layer: str | None,
    alias: tuple[str, ...],
    gazetteer_files: tuple[Path, ...],
    no_added: bool,
    no_settings: bool,
) -> None:
    """Add the place NAME to a places file. If several places have the name, you choose.

    \b
    storymap add "Laredo, Texas"
    storymap add "Santa Fe bridge" --at 31.7476,-106.4866 --layer Crossings
    """
    with reporting_errors():
        from storymap.editing.add_place import Addition, add_place
        from storymap.editing.target_file import check_target, file_of_folder
        from storymap.errors import printable
        from storymap.reading.allowed_folders import AllowedFolders

        to = to or file_of_folder(Path(), AllowedFolders(allow_path))
        check_target(to, "--to", force=force)
        problems: list[Problem] = []
        settings = open_settings(Path(), problems, no_settings=no_settings)
        gazetteer = open_gazetteer_with(gazetteer_files, problems, settings, no_added=no_added)
        point = None if at is None else _point(at)
        addition = Addition(name, None, point, layer or None, alias)
        if point is None:
            addition = replace(addition, entry=_choose(addition.name, gazetteer))
        added = add_place(to, addition, gazetteer)
        warn(problems)
        click.echo(f"{printable(str(to))}: added {printable(added)}{settings_in_words(settings)}")


def _point(text: str) -> tuple[float, float]:
    parts = text.replace(",", " ").split()
    try:
        lat, lon = map(float, parts)
    except ValueError:
        raise click.BadParameter("write LAT,LON in degrees, for example 31.7476,-106.4866", param_hint="--at") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise click.BadParameter("latitude goes from -90 to 90, longitude from -180 to 180", param_hint="--at")
    return lat, lon


def _choose(name: str, gazetteer: Gazetteer) -> GazetteerEntry:
    from storymap.errors import PlacesError, Problem
    from storymap.gazetteer.disambiguation import choices, unambiguous_name

    matches = choices(name, gazetteer)
    if not matches:
        raise PlacesError(Problem(name, "the gazetteer has no place of this name", "give its point with --at LAT,LON"))
    if len(matches) == 1:
        return matches[0].entry
    shown = matches[:_SHOWN]
    names = [unambiguous_name(match.entry, gazetteer) for match in shown]
    for number, (match, own_name) in enumerate(zip(shown, names, strict=True), 1):
        line = match_line(match, gazetteer, own_name or "")
        note = "" if own_name else ", by --at only: no name tells it from the others"
        click.echo(f"{number}  {line}{note}", err=True)
    if not sys.stdin.isatty():
        listed = "" if len(matches) == len(shown) else f", of which {len(shown)} are listed"
        example = next(filter(None, names), None)
        remedy = f'write which, for example "{example}", or give --at LAT,LON' if example else "give --at LAT,LON"
        raise PlacesError(Problem(name, f"{len(matches)} places have this name{listed}", remedy))
    choice: Any = click.prompt("Which one", type=click.IntRange(1, len(shown)), err=True)
    return shown[int(choice) - 1].entry
