"""The list of streets and buildings that an article names, with the towns in which they stand, in a few lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from storymap.errors import printable

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.suggestions import Suggestion

_MOST_NAMES, _MOST_TOWNS = 8, 8
_LONGEST = 60  # code points of a name that are shown


def print_sites(sites: Sequence[Suggestion], gazetteer: Gazetteer) -> None:
    """Print suggestions that have no location to standard error: a line for each town, and why it is that one."""
    if not sites:
        return
    what = "1 street or building" if len(sites) == 1 else f"{len(sites)} streets, buildings and the like"
    click.echo(
        f"{click.style('apart', fg='cyan')}      {what} that cannot be located (--review or --all takes them):",
        err=True,
    )
    towns: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for site in sites:
        town = "" if site.town is None else f"in {printable(gazetteer.full_name(site.town))}: "
        towns[town][site.town_why].append(printable(site.name, _LONGEST))
    for town, names in list(towns.items())[:_MOST_TOWNS]:
        click.echo(f"           {town}{'; '.join(_listed(why, of_why) for why, of_why in names.items())}", err=True)
    if len(towns) > _MOST_TOWNS:
        click.echo(f"           and more in {len(towns) - _MOST_TOWNS} other towns; --json lists all", err=True)


def _listed(why: str, names: list[str]) -> str:
    """Return names with why they stand in a town, as far as a line goes."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}{f' ({why})' if why else ''}"
