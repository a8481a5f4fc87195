"""The branca Figures that storymap's map and page are: folium's layers, and nothing that loads from elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.elements import ElementAddToElement
from folium.raster_layers import TileLayer, WmsTileLayer

from storymap.errors import PageError, Problem
from storymap.rendering.contract.names import ALLOW, SANDBOX
from storymap.rendering.folium_parts import FoliumParts

_RANDOM_ID = re.compile(r"[0-9a-f]{32}")
_FRAME = (
    '<iframe srcdoc="{page}" title="{title}" sandbox="{sandbox}" allow="{allow}" '
    'style="width:100%;height:{height};border:1px solid #ddd"></iframe>'
)


class MapFigure(Figure):
    """Renders like branca's Figure, but repeatably, with stable ids, and into parts of a page.

    `ours` are the elements that storymap put on the map.
    """

    def __init__(self, story_map: folium.Map, ours: Collection[Element]) -> None:
        super().__init__(title=None, height="640px")
        self.story_map = story_map
        self._ours = list(ours)
        self._own_elements = 0
        self.header._children.clear()
        self.add_child(story_map, name=story_map.get_name())

    def draw(self, **kwargs: Any) -> FoliumParts:
        """Return what folium renders. That fills the figure's slots, so they are put back afterwards."""
        slots = (self.header, self.html, self.script)
        before = [slot._children.copy() for slot in slots]
        is_plain = not any(before) and self._is_plain()
        try:
            self._normalise()
            for child in self._children.values():
                child.render(**kwargs)
            # The map's own head (a viewport that forbids zooming, inline styles) is replaced by the page's.
            self.header._children.pop(self.story_map.get_name(), None)
            self._refuse_links()
            return FoliumParts(
                head=self.header.render(), html=self.html.render(), script=self.script.render(), is_plain=is_plain
            )
        finally:
            for slot, children in zip(slots, before, strict=True):
                slot._children = children

    def _is_plain(self) -> bool:
        """Whether the map holds our elements and no others."""
        ours = {id(element) for element in self._ours}
        return list(self._children.values()) == [self.story_map] and all(
            id(one) in ours for one in elements(self.story_map)
        )

    def _normalise(self) -> None:
        """Give own additions stable ids, put layer controls behind what they list, refuse the impossible."""
        for element in elements(self.story_map):
            if _RANDOM_ID.fullmatch(element._id):
                self._own_elements += 1
                element._id = f"own_{self._own_elements}"
        children = self.story_map._children
        for name in [name for name, child in children.items() if isinstance(child, folium.LayerControl)]:
            children.move_to_end(name)
        problems = [problem for element in elements(self.story_map) if (problem := _unsupported(element)) is not None]
        if problems:
            raise PageError(problems)

    def _refuse_links(self) -> None:
        """Raise a PageError that names every script and style sheet that would be loaded from elsewhere."""
        problems = [
            Problem(
                where="page.map",
                what=f'a layer asks for "{name}" from {element.url}',
                remedy="the page loads nothing from elsewhere: leave that plugin out",
            )
            for name, element in self.header._children.items()
            if isinstance(element, JavascriptLink | CssLink)
        ]
        if problems:
            raise PageError(problems)


class PageFigure(MapFigure):
    """The whole page, which `compose` makes from folium's parts; Jupyter shows it."""

    def __init__(
        self, story_map: folium.Map, ours: Collection[Element], compose: Callable[[FoliumParts], str], title: str
    ) -> None:
        super().__init__(story_map, ours)
        self._compose = compose
        self._label = title

    def render(self, **kwargs: Any) -> str:
        """Return the page."""
        return self._compose(self.draw(**kwargs))

    def _repr_html_(self, **kwargs: Any) -> str:
        page = html.escape(self.render(**kwargs))
        title = html.escape(self._label)
        return _FRAME.format(page=page, title=title, height=self.height, sandbox=SANDBOX, allow=ALLOW)


def elements(element: Element) -> Iterator[Element]:
    """Yield what is in an element, at any depth."""
    for child in element._children.values():
        # folium puts an "add to map" element on each layer anew whenever it renders; its id is never written.
        if not isinstance(child, ElementAddToElement):
            yield child
            yield from elements(child)


def _unsupported(element: Element) -> Problem | None:
    if isinstance(element, folium.Popup | folium.Icon):
        return Problem(
            where="page.map",
            what=f"folium.{type(element).__name__} needs jQuery or fonts from elsewhere",
            remedy="use folium.Tooltip, folium.DivIcon or folium.CircleMarker",
        )
    if isinstance(element, TileLayer | WmsTileLayer):
        return Problem(
            where="page.map",
            what="a tile layer loads its pictures from elsewhere",
            remedy="the page is one file that loads nothing: leave the layer out",
        )
    return None
