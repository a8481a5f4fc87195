"""The page's own block: what the browser part must know beside the document. Numbers and ids, no text of the story."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from storymap.model import Role
from storymap.rendering.contract.clusters import PackedIntegers

Text = str | dict[str, str]
"""A text of the interface; where the words depend on a number, one for each plural category of the CLDR."""


class PassageData(TypedDict):
    """A span of sentences, and the mentions of one place in it: ids of elements in the article."""

    excerpt: str
    marks: list[str]


class Importance(TypedDict):
    """How much a place matters, and how it is shown at its best."""

    zoom: float | None
    """The zoom at which the author wants the place to be shown."""
    role: Role
    weight: float
    """How much the place matters to the story, 0 to 1."""
    frame: tuple[float, float, float, float] | None
    """The box that shows the place at its best, west, south, east, north in degrees; None if it is not located.

    Its longitudes are in the range of `PageData.bounds`.
    """


class PlaceData(Importance):
    """A place that has an entry in the list under the article."""

    number: int
    colour: int
    """1 to 8: the number of a colour in the style sheet."""
    shape: str
    """A key of `PageData.shapes`."""
    located: bool
    mentions: list[PassageData]


class ToldRows(TypedDict):
    """The rows of `ClusterData` that the text or a view names, or that have a picture, where these are hundreds.

    Their records are made in the browser; where a place is named, the marks in the text say when it is asked for.
    """

    count: int
    """They are the first so many rows."""
    named: PackedIntegers
    """How often the text names each."""
    usual: Importance
    others: dict[int, Importance]
    """By row, of those that are not as usual."""
    passages: list[str]
    """Where the spans of sentences stand that have no element, in each part of a long article that has such.

    Integers as text (`basemap/integer_codec.py`), "" for none. The first is the length of the part's text in UTF-16
    units, then come two numbers a span: how many units are between it and the one before, or the part's beginning, and
    how long it is.
    """
    stories: dict[int, tuple[int, str]]
    """By row, where there are any: how many other stories name the place, and the link to the page about them."""


class ViewData(TypedDict):
    """What the author set for the map at a block, or for an action: places, or a centre and zoom, or neither."""

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
    frame: tuple[float, float, float, float] | None
    """What the opening view shows, without a margin: west, south, east, north in degrees; east may exceed 180."""
    edge: list[str]
    """The place_ids of places beyond the frame that are pointed at from its edge, the heaviest first."""
    has_inset: bool
    """Whether the map has an inset that shows where on earth it is."""
    is_at_sea: bool
    """Whether the region around the frame has next to no land: the inset is a globe then, however small the frame."""
    autoplay: NotRequired[int]
    """For how many seconds each passage stays when one steps through the story, if the author asks for it."""
    shapes: dict[str, str]
    """SVG paths in a box of 24 by 24, of the shapes that the layers have."""
    places: dict[str, PlaceData]
    """By place_id."""
    rows: NotRequired[ToldRows]
    locale: str
    """A language tag for the browser's `Intl`; it names the digits, too."""
    words: dict[str, Text]
    """The catalogue of the interface, by key."""
    tiles: NotRequired[TilesData]
    layers: list[str]
    """The names of the global variables that hold folium's layers."""
    views: dict[str, ViewData]
    """By the id of the block's element."""
    actions: list[ViewData]
    """What the map shows while words of the article are pressed, by the number on their element, `data-action`."""
