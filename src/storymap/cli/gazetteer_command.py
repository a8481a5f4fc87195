"""`storymap gazetteer`: adds more names to those that `suggest`, `find` and `add` know, lists and removes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from storymap.cli.console import count, reporting_errors, warn
from storymap.cli.options import verbose_option

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.added import AddedGazetteer


@click.group(name="gazetteer")
def gazetteer_group() -> None:
    """More names of places: add them from a file or an installed package once, and every later search knows them."""


@gazetteer_group.command(name="add")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|NAME...")
@click.option("--name", default="", metavar="NAME", help="What to call it, in small letters; default: as the file.")
@click.option("--credit", default="", metavar="TEXT", help="Whom to credit on pages; known of GeoNames and others.")
@click.option("--licence", default="", metavar="TEXT", help="The licence of the places; known of GeoNames and others.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CODE",
    help="Take the places of this country only (ISO code, such as DE). Repeat it for several.",
)
@verbose_option
def add_source(
    sources: tuple[str, ...], name: str, credit: str, licence: str, countries: tuple[str, ...], verbose: bool
) -> None:
    """Add the places of FILE, or of the installed package NAME.

    \b
    storymap gazetteer add DE.zip
    storymap gazetteer add county.csv --credit "County of El Paso"
    storymap gazetteer add allCountries.txt --country MX --name mexico
    """
    if name and len(sources) > 1:
        raise click.UsageError("--name is for one file; add the others by themselves")
    codes = {code.upper() for code in countries}
    if any(len(code) != 2 or not code.isascii() or not code.isalpha() for code in codes):
        raise click.UsageError("--country takes a code of two letters, such as DE")
    with reporting_errors(verbose=verbose):
        from storymap.editing.added_gazetteers import Wishes, add_gazetteer

        for given in sources:
            problems: list[Problem] = []
            added, source = add_gazetteer(given, Wishes(name, credit, licence, codes), problems)
            warn(problems, verbose=verbose)
            _say_left_out(source.left_out)
            click.echo(_line(added))
            if not added.manifest.credit:
                click.echo("note: nobody is credited for them on a page; say whom with --credit", err=True)


def _say_left_out(number: int) -> None:
    if number:
        click.echo(
            f"note: {number:,} left out: no name, no point, or no place of a gazetteer, as streets and shops are",
            err=True,
        )


def _line(added: AddedGazetteer) -> str:
    """Return an added gazetteer on one line: its name, what it is, its numbers, licence and credit."""
    from storymap.errors import printable

    manifest = added.manifest
    parts = [f"{manifest.places:,} places, {count_of(manifest.names)}", manifest.licence, manifest.sha256[:12]]
    if manifest.credit:
        parts.insert(2, f"credit: {manifest.credit}")
    said = "; ".join(printable(part) for part in parts if part)
    return f"{click.style(added.name, bold=True)}: {printable(manifest.title)} ({printable(manifest.source)}): {said}"


def count_of(names: int) -> str:
    """Return a number of names in words."""
    return f"{names:,} names" if names != 1 else "1 name"


@gazetteer_group.command(name="list")
def list_added() -> None:
    """List the added gazetteers, which suggest, find and add use unless --no-added says otherwise."""
    with reporting_errors():
        from storymap.editing.added_gazetteers import open_added

        problems: list[Problem] = []
        found = open_added(problems)
        for added in found:
            click.echo(_line(added))
        warn(problems)
        used = "suggest, find and add use them; --no-added leaves them out"
        click.echo(f"{count(len(found), 'added gazetteer')}{f'; {used}' if found else ''}", err=True)


@gazetteer_group.command(name="remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def remove(names: tuple[str, ...]) -> None:
    """Remove added gazetteers by their names, as `list` has them."""
    with reporting_errors():
        from storymap.editing.added_gazetteers import remove_gazetteer

        for name in names:
            remove_gazetteer(name)
            click.echo(f"{name}: removed")
