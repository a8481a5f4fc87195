"""storymap: an article and its places in one interactive map, in one HTML file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storymap._version import __version__ as __version__

if TYPE_CHECKING:
    from storymap.errors import ArticleError, PageError, PlacesError, Problem, StorymapError
    from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
    from storymap.geoparsing.suggest import suggest_places
    from storymap.matching.excerpts import cut_excerpts
    from storymap.matching.mentions import find_mentions
    from storymap.model import Article, Block, Excerpt, Mention, Place, Story
    from storymap.publishing.publish import Publication, publish_story
    from storymap.reading.article.reader import read_article
    from storymap.reading.places.reader import read_places
    from storymap.rendering.page import StoryPage, render_page
    from storymap.story import build_story

# Each name is imported when it is first asked for: `storymap --help` must not wait for GeoPandas.
_HOMES = {
    "Article": "storymap.model",
    "ArticleError": "storymap.errors",
    "Block": "storymap.model",
    "Excerpt": "storymap.model",
    "Gazetteer": "storymap.gazetteer.gazetteer",
    "Mention": "storymap.model",
    "PageError": "storymap.errors",
    "Place": "storymap.model",
    "PlacesError": "storymap.errors",
    "Problem": "storymap.errors",
    "Publication": "storymap.publishing.publish",
    "Story": "storymap.model",
    "StoryPage": "storymap.rendering.page",
    "StorymapError": "storymap.errors",
    "build_story": "storymap.story",
    "cut_excerpts": "storymap.matching.excerpts",
    "find_mentions": "storymap.matching.mentions",
    "open_gazetteer": "storymap.gazetteer.gazetteer",
    "publish_story": "storymap.publishing.publish",
    "read_article": "storymap.reading.article.reader",
    "read_places": "storymap.reading.places.reader",
    "render_page": "storymap.rendering.page",
    "suggest_places": "storymap.geoparsing.suggest",
}

__all__ = [
    "Article",
    "ArticleError",
    "Block",
    "Excerpt",
    "Gazetteer",
    "Mention",
    "PageError",
    "Place",
    "PlacesError",
    "Problem",
    "Publication",
    "Story",
    "StoryPage",
    "StorymapError",
    "build_story",
    "cut_excerpts",
    "find_mentions",
    "open_gazetteer",
    "publish_story",
    "read_article",
    "read_places",
    "render_page",
    "suggest_places",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
