"""`storymap check`: reads and matches as `build` does, and says what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import count, reporting_errors, warn
from storymap.cli.desk import name_settings, no_settings_option
from storymap.cli.options import input_options, language_option, media_options, read_story, verbose_option

if TYPE_CHECKING:
    from pathlib import Path

    from storymap.errors import Problem
    from storymap.model import AuthorView, Mention, Story
    from storymap.reading.desk.desk import Desk


@click.command()
@input_options
@media_options
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole story as JSON.")
@no_settings_option
@verbose_option
def check(as_json: bool, verbose: bool, **given: Any) -> None:
    """Read and match as `build` does, and say what was found: no page is written.

    \b
    storymap check story.md
    storymap check story.md --json | jq '.mentions[] | .text'
    """
    with reporting_errors(verbose=verbose):
        from storymap.geoparsing.story_questions import unanswered
        from storymap.story_data import story_data

        story = read_story(**given)
        told: list[Problem] = []
        desk = _desk(given, told)
        asked = _asked_of_gazetteer(story, given, desk, told)
        story = replace(story, problems=(*unanswered(story.problems, asked), *told, *asked))
        if as_json:
            import json

            click.echo(json.dumps(story_data(story), ensure_ascii=False, indent=2, allow_nan=False))
        else:
            _print_mentions(story)
            _print_views(story)
        # Below the listing: what matters stands last.
        warn(story.problems, verbose=verbose)
        name_settings(desk.settings)


def _desk(given: dict[str, Any], problems: list[Problem]) -> Desk:
    """Return what of the desk is known for the article."""
    from storymap.reading.desk.desk import Desk, own_files, read_desk

    if given["no_settings"]:
        return Desk()
    article: Path = given["article"]
    return read_desk(article.parent, problems, [*own_files(article), *given["places"]])


def _asked_of_gazetteer(story: Story, given: dict[str, Any], desk: Desk, problems: list[Problem]) -> list[Problem]:
    """Return what the gazetteer knows better; warnings of the desk's own gazetteers go to `problems`."""
    from storymap.cli.gazetteer import open_gazetteer_with
    from storymap.cli.suggest_command import removed_places, suggest_remedy
    from storymap.geoparsing.story_questions import story_questions

    gazetteer = open_gazetteer_with((), problems, desk.settings)
    return story_questions(story, gazetteer, desk, suggest_remedy(given), removed_places(given))


def _print_mentions(story: Story) -> None:
    from storymap.errors import printable
    from storymap.matching.searchable_text import place_in_text

    blocks = story.article.blocks
    by_place: dict[str, list[Mention]] = {}
    for mention in story.mentions:
        by_place.setdefault(mention.place_id, []).append(mention)
    for place_id, name in story.places["name"].items():
        mentions = by_place.get(str(place_id), [])
        shown = click.style(printable(str(name)), bold=True)
        click.echo(f"{shown}: {count(len(mentions), 'mention')}{_focus_in_words(story, str(place_id))}")
        for mention in mentions:
            block = blocks[mention.block]
            where = place_in_text(story.article, mention.block)
            before, after = _around(block.text, mention.start, mention.end)
            name_here = click.style(printable(block.text[mention.start : mention.end]), underline=True)
            click.echo(f"  {where}: {before}{name_here}{after}")
    click.echo(f"{count(len(story.places), 'place')}, {count(len(story.mentions), 'mention')}")


def _print_views(story: Story) -> None:
    """Print what the author wants the map to show, beside a block or while words of it are pressed."""
    from storymap.errors import printable
    from storymap.matching.searchable_text import place_in_text

    lines = []
    for index, block in enumerate(story.article.blocks):
        if block.view is not None:
            where = place_in_text(story.article, index)
            lines.append(f"{where}: {_view_in_words(block.view)}")
        for span in block.spans:
            if span.view is not None:
                words = printable(block.text[span.start : span.end])
                where = place_in_text(story.article, index, span.start)
                lines.append(f'{where}, "{words}": {_view_in_words(span.view)}')
    if lines:
        click.echo(f"{count(len(lines), 'view')} of the map")
    for line in lines:
        click.echo(f"  {printable(line)}")


def _view_in_words(view: AuthorView) -> str:
    """Return a view as its author writes it, latitude first."""
    parts = [", ".join(view.place_ids)]
    if view.centre is not None and view.zoom is not None:
        lon, lat = view.centre
        parts.append(f"{lat:.9g},{lon:.9g},{view.zoom:g}")
    layers = (("only", view.layers), ("with", view.show), ("without", view.hide))
    parts += [f"{word} {', '.join(names)}" for word, names in layers if names]
    return "; ".join(filter(None, parts))


def _focus_in_words(story: Story, place_id: str) -> str:
    """Return the role and the weight of a place and where they are from, or "" for a place that has none."""
    weight = story.focus.weights.get(place_id)
    return "" if weight is None else f"; {weight.role}, {weight.value:.2f} ({', '.join(weight.why)})"


def _around(text: str, start: int, end: int, reach: int = 40) -> tuple[str, str]:
    """Return the words before and after a range of a text, on one line."""
    from storymap.errors import printable

    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    if start > reach:
        before = "…" + before.partition(" ")[2]
    if end + reach < len(text):
        after = after.rpartition(" ")[0] + "…"
    # `printable` strips, and the blanks beside the name belong to it.
    left, right = before[-1:].isspace() * " ", after[:1].isspace() * " "
    return printable(before) + left, right + printable(after)
