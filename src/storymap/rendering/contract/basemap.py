"""The block of the map under the places: the earth around a story, its names, and the author's context.

Longitudes of `fit`, `box`, details and labels may run past 180 (a story of Fiji: 177 to 182). The page must show a
place at longitude x at x + 360 where that brings it into `fit`. Latitudes lie within 85 degrees. The world lies within
180.
"""

from __future__ import annotations

import json
from typing import NotRequired, TypedDict

from storymap.rendering.contract.context import ContextData, ContextRow
from storymap.rendering.contract.labels import CityLabel, CountryLabel, LabelsData, StateLabel, WaterLabel


class LayerData(TypedDict):
    """Land, water and lines as arcs on a grid. The texts but `classes` are integers in short form.

    The integer codec of `rendering/basemap` writes them. A point is (X * step, Y * step): longitude and latitude in
    degrees. Each ring ends where it starts. Fill all rings of the land as one path by the even-odd rule: they may run
    back over themselves along the box. Fill the rings of lakes as one path by the even-odd rule (a ring within another
    is an island), on top of the land.
    """

    step: float
    """The grid in degrees."""
    classes: str
    """One character an arc.

    "c" coast, "e" edge (a side of the box, or the antimeridian: fill, never stroke), "n" border between nations, "x"
    border of states within a nation, "d" border in dispute (dashed), "r" river, "l" shore of a lake, a closed ring. A
    capital, as "N", is for what the story has a better line for: nearer than zoom 9 it is not drawn.
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


class BasemapData(TypedDict):
    """The map under the places."""

    version: int
    credit: str
    """Who must be credited beside the map."""
    language: str
    """The language of the names; "" when the story's has none: local names, and English for the rest."""
    case_language: str
    """The story's own language, whose rules for capitals its names follow; "und" for none."""
    fit: tuple[float, float, float, float]
    """West, south, east, north in degrees: the bounds of the story's places, without any margin."""
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
