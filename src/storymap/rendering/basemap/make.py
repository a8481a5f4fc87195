"""Makes the basemap that a page carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely

from storymap.basemap_data.borders import NEUTRAL, read_borders
from storymap.geometry.bounds import BBox
from storymap.rendering.basemap.extent import HONEST_ZOOM, WINDOWS, map_extent
from storymap.rendering.basemap.labels import StoryPlace, make_labels
from storymap.rendering.basemap.layers import detail_layer, world_layer
from storymap.rendering.basemap.names import name_language, read_names
from storymap.rendering.basemap.upper_case import case_language
from storymap.rendering.i18n import read_words

CREDIT = "Natural Earth · © GeoNames CC BY 4.0"


def make_basemap(
    places: Sequence[StoryPlace],
    *,
    language: str = "en",
    worldview: str = NEUTRAL,
    windows: Sequence[tuple[int, int]] = WINDOWS,
) -> dict[str, Any]:
    """Return the basemap of a story, ready for `json.dumps`: the package's docstring says what is in it.

    `places` are the places of the story in EPSG:4326, `language` is the story's BCP 47 tag, `worldview` one of
    `worldviews()`, and `windows` are the sizes in pixels of map windows in which the first view must show no
    cut edge. Raises ValueError for an unknown worldview and for a story without any place.
    """
    borders = read_borders(worldview)
    spoken, own = name_language(language), case_language(language)
    bounds: list[BBox] = [
        part.bounds for place in places for part in shapely.get_parts(place.geometry) if not part.is_empty
    ]
    extent = map_extent(bounds, windows)
    details = []
    for box, first_zoom, least_zoom in zip(extent.boxes, extent.first_zooms, extent.least_zooms, strict=True):
        layer = detail_layer(box, first_zoom, borders, bounds).encode()
        details.append({"box": list(box), "least_zoom": least_zoom, **layer})
    return {
        "version": 1,
        "credit": _credit(language, worldview),
        "worldview": worldview,
        "language": spoken,
        "case_language": own,
        "fit": [round(value, 5) for value in extent.fit],
        "closest_zoom": HONEST_ZOOM,
        "world": world_layer(borders).encode(),
        "details": details,
        "labels": make_labels(extent, borders, read_names(spoken), places, own),
    }


def _credit(language: str, worldview: str) -> str:
    if worldview == NEUTRAL:
        return CREDIT
    words = read_words(language)
    return f"{CREDIT} · {words.say('bordersSeenBy', country=words.country(worldview))}"
