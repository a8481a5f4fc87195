"""The files of an atlas that readers see: the page of all, the pages of places, and what they share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from storymap.atlas.features import FEATURE, FEATURES, geojson
from storymap.atlas.feeds import FEED, atom
from storymap.atlas.naming_stories import NamingStories
from storymap.atlas.pages.atlas_story import atlas_story, shown_name, spoken
from storymap.atlas.pages.contract import STORIES_ID, StoriesData
from storymap.atlas.pages.embedding import embed_files
from storymap.atlas.pages.look import AtlasLook
from storymap.atlas.pages.metadata import atlas_metadata, data_links
from storymap.atlas.pages.naming_blocks import NamingTexts
from storymap.atlas.pages.paths import INDEX
from storymap.atlas.pages.place_pages import PlacePages, SharedFiles
from storymap.atlas.pages.words import atlas_texts, atlas_words
from storymap.atlas.records import Atlas
from storymap.model import Story
from storymap.publishing.xml_file import xml_text
from storymap.rendering.page import StoryPage, render_page
from storymap.rendering.page_addition import PageAddition
from storymap.rendering.page_assets import page_styles
from storymap.rendering.static_map.earth import earth_svg

BUNDLE = "atlas"
_ASSETS = "assets"
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


def atlas_files(
    atlas: Atlas, look: AtlasLook | None = None, changed: Collection[str] | None = None
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the path and the bytes of each file, as seen from the atlas' folder: `index.html` first.

    The page of all is one file. Those of places share a style sheet and a picture of the earth, whose names are digests
    of what is in them. Where a place had another address, a page there sends readers on. With `changed`, slugs, only
    the files of these places are among them: the others are there already.
    """
    look = look or AtlasLook()
    texts = NamingTexts(atlas, atlas_words(atlas.language))
    story = atlas_story(atlas, look, texts)
    yield PurePosixPath(INDEX), atlas_page(atlas, look, story).render().encode()
    sheet = "\n".join(page_styles(story, has_clusters=False, added=BUNDLE)).encode()
    theme = look.theme and replace(look.theme, css=xml_text(look.theme.css))
    earth = earth_svg(look.worldview, theme).encode()
    shared = {_named("pages", "css", sheet): sheet, _named("earth", "svg", earth): earth}
    yield from ((PurePosixPath(path), content) for path, content in shared.items())
    naming = NamingStories(atlas)
    yield PurePosixPath(FEED), atom(atlas, None, look.base, naming).encode()
    yield PurePosixPath(FEATURES), geojson(atlas, None, look.base, naming).encode()
    for name, text in embed_files(story.article, look.base, (INDEX, FEED, FEATURES)).items():
        yield PurePosixPath(name), text.encode()
    pages = PlacePages(atlas, look, SharedFiles(*shared), texts)
    for place in atlas.places if changed is None else (place for place in atlas.places if place.slug in changed):
        folder = PurePosixPath("place", place.slug)
        links = data_links(f"{shown_name(place)} · {story.article.title}", FEATURE)
        yield folder / INDEX, pages.page(place, links).encode()
        yield folder / FEED, atom(atlas, place, look.base, naming).encode()
        yield folder / FEATURE, geojson(atlas, place, look.base, naming).encode()
    for old, new in atlas.moved:
        yield PurePosixPath("place", old, INDEX), pages.moved_page(new).encode()


def atlas_page(atlas: Atlas, look: AtlasLook, story: Story | None = None) -> StoryPage:
    """Return the page of all stories and places; `story` is what `atlas_story` returns."""
    story = story or atlas_story(atlas, look)
    data: StoriesData = {
        "dates": [one.date if _DATE.fullmatch(one.date) else "" for one in atlas.stories],
        "layers": [str(name) for name in story.places["layer"].unique()],
        "moved": [(old, new) for old, new in atlas.moved if new in story.places.index],
    }
    parts = [spoken(one, atlas.language) for one in atlas.stories]
    addition = PageAddition(BUNDLE, STORIES_ID, data, atlas_texts(atlas.language), parts)
    metadata = atlas_metadata(story, look.base)
    return render_page(story, worldview=look.worldview, view=look.view, metadata=metadata, addition=addition)


def _named(stem: str, suffix: str, content: bytes) -> str:
    return f"{_ASSETS}/{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
