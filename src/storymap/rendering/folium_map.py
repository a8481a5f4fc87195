"""The folium map of a story: plain folium, without what its pages load from elsewhere."""

from __future__ import annotations

import folium

from storymap.rendering.folium_layers import DrawnLayer, layer_id
from storymap.rendering.map_content import MAP_ID, MapContent


def story_map(content: MapContent) -> folium.Map:
    """Return a map of the layers with a control that lists them."""
    made = folium.Map(
        location=content.centre,
        zoom_start=2,
        tiles=None,
        zoom_snap=0.25,
        scroll_wheel_zoom=False,
        zoom_control="topright" if content.is_mirrored else True,
    )
    made._id = MAP_ID
    # On the instance: folium's own way of changing these lists changes every later map of the process.
    made.default_js = []
    made.default_css = []
    for layer in content.layers:
        group = layer_group(layer)
        made.add_child(group, name=group.get_name())
    control = folium.LayerControl(collapsed=False, position="topleft" if content.is_mirrored else "topright")
    control._id = "layers"
    made.add_child(control, name=control.get_name())
    return made


def layer_group(layer: DrawnLayer) -> folium.FeatureGroup:
    """Return the folium FeatureGroup of a layer, with one GeoJson of its places."""
    group = folium.FeatureGroup(name=layer.label)
    group._id = layer_id(layer.number)
    # An empty div: the browser part draws the symbol. folium's own icons need fonts and scripts from elsewhere.
    icon = folium.DivIcon(html="", class_name="place-marker")
    places = folium.GeoJson(
        {"type": "FeatureCollection", "features": layer.features}, marker=folium.Marker(icon=icon), control=False
    )
    places._id = f"places_{layer.number}"
    group.add_child(places, name=places.get_name())
    return group
