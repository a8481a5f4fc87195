"""The author's context on the picture: areas, rivers and other lines, dots, all of it quiet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry.bounds import BBox
from storymap.model import ContextFeature
from storymap.rendering.basemap.context_style import ContextRule, context_layout, context_rule
from storymap.rendering.context_layer import parts_beside
from storymap.rendering.static_map.projection import Projection

_MARGIN = 6.0
_UNSEEN = 0.4


@dataclass(frozen=True, slots=True)
class DrawnContext:
    """What is drawn of a feature in one go, in pixels of the frame.

    `dimension` is 0 for points, 1 for lines, 2 for areas.
    """

    dimension: int
    geometry: BaseGeometry
    rule: ContextRule


def drawn_context(features: Iterable[ContextFeature], bounds: BBox, projection: Projection) -> list[DrawnContext]:
    """Return what is drawn of the features, in the order of drawing: areas, rivers, other lines, points."""
    drawn = [one for feature in features for one in _drawn(feature, bounds, projection)]
    drawn.sort(key=lambda one: (-one.dimension, one.dimension == 1 and not one.rule.is_water))
    return drawn


def _drawn(feature: ContextFeature, bounds: BBox, projection: Projection) -> Iterator[DrawnContext]:
    style = context_layout()
    beside = parts_beside(feature.geometry, bounds)
    for dimension in (2, 1, 0) if projection.zoom >= style.dots_from else (2, 1):
        parts = [projection.shape(part) for part in beside if shapely.get_dimensions(part) == dimension]
        geometry = shapely.clip_by_rect(shapely.GeometryCollection(parts), *projection.box(_MARGIN))
        geometry = shapely.simplify(geometry, _UNSEEN)
        if not geometry.is_empty and (dimension == 0 or _extent(geometry) >= style.smallest):
            yield DrawnContext(dimension, geometry, context_rule(feature.kind))


def _extent(geometry: BaseGeometry) -> float:
    left, top, right, bottom = geometry.bounds
    return float(max(right - left, bottom - top))
