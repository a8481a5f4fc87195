"""A Story as one HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from storymap._version import __version__
from storymap.basemap_data.borders import NEUTRAL
from storymap.model import Story
from storymap.rendering.article_html import article_nodes
from storymap.rendering.clusters import cluster_data, without_listed
from storymap.rendering.contract import names
from storymap.rendering.csp import content_policy, inline_texts
from storymap.rendering.dates import shown_date
from storymap.rendering.derived_attributes import drop_derived
from storymap.rendering.drawn_map import drawn_map
from storymap.rendering.escaping import script_json
from storymap.rendering.folium_layers import drawn_shapes
from storymap.rendering.folium_parts import FoliumParts
from storymap.rendering.html_tree import html_of, html_pieces
from storymap.rendering.i18n import is_right_to_left
from storymap.rendering.map_background import MapBackground
from storymap.rendering.map_content import MAP_VARIABLE, map_content
from storymap.rendering.media_files import MediaFiles, has_recordings
from storymap.rendering.metadata import Metadata, iso_date, story_summary
from storymap.rendering.numbering import Numbering
from storymap.rendering.online_tiles import OnlineTiles, online_tiles
from storymap.rendering.other_stories import OtherStories
from storymap.rendering.output_guard import check_output, refuse_link, refuse_unwritable, write_whole
from storymap.rendering.page_addition import PageAddition
from storymap.rendering.page_assets import PageBundle, page_scripts, page_styles
from storymap.rendering.page_data import page_data
from storymap.rendering.page_parts import PageParts
from storymap.rendering.passage_ranges import take_passages
from storymap.rendering.place_list import MOST_PASSAGES, place_entries
from storymap.rendering.static_map.palette import LIGHT
from storymap.rendering.street_tiles import street_credits, tiles_block
from storymap.rendering.templates_env import environment
from storymap.rendering.unlisted_places import unlisted_places
from storymap.storage.build_caches import BuildCaches
from storymap.storage.collector import paused_collector
from storymap.urls import safe_url

if TYPE_CHECKING:
    import folium

    from storymap.rendering.folium_figure import PageFigure

PageView = Literal["story", "map"]


def render_page(
    story: Story,
    *,
    worldview: str = NEUTRAL,
    basemap: str | None = None,
    attribution: str | None = None,
    allow_key: bool = False,
    view: PageView = "story",
    metadata: Metadata | None = None,
    other_stories: Mapping[str, OtherStories] | None = None,
    caches: BuildCaches | None = None,
    addition: PageAddition | None = None,
) -> StoryPage:
    """Return the page of a story. Nothing is written; see `StoryPage.save`.

    `worldview` says whose view of disputed borders the basemap takes: "neutral", which dashes them, or the code of a
    country (ISO 3166-1 alpha-2) whose view Natural Earth has.

    `basemap` names an online provider of tiles (a name of xyzservices, or an address with {z}, {x} and {y}) that is
    drawn over the embedded map where the page is served over http or https; `attribution` is whom its tiles are from,
    and `allow_key` says that a key in the address is meant to be public.

    `view` is what the page shows unless its address asks for another with `?view=`: "story", the article and its map,
    or "map", the map alone for use inside an article that a site shows already. `metadata` is what the page tells
    search engines and link previews, beside its title and description. `other_stories` are those of an atlas, by the id
    of the place that they name, too. `caches` are those of a process that builds the page of a story again and again.
    `addition` is for pages that are more than a story's.

    Raises PageError for a worldview that is not known, or a provider that is refused.
    """
    tiles = online_tiles(basemap, attribution, allow_key=allow_key)
    return StoryPage(
        story,
        worldview=worldview,
        tiles=tiles,
        view=view,
        metadata=metadata,
        other_stories=other_stories,
        caches=caches,
        addition=addition,
    )


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
        other_stories: Mapping[str, OtherStories] | None = None,
        caches: BuildCaches | None = None,
        addition: PageAddition | None = None,
    ) -> None:
        self.story = story
        self._view = view
        self._caches = caches
        self._metadata = metadata
        self._other_stories = other_stories
        self._tiles = tiles
        self._addition = addition
        frames, texts = None if caches is None else caches.frames, None if addition is None else addition.words
        self._numbering = Numbering(story, frames, texts, has_pages=addition is not None)
        self._map_background = MapBackground(story, self._numbering, worldview, caches)
        self._streets = "" if story.tiles is None else tiles_block(story.tiles)
        self._media = MediaFiles(story)
        self._bundle: PageBundle = "storymap"

    @property
    def map(self) -> folium.Map:
        """The map, to add one's own layers to."""
        return self._figure.story_map

    @cached_property
    def _figure(self) -> PageFigure:
        # With folium, for which nobody waits whose map was drawn before.
        from storymap.rendering.folium_figure import PageFigure, elements
        from storymap.rendering.folium_map import story_map

        made = story_map(map_content(self.story, self._numbering))
        return PageFigure(made, list(elements(made)), self._compose_given, title=self.story.article.title)

    def render(self) -> str:
        """Return the page as HTML: the same story gives the same text, however often it is asked for.

        Pictures and recordings are in it, whatever was chosen for them: a text has nothing beside it.

        Raises PageError if a layer that was added to `map` would load something from elsewhere.
        """
        with paused_collector():
            # Anew where somebody has got the map, and may have added to it.
            return self._figure.render() if "_figure" in vars(self) else self._compose(self._untouched())

    def render_with(self, bundle: PageBundle) -> str:
        """Return the page with another script in the place of its own: for the preview, or for the editor."""
        self._bundle = bundle
        try:
            return self.render()
        finally:
            self._bundle = "storymap"

    @paused_collector()
    def parts(self) -> PageParts:
        """Return the parts of the page that can be changed while somebody looks at it. Nothing is drawn for that."""
        numbering, story = self._numbering, self.story
        clusters = cluster_data(story, numbering)
        entries = place_entries(story, numbering, self._media, self._other_stories)
        return PageParts(
            article=story.article,
            words=numbering.words,
            nodes=article_nodes(story, numbering, self._media),
            entries={entry.place_id: entry for entry in entries},
            data=page_data(story, numbering, self._tiles, self._other_stories),
            shapes=drawn_shapes(numbering),
            background=self._map_background.key,
            fixed=(
                story.article.language,
                safe_url(story.article.source_url),
                story.article.credit,
                self._view,
                page_styles(story, has_clusters=clusters is not None),
                [
                    (layer.number, layer.key, layer.name, layer.symbol, len(layer.place_ids))
                    for layer in numbering.layers
                ],
                numbering.number,
                numbering.once("names", story.places["name"].tolist),
                clusters,
                self._streets,
                street_credits(story.tiles),
                [self._media.sources("img"), self._media.sources("media"), has_recordings(story)],
            ),
        )

    def credits(self) -> list[str]:
        """Return whom the page names beside the map, as plain text: for the earth, the places, streets and tiles."""
        earth = self._map_background.data
        said = [] if earth is None else earth["credit"].split(" · ")
        said += [text for text, _ in street_credits(self.story.tiles)]
        if self._tiles is not None:
            said.append("".join(text for text, _ in self._tiles.attribution).strip())
        return list(dict.fromkeys(said))

    def printed(self) -> Markup:
        """Return the picture of the map that is printed, and that readers without script see."""
        return self._map_background.picture()

    @property
    def background(self) -> str:
        """What lies under the places, as the JSON of the page's block."""
        return str(self._map_background.text)

    def save(self, path: str | PathLike[str], *, force: bool = False) -> Path:
        """Write the page to `path`, whole or not at all, and return it. Missing folders are made.

        Where the story's media are to be linked, they are written first, into the folder `<name of the page>.media`.

        Raises PageError if it cannot be written, if `path` is one of the files that the story was read from, or
        if something is there that is no page. A page that is read-only, or that has other names (hard links), is
        replaced with `force` only.
        """
        target = Path(path)
        check_output(target, self.story.sources, force=force)
        files = self.files(target.name)
        for name in files:
            refuse_unwritable(target.parent / name, force=force)
            if name != target.name:
                refuse_link(target.parent, name)
        for name, data in files.items():
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

    def _untouched(self) -> FoliumParts:
        """Return what folium draws of the map to which nothing was added."""
        content = self._numbering.once("map_content", lambda: map_content(self.story, self._numbering))
        return drawn_map(content, self._caches)

    def _compose_given(self, folium: FoliumParts) -> str:
        """Return the page around a map that somebody has got: they may have changed our own layers, too."""
        return self._compose(folium._replace(is_plain=folium.is_plain and folium == self._untouched()))

    def _compose(self, folium: FoliumParts) -> str:
        """Return the page around what folium rendered."""
        article, numbering = self.story.article, self._numbering
        clusters = cluster_data(self.story, numbering)
        added = self._addition
        nodes = article_nodes(self.story, numbering, self._media, parts=None if added is None else added.parts)
        has_many = bool(numbering.told) if added is None else added.parts is not None and clusters is not None
        data = page_data(self.story, numbering, self._tiles, self._other_stories)
        is_bare = has_many and self._bundle == "storymap"
        if is_bare:
            drop_derived(nodes.body, self.story, numbering)
            if "rows" in data:
                data["rows"]["passages"] = take_passages(nodes.body)
        has_clusters, bundle = clusters is not None, self._bundle
        unlisted = unlisted_places(self.story, numbering, has_pages=added is not None)
        if clusters is not None and unlisted is not None and unlisted.linked:
            clusters = without_listed(clusters, numbering, unlisted.linked)
        beside = None if added is None else added.bundle
        styles = page_styles(self.story, has_clusters=has_clusters, bundle=bundle, added=beside)
        has_tiles = self._tiles is not None
        scripts = page_scripts(
            self.story, folium, has_clusters=has_clusters, has_tiles=has_tiles, bundle=bundle, added=beside
        )
        context: dict[str, Any] = {
            "article": article,
            "date": shown_date(article.date, article.language),
            "published": iso_date(article.date),
            "source_url": safe_url(article.source_url),
            "direction": "rtl" if is_right_to_left(article.language) else "ltr",
            "words": numbering.words,
            "words_language": numbering.words.language if numbering.words.is_foreign else "",
            "description": story_summary(article),
            "metadata": self._metadata,
            "version": __version__,
            "view": self._view,
            "policy": self._policy(folium, scripts, styles),
            "scheme": (self.story.theme and self.story.theme.scheme) or "light dark",
            "styles": styles,
            "head": Markup(folium.head),  # noqa: S704 - folium's, of numbers and ids
            "picture": self.printed(),
            "map": Markup(folium.html),  # noqa: S704
            "map_id": MAP_VARIABLE,
            "scripts": [Markup(script) for script in scripts],  # noqa: S704
            "leading": html_of(nodes.head, "\n"),
            "blocks": html_pieces(nodes.body, "\n", is_terse=is_bare),
            "places": place_entries(self.story, numbering, self._media, self._other_stories),
            "most_passages": MOST_PASSAGES,
            "lists_passages": added is None or added.lists_passages,
            "addition": None if added is None else {"id": added.data_id, "data": script_json(added.data)},
            "unlisted_places": unlisted,
            "names": names,
            "data": script_json(data),
            "clusters": None if clusters is None else script_json(clusters),
            "basemap": self._map_background.text or (self._map_background.earth if self._bundle == "working" else ""),
            "streets": self._streets,
            "street_credits": street_credits(self.story.tiles),
        }
        return environment().get_template("page.html.jinja").render(context)

    def _policy(self, folium: FoliumParts, scripts: list[str], styles: list[Markup]) -> str:
        """Return the page's Content-Security-Policy: for our scripts and styles, and those in folium's own markup."""
        markup = folium.head + folium.html
        return content_policy(
            [*scripts, *inline_texts(markup, "script")],
            [*styles, *inline_texts(markup, "style")],
            [*(() if self._tiles is None else self._tiles.origins), *self._media.sources("img")],
            ["data:", *self._media.sources("media")] if has_recordings(self.story) else [],
        )
