"""The door of the desk: its settings and its stories, for an article or for the folder that somebody works in."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from storymap.errors import Problem
from storymap.reading.article.front_matter.known_keys import FILES
from storymap.reading.article.reader import front_matter_of
from storymap.reading.desk.found_settings import read_settings
from storymap.reading.desk.stories import NO_STORIES, DeskStories, read_stories

if TYPE_CHECKING:
    from storymap.reading.desk.settings import DeskSettings


class Desk(NamedTuple):
    """A newsroom's settings, None if it has none, and what its places files say."""

    settings: DeskSettings | None = None
    stories: DeskStories = NO_STORIES


def own_files(article: Path) -> list[Path]:
    """Return the places files of an article: those that its front matter names, and the usual one beside it."""
    named = (name for name in front_matter_of(article).paths("places") if "\0" not in name)
    return [article.parent / name for name in chain(named, [FILES["places"]])]


def read_desk(folder: Path, problems: list[Problem], own: Collection[Path] = ()) -> Desk:
    """Return the desk of an article in this folder: all that lies below its storymap.toml, else the folder itself.

    `own` are the places files of the article. Warnings go to `problems`. Raises StorymapError if the settings cannot be
    read.
    """
    settings = read_settings(folder, problems)
    if settings is None:
        return Desk(None, read_stories(folder, own))
    return Desk(settings, read_stories(settings.path.parent, own, below=True))
