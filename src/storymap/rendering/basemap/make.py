"""Makes the basemap that a page carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely

from storymap.basemap_data.borders import NEUTRAL, Borders, read_borders
from storymap.geometry.bounds import BBox, part_bounds
from storymap.rendering.basemap.earth_layer import earth_layer
from storymap.rendering.basemap.extent import WINDOWS, map_extent
from storymap.rendering.basemap.finer_lines import FinerLine
from storymap.rendering.basemap.labels import StoryPlace, make_labels
from storymap.rendering.basemap.layers import cut_box
from storymap.rendering.basemap.names import name_language, read_names
from storymap.rendering.basemap.upper_case import case_language
from storymap.rendering.contract.basemap import BasemapData, DetailData
from storymap.rendering.i18n import find_catalogue
from storymap.storage.memo import Memo, kept

CREDIT = "Natural Earth · © GeoNames CC BY 4.0"


def make_basemap(
    places: Sequence[StoryPlace],
    *,
    frame: BBox | None = None,
    language: str = "en",
    worldview: str = NEUTRAL,
    windows: Sequence[tuple[int, int]] = WINDOWS,
    finer: Sequence[FinerLine] = (),
    memo: Memo[Any] | None = None,
) -> BasemapData:
    """Return the basemap of a story, ready for `json.dumps`.

    `places` are the places of the story in EPSG:4326, `frame` is what the opening view shows of them (west, south,
    east, north in degrees), None for all, `language` is the story's BCP 47 tag, `worldview` one of
    `worldviews()`, and `windows` are the sizes in pixels of map windows in which the first view must show no
    cut edge. `finer` are the story's lines that are better than the basemap's. `memo` keeps parts for the next
    basemap: where the boxes are the same, their lines are. Raises ValueError for an unknown worldview and for a story
    without any place.
    """
    borders = read_borders(worldview)
    spoken, own = name_language(language), case_language(language)
    bounds = part_bounds([place.geometry for place in places])
    extent = map_extent(bounds, frame, windows)
    west, south, east, north = extent.fit
    cutter = _Cutter(borders, worldview, bounds, finer, memo)
    details = [cutter.detail(*one) for one in zip(extent.boxes, extent.first_zooms, extent.least_zooms, strict=True)]
    return {
        "version": 1,
        "credit": _credit(language, worldview),
        "language": spoken,
        "case_language": own,
        "fit": (round(west, 5), round(south, 5), round(east, 5), round(north, 5)),
        "world": kept(memo, ("world", worldview), lambda: earth_layer(worldview)),
        "details": details,
        "labels": make_labels(extent, borders, read_names(spoken), places, own, memo=memo, worldview=worldview),
    }


class _Cutter:
    """Cuts the boxes of one story out of the packs, or takes what was cut for its earlier basemaps."""

    def __init__(
        self,
        borders: Borders,
        worldview: str,
        places: Sequence[BBox],
        finer: Sequence[FinerLine],
        memo: Memo[Any] | None,
    ) -> None:
        self._borders = borders
        self._worldview = worldview
        self._places = places
        self._finer = finer
        self._lines = tuple((shapely.to_wkb(one.line), one.replaces) for one in finer)
        self._memo = memo

    def detail(self, box: BBox, first_zoom: float, least_zoom: float) -> DetailData:
        """Return the detail of a box."""
        key = (self._worldview, box, first_zoom)
        cut = kept(self._memo, ("box", *key), lambda: cut_box(box, first_zoom, self._borders))
        islands = cut.islands_of(self._places)
        key_of_layer = ("detail", *key, islands, self._lines)
        layer = kept(self._memo, key_of_layer, lambda: cut.layer(islands, self._finer).encode())
        return {"box": box, "least_zoom": least_zoom, **layer}


def _credit(language: str, worldview: str) -> str:
    if worldview == NEUTRAL:
        return CREDIT
    words = find_catalogue(language)
    return f"{CREDIT} · {words.say('bordersSeenBy', country=words.country(worldview))}"
