"""All that folium gets of a story, which is told without folium."""

from __future__ import annotations

import json
from dataclasses import dataclass

import shapely

from storymap.model import Story
from storymap.rendering.folium_layers import DrawnLayer, drawn_layers
from storymap.rendering.i18n import is_right_to_left
from storymap.rendering.numbering import Numbering

MAP_ID = "story"
MAP_VARIABLE = f"map_{MAP_ID}"
"""The name of the map's global variable in the page, and the id of its element."""


@dataclass(frozen=True, slots=True)
class MapContent:
    """All that folium gets of a story: the map's `centre` as latitude and longitude, and its layers.

    With `is_mirrored` the controls are on the other side, as in languages that are written from right to left.
    """

    centre: tuple[float, float]
    is_mirrored: bool
    layers: list[DrawnLayer]

    def key(self) -> bytes:
        """Return what tells one content from another: it takes a fraction of the time of the GeoJSON."""
        layers = [(layer.number, layer.label, layer.places, layer.marked) for layer in self.layers]
        shapes = shapely.to_wkb([shape for layer in self.layers for shape in layer.shapes], byte_order=1)
        return b"".join([json.dumps((self.centre, self.is_mirrored, layers)).encode(), *shapes])


def map_content(story: Story, numbering: Numbering) -> MapContent:
    """Return what folium gets of a story."""
    bounds = numbering.bounds
    centre = (0.0, 0.0) if bounds is None else ((bounds[1] + bounds[3]) / 2, (bounds[0] + bounds[2]) / 2)
    return MapContent(centre, is_right_to_left(story.article.language), drawn_layers(numbering))
