"""A story of ArcGIS StoryMaps, node by node, as an article with places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from storymap.errors import StorymapError
from storymap.exchange.article_parts import article_of, paragraph, plain
from storymap.exchange.imported import Imported
from storymap.exchange.importers.arcgis.drawings import Drawings
from storymap.exchange.importers.arcgis.map_views import view_of_map
from storymap.exchange.importers.arcgis.media_nodes import MEDIA, MediaNodes
from storymap.exchange.importers.arcgis.story_data import StoryData
from storymap.exchange.importers.arcgis.text_nodes import button_blocks, credit_blocks, text_blocks
from storymap.exchange.importers.arcgis.tours import Tours
from storymap.exchange.json_members import list_in, record_in, text_in
from storymap.exchange.keyless_texts import keyless
from storymap.exchange.media_blocks import MediaBlocks
from storymap.exchange.place_list import PlaceList
from storymap.exchange.report import Report
from storymap.exchange.skeleton import title_of_file
from storymap.exchange.source import Source, read_json
from storymap.model import AuthorView, Block

_DEEPEST: Final = 30
_MAPS: Final = ("webmap", "webscene", "expressmap")
# They hold others, and have nothing of their own that a reader sees.
_HOLDERS: Final = (
    *("immersive", "immersive-narrative-panel", "carousel", "gallery", "group", "grid", "credits"),
    *("timeline", "timeline-event", "cover-panel", "tabs", "tab"),
)
_UNSEEN: Final = ("navigation", "tour-map", "storycover", "theme", "story-theme")


class StoryReader:
    """Reads one story: `data` of the file `source`."""

    def __init__(self, source: Source, data: StoryData) -> None:
        self._source = source
        self._report = Report()
        data = StoryData(data.root, keyless(data.nodes, self._report), keyless(data.resources, self._report))
        self._data = data
        self._pictures = MediaBlocks(source, self._report)
        self._media = MediaNodes(source, data, self._pictures)
        self._places = PlaceList(self._report)
        self._drawings = Drawings(self._places, self._report)
        self._tours = Tours(data, self._places, self._report, self._blocks)
        self._makers: Mapping[str, Callable[[Mapping[str, Any]], Iterable[Block]]] = {
            "text": lambda node: text_blocks(node, self._report),
            "immersive-slide": self._slide,
            "tour": self._tours.blocks,
            "embed": self._media.embed,
            "button": button_blocks,
            "attribution": credit_blocks,
            "separator": lambda _: (Block("rule", ""),),
        }
        self._met: set[str] = set()
        self._depth = 0
        self._pending: AuthorView | None = None  # the view of a map without words, for those that follow

    def story(self) -> Imported:
        """Return the story. What a page cannot have is in the report, by the kind of its node."""
        data, report = self._data, self._report
        children = data.children(data.node(data.root))
        covers = [child for child in children if text_in(data.node(child), "type") == "storycover"]
        cover = data.node(covers[0]) if covers else {}
        said = record_in(cover, "data")
        blocks: list[Block] = []
        for child in (*data.children(cover), *children):
            blocks += self._blocks(child)
        if self._pending is not None:
            report.lost("views of maps that no words follow", "write something where the map should move")
        article = article_of(
            text_in(said, "title") or title_of_file(self._source.name),
            blocks,
            subtitle=text_in(said, "summary") or text_in(said, "subtitle"),
            byline=text_in(said, "byline"),
        )
        return Imported(
            article,
            tuple(self._places.features),
            tuple(self._drawings.context),
            pictures=self._pictures.pictures.files,
            report=report,
        )

    def _blocks(self, node_id: str) -> list[Block]:
        """Return the blocks of the node with this id; each node is shown once."""
        node = self._data.node(node_id)
        kind = text_in(node, "type")
        if not kind or node_id in self._met:
            return []
        self._met.add(node_id)
        if record_in(node, "config").get("isHidden") is True:
            if kind not in _UNSEEN:
                self._report.lost("hidden parts", "they are not shown there either", example=kind)
            return []
        if self._depth >= _DEEPEST:
            self._report.lost("parts that are nested too deep", example=kind)
            return []
        self._depth += 1
        blocks = self._with_pending(self._of_kind(node, kind))
        self._depth -= 1
        return blocks

    def _of_kind(self, node: Mapping[str, Any], kind: str) -> list[Block]:
        if kind in MEDIA:
            return list(self._media.blocks(node))
        if kind in _MAPS:
            return self._map(node, kind)
        if kind in _HOLDERS:
            return self._all(self._data.children(node))
        if kind in _UNSEEN:
            return []
        made = self._makers.get(kind)
        return self._without_counterpart(node, kind) if made is None else list(made(node))

    def _without_counterpart(self, node: Mapping[str, Any], kind: str) -> list[Block]:
        """Return what is in a node of another kind, as far as it is known: the two sides of a swipe, for example."""
        self._report.lost(f"what a page has no counterpart of: {kind}", "what is in it follows one by one")
        contents = record_in(node, "data").get("contents")
        inner = list(contents.values()) if isinstance(contents, dict) else list_in(record_in(node, "data"), "contents")
        return self._all([*self._data.children(node), *(child for child in inner if isinstance(child, str))])

    def _all(self, node_ids: list[str]) -> list[Block]:
        return [block for node_id in node_ids for block in self._blocks(node_id)]

    def _slide(self, node: Mapping[str, Any]) -> list[Block]:
        """Return a slide of a sidecar: its text with the view of its map, which holds for all of the slide."""
        children = self._data.children(node)
        kinds = {child: text_in(self._data.node(child), "type") for child in children}
        blocks, view = [], None
        for child in children:
            if kinds[child] in _MAPS and child not in self._met:
                self._met.add(child)
                view = self._map_view(self._data.node(child), kinds[child])
        # The medium that fills the window comes before the panel that lies over it.
        panels = [child for child in children if kinds[child] == "immersive-narrative-panel"]
        blocks += self._all([child for child in children if child not in panels])
        blocks += self._all(panels)
        if view is None:
            return blocks
        shown = with_view_until_heading(blocks, view)
        if shown == blocks:
            self._pending = view
        return shown

    def _map(self, node: Mapping[str, Any], kind: str) -> list[Block]:
        """Return a map as its caption, with its view; without one the words that follow have it."""
        view = self._map_view(node, kind)
        said = record_in(node, "data")
        words = plain(text_in(said, "caption")) or plain(text_in(said, "alt"))
        if words:
            return [paragraph(words, view=view)]
        self._pending = view or self._pending
        return []

    def _map_view(self, node: Mapping[str, Any], kind: str) -> AuthorView | None:
        said, resource = record_in(node, "data"), self._data.resource(node, "map")
        if kind == "expressmap":
            ids = self._drawings.add([said, resource, self._express_map(resource)])
            return AuthorView(tuple(dict.fromkeys(ids))[:50]) if ids else view_of_map(said, resource)
        titles = [plain(text_in(layer, "title")) for layer in list_in(said, "mapLayers")]
        why = "they are on a server; save what you need as GeoJSON, as a context file"
        for title in titles or ["map"]:
            self._report.lost("layers of web maps", why, example=title)
        view = view_of_map(said, resource)
        if view is None:
            self._report.lost("views of maps that are not known", example=plain(text_in(said, "caption")))
        return view

    def _express_map(self, resource: Mapping[str, Any]) -> Any:
        """Return what is in the file of an express map, None where it is not there."""
        name = text_in(resource, "itemId") or text_in(resource, "resourceId")
        content = next(
            (found for at in (name, f"resources/{name}") if name and (found := self._source.beside(at)) is not None),
            None,
        )
        if content is None:
            self._report.lost("express maps whose file is not there", "put it beside the story", example=name)
            return None
        try:
            return keyless(read_json(self._source.decode(content, name), name), self._report)
        except StorymapError as error:
            self._report.lost("express maps that cannot be read", error.problems[0].what, example=name)
            return None

    def _with_pending(self, blocks: list[Block]) -> list[Block]:
        for at, block in enumerate(blocks):
            if self._pending is not None and block.kind in ("paragraph", "heading") and block.view is None:
                view, self._pending = self._pending, None
                return [*blocks[:at], replace(block, view=view), *blocks[at + 1 :]]
        return blocks


def with_view_until_heading(blocks: list[Block], view: AuthorView) -> list[Block]:
    """Return blocks with a view on the first heading if nothing comes before it, else on each paragraph up to one."""
    made = list(blocks)
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            if made == blocks and block.view is None:
                made[at] = replace(block, view=view)
            break
        if block.kind == "paragraph" and block.view is None:
            made[at] = replace(block, view=view)
    return made
