"""Which files a story that is opened is made of."""

from __future__ import annotations

from storymap.build_choices import BuildChoices
from storymap.reading.allowed_folders import AllowedFolders
from storymap.server.sitting.article_path import check_article
from storymap.server.sitting.newsroom import Newsroom, NewsroomChoices
from storymap.server.sitting.open_story import OpenStory
from storymap.server.sitting.story_files import StoryFiles, places_file_of


def opened_story(choices: BuildChoices, newsroom: NewsroomChoices, first: int) -> OpenStory:
    """Return the story of an article; `first` is the revision of its first page.

    Raises StorymapError if it is none, or cannot be read.
    """
    article = choices.article
    check_article(article)
    places = places_file_of(article, choices.places, AllowedFolders(choices.allow_path))
    return OpenStory(StoryFiles(article, places), choices, Newsroom(article, newsroom), first)
