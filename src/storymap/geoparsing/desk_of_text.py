"""What a desk knows when it reads a text: its settings and stories as a gazetteer and a memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storymap.errors import Problem, StorymapError
from storymap.gazetteer.in_language import in_language
from storymap.geoparsing.article_input import PathInput, read_input
from storymap.geoparsing.article_text import article_text
from storymap.geoparsing.desk_memory import DeskMemory, learn
from storymap.geoparsing.home_region import home_region
from storymap.geoparsing.own_places import with_own_places
from storymap.model import Article
from storymap.reading.desk.desk import own_files, read_desk

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.reading.desk.desk import Desk


def memory_of(desk: Desk, gazetteer: Gazetteer, article: Article | None = None) -> DeskMemory:
    """Return what a desk knows of an article; without one, only what it set down.

    Raises PlacesError if the gazetteer does not have the home that is set.
    """
    settings = desk.settings
    stories = () if article is None else desk.stories.stories
    text, language = ("", "en") if article is None else (article_text(article), article.language)
    memory = learn(stories, in_language(gazetteer, language), text, () if settings is None else settings.never)
    if settings is None or not settings.home:
        return memory
    home = home_region(settings.home, gazetteer, settings.home_at)
    return memory._replace(home=home or {}, home_stories=0)


def at_desk(
    article: PathInput | Article, folder: Path, gazetteer: Gazetteer, language: str | None
) -> tuple[Article, Gazetteer, DeskMemory]:
    """Return an article as the desk of a folder reads it, the gazetteer with the desk's places, and what it knows.

    Raises StorymapError, also where the settings may not be used.
    """
    problems: list[Problem] = []
    own = [] if isinstance(article, Article) else own_files(Path(article))
    desk = read_desk(folder, problems, own)
    settings = desk.settings
    if settings is None and problems:
        raise StorymapError(problems)
    if settings is not None:
        gazetteer = with_own_places(gazetteer, settings.gazetteers, settings.names)
    read = read_input(article, [], language=language, default_language=settings.language if settings else None)
    return read, gazetteer, memory_of(desk, gazetteer, read)
