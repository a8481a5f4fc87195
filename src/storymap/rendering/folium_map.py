"""The folium map of a story: plain folium, without what its pages load from elsewhere."""

from __future__ import annotations

import folium

from storymap.model import Story
from storymap.rendering.folium_layers import place_layers
from storymap.rendering.i18n import is_right_to_left
from storymap.rendering.numbering import Numbering

_MAP_ID = "story"
MAP_VARIABLE = f"map_{_MAP_ID}"
"""The name of the map's global variable in the page, and the id of its element."""


def story_map(story: Story, numbering: Numbering) -> folium.Map:
    """Return a map of the story's layers with a control that lists them."""
    bounds = numbering.bounds
    is_mirrored = is_right_to_left(story.article.language)
    centre = [0.0, 0.0] if bounds is None else [(bounds[1] + bounds[3]) / 2, (bounds[0] + bounds[2]) / 2]
    made = folium.Map(
        location=centre,
        zoom_start=2,
        tiles=None,
        zoom_snap=0.25,
        scroll_wheel_zoom=False,
        zoom_control="topright" if is_mirrored else True,
    )
    made._id = _MAP_ID
    # On the instance: folium's own way of changing these lists changes every later map of the process.
    made.default_js = []
    made.default_css = []
    for layer in place_layers(story, numbering):
        made.add_child(layer, name=layer.get_name())
    control = folium.LayerControl(collapsed=False, position="topleft" if is_mirrored else "topright")
    control._id = "layers"
    made.add_child(control, name=control.get_name())
    return made
