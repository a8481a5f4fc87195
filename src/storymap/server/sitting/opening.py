"""Which files a story that is opened is made of."""

from __future__ import annotations

from pathlib import Path

from storymap.errors import Problem, StorymapError
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.kinds import kind_of, refusal
from storymap.server.page_building import BuildChoices
from storymap.server.sitting.newsroom import Newsroom, NewsroomChoices
from storymap.server.sitting.open_story import OpenStory
from storymap.server.sitting.story_files import StoryFiles, places_file_of


def check_article(article: Path) -> None:
    """Raise StorymapError if there is no article at a path."""
    if not kind_of(article):
        raise refusal(article, str(article))
    if article.is_dir():
        raise StorymapError(Problem(str(article), "this is a folder", "name a file in it"))
    if not article.is_file():
        what = "there is no such file"
        raise StorymapError(Problem(str(article), what, "check the path, or begin without one: storymap edit"))


def opened_story(choices: BuildChoices, newsroom: NewsroomChoices, first: int) -> OpenStory:
    """Return the story of an article; `first` is the revision of its first page.

    Raises StorymapError if it is none, or cannot be read.
    """
    article = choices.article
    check_article(article)
    places = places_file_of(article, choices.places, AllowedFolders(choices.allow_path))
    return OpenStory(StoryFiles(article, places), choices, Newsroom(article, newsroom), first)
