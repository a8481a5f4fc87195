"""The page of an atlas in parts: its map and search are the script's; the first list is in it for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from markupsafe import Markup

from storymap._version import __version__
from storymap.basemap_data.borders import NEUTRAL
from storymap.model import Theme
from storymap.rendering.assets import read_asset
from storymap.rendering.contract import names
from storymap.rendering.contract.atlas_parts import ATLAS_MAP_ID, ATLAS_PARTS_ID, AtlasPartsData
from storymap.rendering.contract.page import PageData
from storymap.rendering.csp import content_policy
from storymap.rendering.dates import shown_date
from storymap.rendering.escaping import script_json, style_text
from storymap.rendering.i18n import Catalogue, find_catalogue, is_right_to_left
from storymap.rendering.page_assets import head_script, own_style
from storymap.rendering.symbols import SHAPES
from storymap.rendering.templates_env import environment

# West, south, east, north: where people live.
_EARTH = (-168.0, -56.0, 178.0, 72.0)

Links = Sequence[Mapping[str, str]]
"""The attributes of links in the head of a page, one after the other."""


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place of the first list: `slug` is its address; `has_page` says whether it has a page of its own."""

    name: str
    country: str
    slug: str
    documents: int
    has_page: bool


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story of a list: `url` is a link that was checked, or ""; `text[start:end]` is the name in a sentence."""

    title: str
    date: str
    url: str
    text: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class AtlasPartsPage:
    """What the page shows of an atlas before its script has asked for anything."""

    title: str
    language: str
    stories: int
    places: int
    most_named: Sequence[ListedPlace]
    newest: Sequence[ListedStory]


def render_atlas_parts(
    page: AtlasPartsPage,
    data: AtlasPartsData,
    *,
    worldview: str = NEUTRAL,
    theme: Theme | None = None,
    links: Links = (),
) -> str:
    """Return the page as HTML; `links` are to files beside it. Raises ValueError for a worldview that is not known."""
    words = find_catalogue(page.language)
    styles = [own_style(theme), Markup(read_asset("atlas_parts.css"))]  # noqa: S704 - our own, checked by read_asset
    if theme:
        styles.append(style_text(theme.css))
    scripts = [head_script(), read_asset("leaflet.js"), read_asset("atlas_parts.js")]
    context: dict[str, Any] = {
        **_frame(page.title, page.language, theme),
        "page": page,
        "links": links,
        "policy": content_policy(scripts, styles, connections=["'self'"]),
        "styles": styles,
        "scripts": [Markup(script) for script in scripts],  # noqa: S704
        "newest": [(story, shown_date(story.date, page.language)) for story in page.newest],
        "map_id": ATLAS_MAP_ID,
        "names": names,
        "parts_id": ATLAS_PARTS_ID,
        "parts": script_json(data),
        "data": script_json(_page_data(words.locale, words.texts)),
        "basemap": _earth(page.language, worldview),
    }
    return environment().get_template("atlas_parts.html.jinja").render(context)


def render_parts_place(
    page: AtlasPartsPage,
    place: ListedPlace,
    stories: Sequence[ListedStory],
    *,
    theme: Theme | None = None,
    links: Links = (),
) -> str:
    """Return the light page of a place, which has its newest stories and no script; `links` as for the page of all."""
    styles = [Markup(read_asset("atlas_place.css"))]  # noqa: S704 - our own, checked by read_asset
    if theme:
        styles.append(style_text(theme.css))
    context: dict[str, Any] = {
        **_frame(page.title, page.language, theme),
        "page": page,
        "links": links,
        "place": place,
        "policy": content_policy([], styles),
        "styles": styles,
        "stories": [(story, shown_date(story.date, page.language)) for story in stories],
    }
    return environment().get_template("atlas_parts_place.html.jinja").render(context)


def render_moved_place(place: ListedPlace, words: Catalogue) -> str:
    """Return what stands at an earlier address of a place: it sends readers on. `words` have those of an atlas."""
    # A place without a page is on the map.
    link = f"../{place.slug}/index.html" if place.has_page else f"../../index.html#place={place.slug}"
    return (
        environment()
        .get_template("moved_page.html.jinja")
        .render(
            words=words,
            direction="rtl" if is_right_to_left(words.language) else "ltr",
            name=place.name,
            link=link,
            canonical=link,
            anchor=Markup('<a href="{}">{}</a>').format(link, place.name),
        )
    )


def _frame(title: str, language: str, theme: Theme | None) -> dict[str, Any]:
    words = find_catalogue(language)
    return {
        "title": title,
        "language": language,
        "direction": "rtl" if is_right_to_left(language) else "ltr",
        "words": words,
        "words_language": words.language if words.is_foreign else "",
        "scheme": (theme and theme.scheme) or "light dark",
        "version": __version__,
    }


def _page_data(locale: str, texts: Any) -> PageData:
    """Return the block that the modules of a story's page read: here for its words and shapes alone."""
    return {
        "map": ATLAS_MAP_ID,
        "bounds": None,
        "frame": None,
        "edge": [],
        "has_inset": False,
        "is_at_sea": False,
        "shapes": SHAPES,
        "places": {},
        "locale": locale,
        "words": texts,
        "layers": [],
        "views": {},
        "actions": [],
    }


def _earth(language: str, worldview: str) -> Markup:
    from storymap.rendering.basemap.labels import StoryPlace
    from storymap.rendering.basemap.make import make_basemap

    return script_json(make_basemap([StoryPlace((), shapely.box(*_EARTH))], language=language, worldview=worldview))
