"""A Story as one HTML file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import folium
from markupsafe import Markup

from storymap._version import __version__
from storymap.basemap_data.borders import NEUTRAL
from storymap.geometry.bounds import bounds_of
from storymap.model import Story, Theme, View
from storymap.rendering.article_html import article_nodes
from storymap.rendering.assets import read_asset
from storymap.rendering.clusters import cluster_data, unlisted_places
from storymap.rendering.escaping import script_json, style_text
from storymap.rendering.folium_figure import FoliumParts, PageFigure
from storymap.rendering.folium_layers import layer_id, place_layers
from storymap.rendering.i18n import is_right_to_left
from storymap.rendering.map_background import MapBackground
from storymap.rendering.media_files import MediaFiles, has_recordings
from storymap.rendering.media_html import image_attributes
from storymap.rendering.metadata import Metadata, story_summary
from storymap.rendering.numbering import Numbering
from storymap.rendering.online_tiles import OnlineTiles, online_tiles
from storymap.rendering.output_guard import refuse_source, refuse_stranger, write_whole
from storymap.rendering.static_map.palette import LIGHT, page_style
from storymap.rendering.street_tiles import street_credits, tiles_block
from storymap.rendering.symbols import SHAPES, swatch
from storymap.rendering.templates_env import environment
from storymap.urls import safe_url

# Runs before the body is laid out: without it the map's panel stays away, and the page is the article and its places.
# `?view=map` in the address asks one file for the map alone; a frame without an address shows what it was built for.
_HAS_SCRIPT = (
    'document.documentElement.classList.add("js");'
    "if(/[?&]view=(story|map)(&|$)/.test(location.search))document.documentElement.dataset.view=RegExp.$1"
)
PageView = Literal["story", "map"]
# The main place of a book is named thousands of times. Its entry lists the first ones; its card turns through all.
MOST_PASSAGES = 50
# Media conditions, as the bundled style sheet writes the first.
_ASKS_FOR_DARK, _ALWAYS, _NEVER = "(prefers-color-scheme:dark)", "(min-width:0)", "(max-width:-1px)"
_INLINE = re.compile(r"<(script|style)(?:\s[^>]*)?>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)


def render_page(
    story: Story,
    *,
    worldview: str = NEUTRAL,
    basemap: str | None = None,
    attribution: str | None = None,
    allow_key: bool = False,
    view: PageView = "story",
    metadata: Metadata | None = None,
) -> StoryPage:
    """Return the page of a story. Nothing is written; see `StoryPage.save`.

    `worldview` says whose view of disputed borders the basemap takes: "neutral", which dashes them, or the code of a
    country (ISO 3166-1 alpha-2) whose view Natural Earth has.

    `basemap` names an online provider of tiles (a name of xyzservices, or an address with {z}, {x} and {y}) that is
    drawn over the embedded map where the page is served over http or https; `attribution` is whom its tiles are from,
    and `allow_key` says that a key in the address is meant to be public.

    `view` is what the page shows unless its address asks for another with `?view=`: "story", the article and its map,
    or "map", the map alone for use inside an article that a site shows already. `metadata` is what the page tells
    search engines and link previews, beside its title and description.

    Raises PageError for a worldview that is not known, or a provider that is refused.
    """
    tiles = online_tiles(basemap, attribution, allow_key=allow_key)
    return StoryPage(story, worldview=worldview, tiles=tiles, view=view, metadata=metadata)


class StoryPage:
    """The page made from a Story. `map` is a plain `folium.Map` to add one's own layers to; Jupyter shows the page.

    The map carries no script of folium's usual libraries but Leaflet: what needs others is refused by `render`.
    """

    def __init__(
        self,
        story: Story,
        *,
        worldview: str = NEUTRAL,
        tiles: OnlineTiles | None = None,
        view: PageView = "story",
        metadata: Metadata | None = None,
    ) -> None:
        self.story = story
        self._view = view
        self._metadata = metadata
        self._tiles = tiles
        self._numbering = Numbering(story)
        self._map_background = MapBackground(story, self._numbering, worldview)
        self.map = _story_map(story, self._numbering)
        self._streets = "" if story.tiles is None else tiles_block(story.tiles)
        self._media = MediaFiles(story)
        self._figure = PageFigure(self.map, self._compose, title=story.article.title)

    def render(self) -> str:
        """Return the page as HTML: the same story gives the same text, however often it is asked for.

        Pictures and recordings are in it, whatever was chosen for them: a text has nothing beside it.

        Raises PageError if a layer that was added to `map` would load something from elsewhere.
        """
        return self._figure.render()

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the page to `path`, whole or not at all, and return it. Missing folders are made.

        Where the story's media are to be linked, they are written first, into the folder `<name of the page>.media`.

        Raises PageError if it cannot be written, if `path` is one of the files that the story was read from, or
        if a file is there that is no page.
        """
        target = Path(path)
        refuse_source(target, self.story.sources)
        refuse_stranger(target)
        for name, data in self.files(target.name).items():
            write_whole(target.parent / name, data)
        return target

    def files(self, name: str) -> dict[str, bytes]:
        """Return the page as a file of this name, and before it what stands beside it, by path: linked media."""
        if self.story.media.delivery == "link":
            self._media = MediaFiles(self.story, f"{Path(name).stem}.media")
        try:
            page = self.render().encode("utf-8")
            return {**self._media.files, name: page}
        finally:
            self._media = MediaFiles(self.story)

    def picture(self, width: int, height: int) -> str:
        """Return the map, without what was added to `map`, as an SVG file in pixels; "" if no place is located."""
        return str(self._map_background.picture(width=width, height=height, palette=LIGHT))

    def _repr_html_(self) -> str:
        return self._figure._repr_html_()

    def _compose(self, parts: FoliumParts) -> str:
        theme = self.story.theme
        styles = [_style_sheet(theme)]
        scripts = [_HAS_SCRIPT, read_asset("leaflet.js"), parts.script, read_asset("storymap.js")]
        clusters = cluster_data(self.story, self._numbering)
        if clusters is not None:
            styles.append(Markup(read_asset("clusters.css")))  # noqa: S704 - our own, checked by read_asset
            scripts.insert(-1, read_asset("clusters.js"))
        if theme:
            styles.append(style_text(theme.css))
        if self.story.tiles is not None:
            scripts.append(read_asset("tiles.js"))
        own = [(kind.lower(), text) for kind, text in _INLINE.findall(parts.head + parts.html)]
        article = self.story.article
        context: dict[str, Any] = {
            "article": article,
            "source_url": safe_url(article.source_url),
            "direction": "rtl" if is_right_to_left(article.language) else "ltr",
            "words": self._numbering.words,
            "words_language": self._numbering.words.language if self._numbering.words.is_foreign else "",
            "description": story_summary(article),
            "metadata": self._metadata,
            "version": __version__,
            "view": self._view,
            "policy": _content_policy(
                scripts + [text for kind, text in own if kind == "script"],
                styles + [text for kind, text in own if kind == "style"],
                [*(() if self._tiles is None else self._tiles.origins), *self._media.sources("img")],
                ["data:", *self._media.sources("media")] if has_recordings(self.story) else [],
            ),
            "scheme": (theme and theme.scheme) or "light dark",
            "styles": styles,
            "head": Markup(parts.head),  # noqa: S704 - folium's, of numbers and ids
            "picture": self._map_background.picture(),
            "map": Markup(parts.html),  # noqa: S704
            "scripts": [Markup(script) for script in scripts],  # noqa: S704
            "blocks": article_nodes(self.story, self._numbering, self._media),
            "places": _cards(self.story, self._numbering, self._media),
            "most_passages": MOST_PASSAGES,
            "more_places": len(self.story.places) - len(self._numbering.listed),
            "data": script_json(_map_data(self.story, self._numbering, self.map, self._tiles)),
            "clusters": None if clusters is None else script_json(clusters),
            "unlisted_places": unlisted_places(self.story, self._numbering),
            "basemap": self._map_background.text,
            "streets": self._streets,
            "street_credits": street_credits(self.story.tiles),
        }
        return environment().get_template("page.html.jinja").render(context)


def _story_map(story: Story, numbering: Numbering) -> folium.Map:
    bounds = bounds_of(numbering.shapes)
    mirrored = is_right_to_left(story.article.language)
    centre = [0.0, 0.0] if bounds is None else [(bounds[1] + bounds[3]) / 2, (bounds[0] + bounds[2]) / 2]
    story_map = folium.Map(
        location=centre,
        zoom_start=2,
        tiles=None,
        zoom_snap=0.25,
        scroll_wheel_zoom=False,
        zoom_control="topright" if mirrored else True,
    )
    story_map._id = "story"
    # On the instance: folium's own way of changing these lists changes every later map of the process.
    story_map.default_js = []
    story_map.default_css = []
    for layer in place_layers(story, numbering):
        story_map.add_child(layer, name=layer.get_name())
    control = folium.LayerControl(collapsed=False, position="topleft" if mirrored else "topright")
    control._id = "layers"
    story_map.add_child(control, name=control.get_name())
    return story_map


def _map_data(story: Story, numbering: Numbering, story_map: folium.Map, tiles: OnlineTiles | None) -> dict[str, Any]:
    """Return what the browser part must know beside the DOM: numbers and ids, no text of the story."""
    bounds = bounds_of(numbering.shapes)
    places = {}
    zooms = story.places["zoom"].tolist()
    for place_id in numbering.listed:
        layer = numbering.layer_of[place_id]
        zoom = zooms[numbering.row(place_id)]
        places[place_id] = {
            "number": numbering.number[place_id],
            "colour": layer.symbol.colour,
            "shape": layer.symbol.shape,
            "located": place_id in numbering.located,
            "zoom": None if zoom is None else float(zoom),
            "mentions": [
                {
                    "excerpt": numbering.excerpt_ids[(excerpt.block, excerpt.start, excerpt.end)],
                    "marks": [numbering.mention_ids[mention] for mention in excerpt.mentions],
                }
                for excerpt in numbering.excerpts(place_id)
            ],
        }
    return {
        "map": story_map.get_name(),
        "bounds": None if bounds is None else [round(value, 6) for value in bounds],
        "shapes": SHAPES,
        "places": places,
        "locale": numbering.words.locale,
        "words": numbering.words.texts,
        **({} if tiles is None else {"tiles": tiles.data()}),
        "layers": [f"feature_group_{layer_id(layer)}" for layer in numbering.layers],
        "views": {
            f"p{number}": _view_data(block.view, numbering)
            for number, block in enumerate(story.article.blocks, 1)
            if block.view is not None
        },
    }


def _view_data(view: View, numbering: Numbering) -> dict[str, Any]:
    """Return an author's view for the browser part: places by id, layers by their position in "layers"."""
    position = {layer.name: index for index, layer in enumerate(numbering.layers)}
    data: dict[str, Any] = {"places": list(view.place_ids)}
    if view.centre is not None:
        data |= {"centre": [view.centre[1], view.centre[0]], "zoom": view.zoom}
    return data | {
        "show": [position[name] for name in view.show if name in position],
        "hide": [position[name] for name in view.hide if name in position],
    }


def _cards(story: Story, numbering: Numbering, media: MediaFiles) -> list[dict[str, Any]]:
    """Return the list of places, by number, for the template."""
    cards = []
    columns = {name: story.places[name].tolist() for name in ("name", "note", "url", "image")}
    for place_id in numbering.listed:
        row = {name: values[numbering.row(place_id)] for name, values in columns.items()}
        layer = numbering.layer_of[place_id]
        cards.append(
            {
                "place_id": place_id,
                "number": numbering.words.number(numbering.number[place_id]),
                "name": row["name"],
                "layer": layer.name,
                "symbol": layer.symbol,
                "swatch": swatch(layer.symbol),
                "note": row["note"],
                "url": safe_url(row["url"] or ""),
                "image": row["image"],
                "picture": None if row["image"] is None else image_attributes(row["image"], media),
                "located": place_id in numbering.located,
                "mentions": [numbering.mention_ids[mention] for mention in numbering.mentions(place_id)],
                "excerpts": [
                    " ".join(story.article.blocks[excerpt.block].text[excerpt.start : excerpt.end].split())
                    for excerpt in numbering.excerpts(place_id)[:MOST_PASSAGES]
                ],
                "excerpt_count": len(numbering.excerpts(place_id)),
            }
        )
    return cards


def _style_sheet(theme: Theme | None) -> Markup:
    """Return our own style sheet: for the reader's choice of light or dark, or for the theme's only one."""
    css = read_asset("storymap.css") + page_style()
    if theme and theme.scheme:
        css = css.replace(_ASKS_FOR_DARK, _ALWAYS if theme.scheme == "dark" else _NEVER)
    return Markup(css)  # noqa: S704 - our own, checked by read_asset


def _content_policy(
    scripts: list[str], styles: list[str], pictures: Iterable[str] = (), recordings: Sequence[str] = ()
) -> str:
    """Return a Content-Security-Policy that lets run what was composed here, and nothing that text could smuggle in.

    `pictures` are what the page may ask for tiles and pictures, `recordings` for sounds and films.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(map(_hash, scripts)),
            "style-src " + " ".join(map(_hash, styles)),
            " ".join(["img-src data:", *pictures]),
            *([" ".join(["media-src", *recordings])] if recordings else []),
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
