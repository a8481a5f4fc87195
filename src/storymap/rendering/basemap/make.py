"""Makes the basemap that a page carries."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.basemap_data.borders import NEUTRAL, read_borders
from storymap.geometry.bounds import BBox, part_bounds
from storymap.rendering.basemap.extent import WINDOWS, map_extent
from storymap.rendering.basemap.finer_lines import FinerLine
from storymap.rendering.basemap.labels import StoryPlace, make_labels
from storymap.rendering.basemap.layers import detail_layer, world_layer
from storymap.rendering.basemap.names import name_language, read_names
from storymap.rendering.basemap.upper_case import case_language
from storymap.rendering.contract.basemap import BasemapData, DetailData
from storymap.rendering.i18n import find_catalogue

CREDIT = "Natural Earth · © GeoNames CC BY 4.0"


def make_basemap(
    places: Sequence[StoryPlace],
    *,
    frame: BBox | None = None,
    language: str = "en",
    worldview: str = NEUTRAL,
    windows: Sequence[tuple[int, int]] = WINDOWS,
    finer: Sequence[FinerLine] = (),
) -> BasemapData:
    """Return the basemap of a story, ready for `json.dumps`.

    `places` are the places of the story in EPSG:4326, `frame` is what the opening view shows of them (west, south,
    east, north in degrees), None for all, `language` is the story's BCP 47 tag, `worldview` one of
    `worldviews()`, and `windows` are the sizes in pixels of map windows in which the first view must show no
    cut edge. `finer` are the story's lines that are better than the basemap's. Raises ValueError for an unknown
    worldview and for a story without any place.
    """
    borders = read_borders(worldview)
    spoken, own = name_language(language), case_language(language)
    bounds = part_bounds([place.geometry for place in places])
    extent = map_extent(bounds, frame, windows)
    west, south, east, north = extent.fit
    details: list[DetailData] = []
    for box, first_zoom, least_zoom in zip(extent.boxes, extent.first_zooms, extent.least_zooms, strict=True):
        layer = detail_layer(box, first_zoom, borders, bounds, finer).encode()
        details.append({"box": box, "least_zoom": least_zoom, **layer})
    return {
        "version": 1,
        "credit": _credit(language, worldview),
        "language": spoken,
        "case_language": own,
        "fit": (round(west, 5), round(south, 5), round(east, 5), round(north, 5)),
        "world": world_layer(borders).encode(),
        "details": details,
        "labels": make_labels(extent, borders, read_names(spoken), places, own),
    }


def _credit(language: str, worldview: str) -> str:
    if worldview == NEUTRAL:
        return CREDIT
    words = find_catalogue(language)
    return f"{CREDIT} · {words.say('bordersSeenBy', country=words.country(worldview))}"
