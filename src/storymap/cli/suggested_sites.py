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
    """Print suggestions that have no location to standard error: a line for each town, and why it is that town."""
    if not sites:
        return
    what = "1 street or building" if len(sites) == 1 else f"{len(sites)} streets, buildings and the like"
    click.echo(
        f"{click.style('apart', fg='cyan')}      {what} that cannot be located (--review or --all takes them):",
        err=True,
    )
    lines: dict[str, list[str]] = defaultdict(list)
    for site in sites:
        where = "" if site.town is None else f"in {gazetteer.full_name(site.town)} ({site.town_why}): "
        lines[where].append(printable(site.name, _LONGEST))
    for where, names in list(lines.items())[:_MOST_TOWNS]:
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        click.echo(f"           {printable(where)}{', '.join(names[:_MOST_NAMES])}{more}", err=True)
    if len(lines) > _MOST_TOWNS:
        others = sum(map(len, list(lines.values())[_MOST_TOWNS:]))
        click.echo(f"           and {others} more elsewhere; --json lists all", err=True)
