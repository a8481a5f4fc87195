"""Map tours: each of their places is a section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from storymap.exchange.article_parts import heading, plain, point_view, with_view
from storymap.exchange.importers.arcgis.map_views import zoom_of_scale
from storymap.exchange.importers.arcgis.story_data import StoryData
from storymap.exchange.json_members import list_in, record_in, text_in
from storymap.exchange.place_list import PlaceList
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.model import AuthorView, Block


class Tours:
    """Makes sections of the places of tours. `content` gives the blocks of the node with an id."""

    def __init__(
        self, data: StoryData, places: PlaceList, report: Report, content: Callable[[str], list[Block]]
    ) -> None:
        self._data = data
        self._places = places
        self._report = report
        self._content = content

    def blocks(self, node: Mapping[str, Any]) -> list[Block]:
        """Return the blocks of a tour: its title and description, and a section for each place."""
        said = record_in(node, "data")
        if record_in(said, "dataDriven"):
            self._report.lost(
                "places of a tour that come from a layer", "save the layer as GeoJSON", example=_name(said)
            )
        tour_map = record_in(self._data.node(text_in(said, "map")), "data")
        geometries = record_in(tour_map, "geometries")
        blocks: list[Block] = []
        if title := plain(text_in(said, "title")):
            blocks.append(heading(title))
        if description := plain(text_in(said, "description")):
            blocks.append(Block("paragraph", description))
        for place in map(record_in, list_in(said, "places")):
            if record_in(place, "config").get("isHidden") is True:
                self._report.lost("hidden places of a tour", example=self._title(place))
                continue
            geometry = record_in(geometries, text_in(place, "featureId"))
            blocks += self._section(place, geometry, tour_map.get("defaultScale"))
        return blocks

    def _section(self, place: Mapping[str, Any], geometry: Mapping[str, Any], scale: Any) -> list[Block]:
        title = self._title(place)
        node = record_in(next(iter(list_in(geometry, "nodes")), None))
        position = position_of(node.get("long"), node.get("lat"))
        place_id = "" if position is None and not title else self._places.add(title, position)
        view = None
        if position is not None:
            zoom = zoom_of_scale(geometry.get("scale", scale))
            view = AuthorView((place_id,)) if zoom is None else point_view(*position, zoom)
        body: list[Block] = []
        for child in (text_in(place, "media"), *(one for one in list_in(place, "contents") if isinstance(one, str))):
            body += self._content(child)
        level = 2 if text_in(record_in(self._data.node(place.get("title")), "data"), "type") in ("h1", "h2") else 3
        return [heading(title, view, level, place_id), *body] if title else list(with_view(body, view))

    def _title(self, place: Mapping[str, Any]) -> str:
        return plain(text_in(record_in(self._data.node(place.get("title")), "data"), "text"))


def _name(said: Mapping[str, Any]) -> str:
    return plain(text_in(said, "title"))
