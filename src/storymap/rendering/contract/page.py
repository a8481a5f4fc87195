"""The page's own block: what the browser part must know beside the document. Numbers and ids, no text of the story."""

from __future__ import annotations

from typing import NotRequired, TypedDict

Text = str | dict[str, str]
"""A text of the interface; where the words depend on a number, one for each plural category of the CLDR."""


class PassageData(TypedDict):
    """A span of sentences, and the mentions of one place in it: ids of elements in the article."""

    excerpt: str
    marks: list[str]


class PlaceData(TypedDict):
    """A place that has an entry in the list under the article."""

    number: int
    colour: int
    """1 to 8: the number of a colour in the style sheet."""
    shape: str
    """A key of `PageData.shapes`."""
    located: bool
    zoom: float | None
    """The zoom at which the author wants the place to be shown."""
    mentions: list[PassageData]


class ViewData(TypedDict):
    """What the author set for the map at a block: places, or a centre and zoom, or neither."""

    places: list[str]
    centre: NotRequired[tuple[float, float]]
    """Latitude and longitude in degrees, as Leaflet has them."""
    zoom: NotRequired[float]
    show: list[int]
    """Layers, by their position in `PageData.layers`."""
    hide: list[int]


class TilesData(TypedDict):
    """An online provider of tiles."""

    url: str
    """Leaflet's template, with {z}, {x} and {y}."""
    attribution: list[tuple[str, str]]
    """Texts, and the addresses that they link to; "" for none."""
    minZoom: int
    maxZoom: int
    subdomains: list[str]


class PageData(TypedDict):
    """The block of every page."""

    map: str
    """The name of the global variable that holds folium's map."""
    bounds: tuple[float, float, float, float] | None
    """West, south, east, north in degrees; east may exceed 180."""
    shapes: dict[str, str]
    """SVG paths in a box of 24 by 24, of the shapes that the layers have."""
    places: dict[str, PlaceData]
    """By place_id."""
    locale: str
    """A language tag for the browser's `Intl`; it names the digits, too."""
    words: dict[str, Text]
    """The catalogue of the interface, by key."""
    tiles: NotRequired[TilesData]
    layers: list[str]
    """The names of the global variables that hold folium's layers."""
    views: dict[str, ViewData]
    """By the id of the block's element."""
