"""The list of the places that an article names, as `suggest` found them: one after the other, with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from storymap.cli.console import count
from storymap.cli.suggested_sites import print_sites
from storymap.errors import printable

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.suggestions import Suggestion


def print_suggestions(
    found: list[Suggestion], accepted: list[Suggestion], added: list[Suggestion], gazetteer: Gazetteer
) -> None:
    """Print suggestions to standard error, each with what became of it; what has no location comes last."""
    # No two suggestions have the same mentions, and a set of these is quick where there are thousands.
    new, taken = {suggestion.mentions for suggestion in added}, {suggestion.mentions for suggestion in accepted}
    apart = []
    for suggestion in found:
        mentions = suggestion.mentions
        state = "new" if mentions in new else "kept" if mentions in taken else suggestion.status
        if state == "apart":
            apart.append(suggestion)
        else:
            _print_suggestion(suggestion, gazetteer, state)
    print_sites(apart, gazetteer)


def _where(suggestion: Suggestion, gazetteer: Gazetteer) -> str:
    """Return where a suggestion is, or that nobody knows."""
    if suggestion.meant is not None:
        added = gazetteer.added_from(suggestion.meant)
        source = f" (from {added.title}, added by you)" if added else ""
        return printable(f"{gazetteer.full_name(suggestion.meant)}{source}")
    return "not sure which" if suggestion.places else "cannot be located"


def _print_suggestion(suggestion: Suggestion, gazetteer: Gazetteer, state: str) -> None:
    from storymap.geoparsing.suggestions import shown_score

    colour = {"new": "green", "kept": "blue", "maybe": "yellow"}[state]
    name = click.style(printable(suggestion.name), bold=True)
    where = _where(suggestion, gazetteer)
    score = f"{shown_score(suggestion.score):.2f}"
    click.echo(
        f"{click.style(f'{state:5}', fg=colour)} {score} {name}: {where}; {count(len(suggestion.mentions), 'mention')}",
        err=True,
    )
    if reasons := suggestion.why[1:] if suggestion.places else suggestion.why:
        click.echo(f"           {printable('; '.join(reasons))}", err=True)
    if suggestion.ignore:
        click.echo(f"           not meant: {printable(', '.join(suggestion.ignore))}", err=True)
