"""`storymap suggest`: proposes the places of an article, or of many texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.console import count, reporting_errors, warn
from storymap.cli.desk import (
    desk_notes,
    home_in_words,
    home_to_keep,
    name_settings,
    no_settings_option,
    open_settings,
    settings_in_words,
)
from storymap.cli.gazetteer import gazetteer_option, no_added_option, open_gazetteer_with
from storymap.cli.options import (
    PATH,
    STANDARD_STREAM,
    allow_path_option,
    encoding_option,
    force_option,
    media_root_option,
    select_option,
    verbose_option,
    whole_option,
)
from storymap.cli.suggested_places import print_suggestions

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.batch import BatchOptions
    from storymap.geoparsing.recognisers import NamedRecogniser
    from storymap.geoparsing.suggestions import Suggestion
    from storymap.reading.desk.desk import Desk


@click.command()
@click.argument("article", type=PATH, required=False)
@click.option(
    "--output",
    "-o",
    type=PATH,
    metavar="PLACES.geojson",
    help='The places file; what is in it stays. "-" is standard output. Default: what the article names (places:), '
    "else places.geojson beside it.",
)
@force_option
@allow_path_option
@media_root_option
@click.option("--home", metavar="PLACE", help='The newsroom\'s region, which is likelier meant: "El Paso, Texas".')
@click.option(
    "--all",
    "take_all",
    is_flag=True,
    help="Take the doubtful places (.2 to .5), too, and streets and buildings, which have no location.",
)
@click.option("--review", is_flag=True, help="Go through the suggestions one by one, in the terminal.")
@click.option("--json", "as_json", is_flag=True, help="Print the suggestions as JSON, and write no file.")
@click.option("--jsonl", type=PATH, metavar="TEXTS.jsonl", help='Read many texts: a line is {"id": …, "text": …}.')
@click.option("--demonyms", is_flag=True, help='Take names of peoples, such as "Mexican", for their countries.')
@click.option("--lang", metavar="CODE", help='Of the text, such as "es"; default: as it says, else recognised.')
@encoding_option
@select_option
@whole_option
@click.option(
    "--model",
    metavar="NAME[:WHICH]",
    help='An installed model that looks for names, too, such as "spacy:en_core_web_sm". Nothing is downloaded.',
)
@gazetteer_option
@no_added_option
@no_settings_option
@verbose_option
def suggest(
    article: Path | None,
    output: Path | None,
    force: bool,
    allow_path: tuple[Path, ...],
    media_root: Path | None,
    home: str | None,
    take_all: bool,
    review: bool,
    as_json: bool,
    jsonl: Path | None,
    demonyms: bool,
    lang: str | None,
    encoding: str | None,
    select: str | None,
    whole: bool,
    model: str | None,
    gazetteer_files: tuple[Path, ...],
    no_added: bool,
    no_settings: bool,
    verbose: bool,
) -> None:
    """Find the places of ARTICLE and write them as GeoJSON that `build` takes as it is.

    \b
    storymap suggest story.md && storymap build story.md
    storymap suggest story.md --review --home "El Paso, Texas"
    storymap suggest --jsonl texts.jsonl > mentions.jsonl
    """
    if (article is None) == (jsonl is None):
        raise click.UsageError("name one article, or many texts with --jsonl")
    if jsonl is not None and output is not None:
        raise click.UsageError("--jsonl writes to standard output; leave out --output")
    if jsonl is not None and (review or as_json or encoding or select or whole):
        raise click.UsageError("--jsonl reads texts as they are, in UTF-8; leave out what is for one article")
    if as_json and (output is not None or review):
        raise click.UsageError("--json prints, and writes no file; leave out --output and --review")
    with reporting_errors(verbose=verbose):
        from storymap.geoparsing.article_input import read_input
        from storymap.geoparsing.desk_of_text import memory_of
        from storymap.geoparsing.home_region import home_region
        from storymap.geoparsing.suggest import find_suggestions

        path = None if article is None or as_json else _target(article, output, allow_path, force=force)
        problems: list[Problem] = []
        desk = _desk(article, path, problems, no_settings=no_settings)
        gazetteer = open_gazetteer_with(gazetteer_files, problems, desk.settings, no_added=no_added)
        recogniser = _recogniser(model)
        default_language = desk.settings.language if desk.settings else None
        if article is None or jsonl is not None:
            from storymap.geoparsing.batch import BatchOptions
            from storymap.geoparsing.suggestions import IN

            memory = memory_of(desk, gazetteer)
            language = lang or default_language or ""
            options = BatchOptions(0.0 if take_all else IN, demonyms, language, memory, recogniser)
            _print_batch(jsonl or STANDARD_STREAM, gazetteer, home_region(home, gazetteer), options, problems)
            warn(problems, verbose=verbose)
            name_settings(desk.settings)
            return
        text = read_input(
            article,
            problems,
            language=lang,
            default_language=default_language,
            encoding=encoding,
            select=select,
            whole=whole,
            allow_path=allow_path,
            media_root=media_root,
        )
        memory = memory_of(desk, gazetteer, text)
        found = find_suggestions(
            text,
            home=home,
            gazetteer=gazetteer,
            demonyms=demonyms,
            problems=problems,
            memory=memory,
            recogniser=recogniser,
        )
        problems += desk_notes(desk, memory, gazetteer) if verbose else ()
        problems += () if no_settings else home_to_keep(home, desk.settings)
        if path is None:
            _print_json(found, problems, gazetteer)
            warn(problems, verbose=verbose)
            name_settings(desk.settings)
        else:
            said, credit = _write_suggestions(found, path, gazetteer, problems, take_all=take_all, review=review)
            # What matters stands last.
            warn(problems, verbose=verbose)
            known = settings_in_words(desk.settings) + ("" if home else home_in_words(memory, gazetteer))
            click.echo(f"{said}{known}. {credit}", err=path == STANDARD_STREAM)


def _desk(article: Path | None, path: Path | None, problems: list[Problem], *, no_settings: bool) -> Desk:
    """Return the desk of an article; without one only the settings of the current folder."""
    from storymap.reading.desk.desk import Desk, own_files, read_desk

    if article is None or no_settings:
        return Desk(open_settings(Path(), problems, no_settings=no_settings))
    own = own_files(article)
    return read_desk(article.parent, problems, own if path in (None, STANDARD_STREAM) else [*own, path])


def _recogniser(model: str | None) -> NamedRecogniser | None:
    from storymap.geoparsing.recognisers import open_recogniser

    return None if model is None else open_recogniser(model)


def _target(article: Path, output: Path | None, allow_path: tuple[Path, ...], *, force: bool) -> Path:
    """Return the places file to write, or "-". Raises StorymapError if it may not be written."""
    from storymap.editing.target_file import check_target, file_of_article
    from storymap.reading.allowed_folders import AllowedFolders

    if output == STANDARD_STREAM:
        return output
    path = output or file_of_article(article, AllowedFolders(allow_path))
    check_target(path, "-o", force=force)
    return path


def _print_json(found: list[Suggestion], problems: list[Problem], gazetteer: Gazetteer) -> None:
    import json
    from dataclasses import asdict

    from storymap.geoparsing.geojson import suggestion_data

    data = [suggestion_data(suggestion, gazetteer) for suggestion in found]
    told = [asdict(problem) for problem in problems]
    click.echo(json.dumps({"suggestions": data, "problems": told}, ensure_ascii=False, indent=2))


def _write_suggestions(
    found: list[Suggestion],
    path: Path,
    gazetteer: Gazetteer,
    problems: list[Problem],
    *,
    take_all: bool,
    review: bool,
) -> tuple[str, str]:
    """Add the accepted suggestions to a places file, or print the file, and print a line for each suggestion.

    Return what was done, and whom to credit, in one line each. Warnings of what the file has already go to `problems`.
    """
    from storymap.editing.collection import EMPTY, Collection
    from storymap.editing.collection_file import change_collection, open_collection
    from storymap.editing.named_points import named_points
    from storymap.editing.suggestion_history import add_suggestions
    from storymap.errors import Problem, printable
    from storymap.gazetteer.plain_data import credit_line
    from storymap.gazetteer.swapped_positions import swapped_positions

    to_stream = path == STANDARD_STREAM
    collection = Collection(EMPTY, "places") if to_stream else open_collection(path)
    problems += swapped_positions(named_points(collection, path.name), gazetteer)
    accepted = [one for one in found if one.status == "in" or (take_all and one.may_be_written)]
    refused: list[Suggestion] = []
    if review:
        from storymap.cli.review import review as ask
        from storymap.editing.suggestion_history import names_in, suggested_before
        from storymap.errors import StorymapError

        if sys.stdin is None:  # it was closed by whoever started the command
            raise StorymapError(Problem("standard input", "it is closed", "leave out --review"))
        accepted, refused = ask(found, names_in(collection) | suggested_before(collection), gazetteer)

    def with_suggestions(current: Collection) -> tuple[Collection, list[Suggestion]]:
        return add_suggestions(current, accepted, refused, gazetteer)

    if to_stream:
        edited, added = with_suggestions(collection)
        click.echo(edited.text, nl=False)
    else:
        added = change_collection(path, with_suggestions)
    if not review:
        print_suggestions(found, accepted, added, gazetteer)
    maybe, apart = (sum(suggestion.status == status for suggestion in found) for status in ("maybe", "apart"))
    where = "standard output" if to_stream else printable(str(path))
    also = f", {apart} apart" if apart else ""
    credit = credit_line((one.places[0] for one in added if one.places), gazetteer)
    used = ", ".join(printable(manifest.title, 60) for manifest in gazetteer.added)
    more = f". Added by you: {used} (--no-added leaves them out)" if used else ""
    said = f"{where}: {count(len(added), 'new place')}, {maybe} maybe{also}"
    return said, f"{printable(credit)}{more}"


def _print_batch(
    path: Path, gazetteer: Gazetteer, home: dict[int, float] | None, options: BatchOptions, problems: list[Problem]
) -> None:
    """Print a line of JSON with the mentions of each text of a JSON Lines file, or of standard input."""
    from storymap.errors import PlacesError, Problem, printable
    from storymap.geoparsing.batch import batch_lines
    from storymap.reading.files import open_regular
    from storymap.reading.json_lines import read_lines

    if path == STANDARD_STREAM:
        if sys.stdin is None:  # it was closed by whoever started the command
            raise PlacesError(Problem("standard input", "it is closed", "name a file of texts with --jsonl"))
        for line in batch_lines(read_lines(sys.stdin.buffer), gazetteer, options, home, problems):
            click.echo(line)
        return
    with open_regular(path, printable(str(path))) as file:
        for line in batch_lines(read_lines(file), gazetteer, options, home, problems):
            click.echo(line)
