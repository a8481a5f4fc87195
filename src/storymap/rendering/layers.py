"""Places as folium layers: geometry and place_ids, and of text only the layers' names (through `leaflet_html`)."""

from __future__ import annotations

from typing import Any

import folium
import numpy as np
import shapely
from markupsafe import Markup
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from storymap.model import Story
from storymap.rendering.escaping import leaflet_html
from storymap.rendering.roster import LayerEntry, Roster
from storymap.rendering.symbols import swatch

# 10 cm: finer than any place is known, and what RFC 7946 (11.2) calls enough.
_DECIMALS = 6
_POINTS = ("Point", "MultiPoint")


def place_layers(story: Story, roster: Roster) -> list[folium.FeatureGroup]:
    """Return a folium FeatureGroup for each layer of the story, each with one GeoJson of its places.

    A feature's properties are its place_id only. A line or an area is followed by a Point feature with the same
    place_id: the place's numbered marker.
    """
    geometries = unwrapped(story.places.geometry)
    return [_feature_group(layer, geometries, roster.words.number(len(layer.place_ids))) for layer in roster.layers]


def story_bounds(story: Story) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north in degrees, or None if no place is located.

    East may exceed 180: a story across the antimeridian is one box there, not a belt around the earth.
    """
    shapes = [shape for shape in unwrapped(story.places.geometry).values() if shape is not None]
    if not shapes:
        return None
    west, south, east, north = (float(value) for value in shapely.total_bounds(np.array(shapes, dtype=object)))
    return west, south, east, north


def unwrapped(geometries: Any) -> dict[str, BaseGeometry | None]:
    """Return each place's geometry by place_id, moved by 360 degrees where that brings the places together.

    The places' extents lie on a circle; the map starts after the widest gap between them.
    """
    shapes = {
        str(place_id): None if shape is None or shape.is_empty else shape for place_id, shape in geometries.items()
    }
    extents = sorted((shape.bounds[0], shape.bounds[2]) for shape in shapes.values() if shape is not None)
    if not extents or extents[-1][1] - extents[0][0] <= 180:
        return shapes
    first_west = extents[0][0]
    reach, widest, start = extents[0][1], 0.0, first_west
    for west, east in extents[1:]:
        if west - reach > widest:
            widest, start = west - reach, west
        reach = max(reach, east)
    if first_west + 360 - reach >= widest:
        return shapes
    return {
        place_id: _moved(shape) if shape is not None and shape.bounds[0] < start else shape
        for place_id, shape in shapes.items()
    }


def anchor(shape: BaseGeometry) -> shapely.Point:
    """Return the point where a line or an area carries its marker: on it, as near to its middle as that allows."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if not part.is_empty]
    dimension = max(shapely.get_dimensions(part) for part in parts)
    size = shapely.area if dimension == 2 else shapely.length
    main = max((part for part in parts if shapely.get_dimensions(part) == dimension), key=size)
    if hasattr(main, "geoms"):
        return anchor(main)
    if dimension == 2:
        centre: shapely.Point = main.centroid
        on_it: shapely.Point = shapely.point_on_surface(main)
        return centre if main.contains(centre) else on_it
    if dimension == 1:
        middle: shapely.Point = shapely.line_interpolate_point(main, 0.5, normalized=True)
        return middle
    return shapely.Point(main.coords[0])


def layer_id(layer: LayerEntry) -> str:
    """Return the id of a layer's FeatureGroup, whose variable in the page is "feature_group_" and this."""
    return f"layer_{layer.number}"


def _moved(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda points: points + (360.0, 0.0))


def _feature_group(layer: LayerEntry, geometries: dict[str, BaseGeometry | None], count: str) -> folium.FeatureGroup:
    label = Markup('{}<span class="layer-name">{}</span> <span class="count">{}</span>').format(
        swatch(layer.symbol), layer.name, count
    )
    group = folium.FeatureGroup(name=leaflet_html(label))
    group._id = layer_id(layer)
    features = [
        feature
        for place_id in layer.place_ids
        if (shape := geometries[place_id]) is not None
        for feature in _features(place_id, shape)
    ]
    # An empty div: the browser part draws the symbol. folium's own icons need fonts and scripts from elsewhere.
    icon = folium.DivIcon(html="", class_name="place-marker")
    places = folium.GeoJson(
        {"type": "FeatureCollection", "features": features}, marker=folium.Marker(icon=icon), control=False
    )
    places._id = f"places_{layer.number}"
    group.add_child(places, name=places.get_name())
    return group


def _features(place_id: str, shape: BaseGeometry) -> list[dict[str, Any]]:
    shapes = [shape] if shape.geom_type in _POINTS else [shape, anchor(shape)]
    return [
        {
            "type": "Feature",
            "properties": {"place_id": place_id},
            "geometry": mapping(shapely.transform(part, lambda points: points.round(_DECIMALS))),
        }
        for part in shapes
    ]
