"""The block of the map under the places: the earth around a story, its names, and the author's context.

Longitudes of `fit`, `box`, details and labels may run past 180 (a story of Fiji: 177 to 182). The page must show a
place at longitude x at x + 360 where that brings it into `fit`. Latitudes lie within 85 degrees. The world lies within
180.
"""

from __future__ import annotations

import json
from typing import NamedTuple, NotRequired, TypedDict

from storymap.rendering.contract.context import ContextData, ContextRow


class LayerData(TypedDict):
    """Land, water and lines as arcs on a grid. The texts but `classes` are integers; see `basemap/codes.py`.

    A point is (X * step, Y * step): longitude and latitude in degrees. Each ring ends where it starts. Fill all rings
    of the land as one path by the even-odd rule: they may run back over themselves along the box. Fill the rings of
    lakes as one path by the even-odd rule (a ring within another is an island), on top of the land.
    """

    step: float
    """The grid in degrees."""
    classes: str
    """One character an arc.

    "c" coast, "e" edge (a side of the box, or the antimeridian: fill, never stroke), "n" border between nations, "x"
    border of states within a nation, "d" border in dispute (dashed), "r" river, "l" shore of a lake, a closed ring.
    """
    rings: str
    """The first rings[0] arcs, in order, are the first closed ring of the land, the next rings[1] the second.

    Arcs of rings are "c" or "e"; they all stand before the other arcs.
    """
    counts: str
    """One integer an arc: how many steps it has. It has one point more."""
    jumps: str
    """Two integers an arc, x then y: from the end of the arc before (0, 0 for the first arc) to this arc's start.

    Within a ring it is 0, 0.
    """
    x: str
    """All steps of all arcs in order, east."""
    y: str
    """All steps of all arcs in order, north."""


class DetailData(LayerData):
    """What is known in more detail within a box, which it covers completely.

    Within it, fill water and draw the detail instead of the world, from zoom `least_zoom` on (Leaflet's zooms: 256
    pixels hold the earth at 0), and farther out in a window that the box fills. In any other the reader would see where
    the detail ends, and the world alone shows all there is to see.
    """

    box: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    least_zoom: float


class CountryLabel(NamedTuple):
    """A country's name. `lon` and `lat` are degrees.

    `rank` is 2 for the largest to 7. `zoom`: from which the name may stand. `width`: degrees that the country spans. A
    country may have two rows with the same `number`: with `local` 1 the best place within `fit`, with `local` 0 the
    usual place. Draw one of them.
    """

    name: str
    lon: float
    lat: float
    rank: int
    zoom: float
    width: float
    number: int
    local: int


class StateLabel(NamedTuple):
    """The name of a state within a country: draw it where it fits its `width`, in degrees.

    `as_country` is 1 for the West Bank and Gaza, which are labelled like countries.
    """

    name: str
    lon: float
    lat: float
    width: float
    as_country: int


class CityLabel(NamedTuple):
    """A city's name. Cities far from the story are to a hundredth of a degree.

    `rank` is 0 for three million people and more, 1 a million, 2 400,000, 3 200,000, 4 100,000, 5 50,000, 6 fewer;
    capitals have 1 or 0, seats of states one less than their size says. `flags`: 1 capital of a country, 2 seat of a
    state.
    """

    name: str
    lon: float
    lat: float
    rank: int
    flags: int


class WaterLabel(NamedTuple):
    """The name of a sea, gulf or ocean (`kind` 0) or of a lake (1); `width` is in degrees.

    Several rows may have the same name: a long water has more than one place.
    """

    name: str
    lon: float
    lat: float
    width: float
    from_zoom: float
    to_zoom: float
    kind: int


class LabelsData(TypedDict):
    """The names, the weightiest first. No row names a place of the story: its marker does."""

    countries: list[CountryLabel]
    states: list[StateLabel]
    cities: list[CityLabel]
    waters: list[WaterLabel]


class BasemapData(TypedDict):
    """The map under the places."""

    version: int
    credit: str
    """Who must be credited beside the map."""
    worldview: str
    """The point of view that borders are drawn from, "neutral" or a country code such as "IN"."""
    language: str
    """The language of the names; "" when the story's has none: local names, and English for the rest."""
    fit: tuple[float, float, float, float]
    """West, south, east, north in degrees: the bounds of the story's places, without any margin."""
    closest_zoom: float
    """The honest limit of the data; nearer than this the lines are not true."""
    world: LayerData
    """The whole earth, coarse."""
    details: list[DetailData]
    """Often one; none when the story needs none; several when its places lie far apart. Their boxes do not overlap."""
    labels: LabelsData
    context: NotRequired[ContextData]


def read_basemap(text: str) -> BasemapData:
    """Return the basemap that stands in a page as JSON, with its rows as they were before they were written."""
    data: BasemapData = json.loads(text)
    labels = data["labels"]
    data["labels"] = {
        "countries": [CountryLabel(*row) for row in labels["countries"]],
        "states": [StateLabel(*row) for row in labels["states"]],
        "cities": [CityLabel(*row) for row in labels["cities"]],
        "waters": [WaterLabel(*row) for row in labels["waters"]],
    }
    if "context" in data:
        data["context"]["features"] = [ContextRow(*row) for row in data["context"]["features"]]
    return data
