"""`storymap suggest`: proposes the places of an article, or of many texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.console import count, reporting_errors, warn
from storymap.cli.find import GAZETTEER

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.suggestions import Suggestion

_PATH = click.Path(path_type=Path)
_STANDARD = Path("-")


@click.command()
@click.argument("article", type=_PATH, required=False)
@click.option(
    "--output",
    "-o",
    type=_PATH,
    metavar="PLACES.geojson",
    help='The places file; what is in it stays. "-" is standard output. Default: what the article names (places:), '
    "else places.geojson beside it.",
)
@click.option("--home", metavar="PLACE", help='The newsroom\'s region, which is likelier meant: "El Paso, Texas".')
@click.option("--all", "take_all", is_flag=True, help="Take the doubtful places (.2 to .5), too.")
@click.option("--review", is_flag=True, help="Go through the suggestions one by one, in the terminal.")
@click.option("--json", "as_json", is_flag=True, help="Print the suggestions as JSON, and write no file.")
@click.option("--jsonl", type=_PATH, metavar="TEXTS.jsonl", help='Read many texts: a line is {"id": …, "text": …}.')
@click.option("--demonyms", is_flag=True, help='Take names of peoples, such as "Mexican", for their countries.')
@click.option("--lang", metavar="CODE", help='The language of the text, such as "es"; default: the article\'s own.')
@GAZETTEER
def suggest(
    article: Path | None,
    output: Path | None,
    home: str | None,
    take_all: bool,
    review: bool,
    as_json: bool,
    jsonl: Path | None,
    demonyms: bool,
    lang: str | None,
    gazetteer: tuple[Path, ...],
) -> None:
    """Find the places of ARTICLE and write them as GeoJSON that `build` takes as it is.

    \b
    storymap suggest story.md && storymap build story.md
    storymap suggest story.md --review --home "El Paso, Texas"
    storymap suggest --jsonl texts.jsonl > mentions.jsonl
    """
    if (article is None) == (jsonl is None):
        raise click.UsageError("name one article, or many texts with --jsonl")
    with reporting_errors():
        from storymap.geoparsing.api import gazetteer_with

        problems: list[Problem] = []
        places = gazetteer_with(gazetteer, problems)
        warn(tuple(problems), quiet=False)
        if jsonl is not None:
            _bulk(jsonl, places, home=home, take_all=take_all, demonyms=demonyms, language=lang or "en")
            return
        assert article is not None  # noqa: S101 - checked above
        from storymap.editing.target_file import file_of_article
        from storymap.geoparsing.api import suggest as find

        found = find(article, home=home, gazetteer=places, language=lang, demonyms=demonyms)
        if as_json:
            import json

            from storymap.geoparsing.geojson import suggestion_data

            data = [suggestion_data(suggestion, places) for suggestion in found]
            click.echo(json.dumps({"suggestions": data}, ensure_ascii=False, indent=2))
            return
        _write(found, output or file_of_article(article), places, take_all=take_all, review=review)


def _write(found: list[Suggestion], path: Path, places: Gazetteer, *, take_all: bool, review: bool) -> None:
    from storymap.editing.collection import NEW, Collection
    from storymap.editing.collection_file import open_collection, write_collection
    from storymap.editing.suggestion_history import add_suggestions
    from storymap.errors import printable

    standard = path == _STANDARD
    collection = Collection(NEW, "places") if standard else open_collection(path)
    accepted = [suggestion for suggestion in found if take_all or suggestion.status == "in"]
    refused: list[Suggestion] = []
    if review:
        from storymap.cli.review import review as ask
        from storymap.editing.suggestion_history import names_in, suggested_before

        accepted, refused = ask(found, names_in(collection) | suggested_before(collection), places)
    edited, fresh = add_suggestions(collection, accepted, refused, places)
    if standard:
        click.echo(edited.text, nl=False)
    elif edited.text != collection.text or not path.exists():
        write_collection(path, edited)
    # No two suggestions have the same mentions, and a set of these is quick where there are thousands.
    new, taken = {suggestion.mentions for suggestion in fresh}, {suggestion.mentions for suggestion in accepted}
    for suggestion in found if not review else []:
        mentions = suggestion.mentions
        _say(suggestion, places, "new" if mentions in new else "kept" if mentions in taken else "maybe")
    maybe = sum(suggestion.status == "maybe" for suggestion in found)
    where = "standard output" if standard else printable(str(path))
    click.echo(f"{where}: {count(len(fresh), 'new place')}, {maybe} maybe. Places: GeoNames (CC BY 4.0)", err=standard)


def _say(suggestion: Suggestion, places: Gazetteer, state: str) -> None:
    from storymap.errors import printable
    from storymap.geoparsing.suggestions import calibrated

    colour = {"new": "green", "kept": "blue", "maybe": "yellow"}[state]
    name = click.style(printable(suggestion.name), bold=True)
    where = printable(places.full_name(suggestion.candidates[0])) if suggestion.candidates else "cannot be located"
    score = f"{calibrated(suggestion.score):.2f}"
    click.echo(
        f"{click.style(f'{state:5}', fg=colour)} {score} {name}: {where}; {count(len(suggestion.mentions), 'mention')}",
        err=True,
    )
    click.echo(
        f"           {printable('; '.join(suggestion.why[1:] if suggestion.candidates else suggestion.why))}", err=True
    )
    if suggestion.ignore:
        click.echo(f"           not meant: {printable(', '.join(suggestion.ignore))}", err=True)


def _bulk(path: Path, places: Gazetteer, *, home: str | None, take_all: bool, demonyms: bool, language: str) -> None:
    from storymap.geoparsing.api import home_region
    from storymap.geoparsing.batch import BulkOptions, bulk_lines

    options = BulkOptions(0.0 if take_all else 0.5, demonyms, language)
    region = home_region(home, places)
    if path == _STANDARD:
        for line in bulk_lines(sys.stdin, places, options, region):
            click.echo(line)
        return
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line in bulk_lines(file, places, options, region):
            click.echo(line)
