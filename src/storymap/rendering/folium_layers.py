"""What folium gets of the places: geometry and place_ids, and of text only the layers' names (through `leaflet_html`).

Folium itself is not needed to know that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely
from markupsafe import Markup
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from storymap.geometry.anchors import anchor
from storymap.rendering.escaping import leaflet_html
from storymap.rendering.numbering import Numbering
from storymap.rendering.place_order import MOST_MARKERS, MapLayer
from storymap.rendering.symbols import swatch

# 10 cm: finer than any place is known, and what RFC 7946 (11.2) calls enough.
_DECIMALS = 6
_POINTS = ("Point", "MultiPoint")


@dataclass(frozen=True, slots=True)
class DrawnLayer:
    """What folium gets of a layer of places: its `number`, its `label` as HTML, and its places.

    `places` are their ids, `shapes` their geometries, `marked` says which of them have a marker. Of the clustered
    places there are no points, and of lines and areas the first 300.
    """

    number: int
    label: str
    places: tuple[str, ...]
    shapes: tuple[BaseGeometry, ...]
    marked: tuple[bool, ...]

    @property
    def features(self) -> list[dict[str, Any]]:
        """The places as GeoJSON features, whose properties are the place_id only.

        A line or an area is followed by a Point feature with the same place_id: the place's numbered marker.
        """
        places = zip(self.places, self.shapes, self.marked, strict=True)
        return [feature for place in places for feature in _features(*place)]


def drawn_layers(numbering: Numbering) -> list[DrawnLayer]:
    """Return the layers of the story in the order of the legend."""
    drawn = _drawn(numbering)
    return [_drawn_layer(layer, numbering, drawn) for layer in numbering.layers]


def drawn_shapes(numbering: Numbering) -> dict[str, list[dict[str, Any]]]:
    """Return what is drawn of each place, by place_id: GeoJSON geometries. They are shared, and not to be changed."""
    return numbering.once("drawn_shapes", lambda: _drawn_shapes(numbering))


def _drawn_shapes(numbering: Numbering) -> dict[str, list[dict[str, Any]]]:
    drawn = _drawn(numbering)
    return {
        place_id: [
            feature["geometry"]
            for feature in _features(place_id, numbering.shape(place_id), place_id in numbering.marked)
        ]
        for place_id in numbering.number
        if place_id in drawn
    }


def _drawn(numbering: Numbering) -> frozenset[str]:
    """Return the places that Leaflet draws; of the clustered ones lines and areas."""
    clustered = frozenset(numbering.clustered) if numbering.extended else ()
    shapes = [place_id for place_id in numbering.extended if place_id in clustered]
    return numbering.marked.union(shapes[:MOST_MARKERS])


def layer_variable(layer: MapLayer) -> str:
    """Return the name of the global variable in the page that holds a layer's FeatureGroup."""
    return f"feature_group_{layer_id(layer.number)}"


def layer_id(number: int) -> str:
    """Return what the names of a layer's elements end with."""
    return f"layer_{number}"


def _is_shape(shape: BaseGeometry | None) -> bool:
    return shape is not None and shape.geom_type not in _POINTS


def _drawn_layer(layer: MapLayer, numbering: Numbering, drawn: frozenset[str]) -> DrawnLayer:
    count = numbering.words.number(len(layer.place_ids))
    label = Markup('{}<span class="layer-name">{}</span> <span class="count">{}</span>').format(
        swatch(layer.symbol), layer.name, count
    )
    places = tuple(place_id for place_id in layer.place_ids if place_id in drawn)
    return DrawnLayer(
        layer.number,
        leaflet_html(label),
        places,
        tuple(map(numbering.shape, places)),
        tuple(place_id in numbering.marked for place_id in places),
    )


def _features(place_id: str, shape: BaseGeometry, is_marked: bool) -> list[dict[str, Any]]:
    shapes = [shape, anchor(shape)] if _is_shape(shape) and is_marked else [shape]
    return [
        {
            "type": "Feature",
            "properties": {"place_id": place_id},
            "geometry": mapping(shapely.transform(part, lambda points: points.round(_DECIMALS))),
        }
        for part in shapes
    ]
