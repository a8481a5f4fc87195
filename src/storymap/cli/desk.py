"""What commands share that know the desk: the option `--no-settings`, and what they say of settings and memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storymap.cli.console import count

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.desk_memory import DeskMemory
    from storymap.reading.desk.desk import Desk
    from storymap.reading.desk.settings import DeskSettings

_MOST_TOLD = 10  # names of a kind

no_settings_option = click.option(
    "--no-settings",
    is_flag=True,
    help="Read no storymap.toml, and learn nothing from other places files.",
)


def open_settings(folder: Path, problems: list[Problem], *, no_settings: bool) -> DeskSettings | None:
    """Return the settings of a folder, None without any. Warnings go to `problems`. Raises StorymapError."""
    if no_settings:
        return None
    from storymap.reading.desk.found_settings import read_settings

    return read_settings(folder, problems)


def settings_in_words(settings: DeskSettings | None) -> str:
    """Return which settings were used, as the end of a summary; "" if there are none."""
    from storymap.errors import printable

    return "" if settings is None else f". Settings: {printable(settings.shown)}"


def name_settings(settings: DeskSettings | None) -> None:
    """Say on standard error which settings were used, where there is no summary to say it in."""
    if settings is not None:
        click.echo(settings_in_words(settings).removeprefix(". "), err=True)


def home_to_keep(home: str | None, settings: DeskSettings | None) -> list[Problem]:
    """Return how a home that was given is kept for the next story: a note, if the settings have none."""
    from storymap.errors import Problem

    if not home or (settings is not None and settings.home):
        return []
    line = f"home = {json.dumps(home, ensure_ascii=False)}"
    return [Problem("--home", "it counts for this story", f"to keep it, write {line} in storymap.toml", "note")]


def home_in_words(memory: DeskMemory, gazetteer: Gazetteer) -> str:
    """Return which home was learned, as a part of a summary; "" if none was."""
    state = _learned_state(memory, gazetteer)
    if not state:
        return ""
    return f". At home in {state}, by {count(memory.home_stories, 'places file')}"


def desk_notes(desk: Desk, memory: DeskMemory, gazetteer: Gazetteer) -> list[Problem]:
    """Return what was learned and from what, a note for each kind."""
    from storymap.errors import Problem, printable

    where = "the desk" if desk.settings is None else desk.settings.shown
    stories = desk.stories
    notes = []
    if stories.stories:
        notes.append(f"learned from {_listed([story.shown for story in stories.stories])}")
    if memory.home_stories:
        weights = sorted(memory.home.items(), key=lambda item: (-item[1], item[0]))
        listed = [
            f"{printable(gazetteer.full_name(gazetteer.entry(number)))} {weight:.2f}" for number, weight in weights
        ]
        notes.append(f"at home in {_listed(listed)}")
    if memory.chosen or memory.refused:
        chosen, refused = count(len(memory.chosen), "name"), count(len(memory.refused), "name")
        notes.append(f"{chosen} meant a place before, {refused} refused")
    if stories.unread:
        notes.append(f"nothing is learned from {_listed(stories.unread)}, which cannot be read")
    if stories.is_cut:
        notes.append("there are more places files than are learned from")
    return [Problem(where, what, severity="note") for what in notes]


def _learned_state(memory: DeskMemory, gazetteer: Gazetteer) -> str:
    """Return the name of the state, or of the country, that counts most in a home that was learned."""
    from storymap.errors import printable

    if not memory.home_stories or not memory.home:
        return ""
    number = max(memory.home, key=lambda number: (memory.home[number], -number))
    return printable(gazetteer.name(gazetteer.entry(number)))


def _listed(texts: list[str] | tuple[str, ...]) -> str:
    more = len(texts) - _MOST_TOLD
    return "; ".join(texts[:_MOST_TOLD]) + (f"; and {more:,} more" if more > 0 else "")
