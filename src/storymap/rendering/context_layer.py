"""The context of a story as plain data for the page: what is drawn quietly under the places.

`rendering/contract/context.py` says what stands in it. `basemap/context_style.py` says how each kind is
drawn and labelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.geometry.bounds import BBox, story_bounds
from storymap.geometry.longitudes import moved, shifts_beside
from storymap.geometry.parts import Shapes, simple_parts
from storymap.geometry.seam import joined
from storymap.model import ContextFeature, ContextKind, Story
from storymap.rendering.basemap import integer_codec
from storymap.rendering.contract.context import ContextData, ContextDimension, ContextRow

# A metre: more than anybody draws, or a phone's receiver knows.
STEP = 1e-5
# What `integer_codec` can write ends at 1.6 million, or 16 degrees: longer steps are divided, and starts split in two.
_LONGEST = 1_000_000
_SPLIT = 1_000_000
_FEWEST_POINTS = (1, 2, 4)
# The largest first: of a mixed collection the areas carry the name.
_SHAPES: tuple[ContextDimension, ...] = (2, 1, 0)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ContextShape:
    """What is drawn of a feature in one go: its points, lines or areas, on the grid.

    `dimension` is 0 for points, 1 for lines and 2 for an area, whose `parts` are its rings; each has shape (n, 2).
    """

    kind: ContextKind
    name: str
    dimension: ContextDimension
    parts: list[Ints]

    def degrees(self) -> list[Floats]:
        """Return the parts as longitudes and latitudes."""
        return [part * np.float64(STEP) for part in self.parts]


def context_shapes(features: Iterable[ContextFeature], bounds: BBox | None) -> list[ContextShape]:
    """Return the shapes of features, moved to where places with these bounds are shown."""
    shapes = []
    for feature in features:
        name = feature.name
        parts = parts_beside(feature.geometry, bounds)
        for dimension in _SHAPES:
            found = [
                points
                for part in parts
                if shapely.get_dimensions(part) == dimension
                for points in _points(part)
                if len(points) >= _FEWEST_POINTS[dimension]
            ]
            if found:
                shapes.append(ContextShape(feature.kind, name, dimension, found))
                name = ""
    return shapes


def context_data(story: Story) -> ContextData | None:
    """Return the context of a story, ready for `json.dumps`; None if there is none."""
    shapes = context_shapes(story.context, story_bounds(story))
    parts = [part for shape in shapes for part in shape.parts]
    if not parts:
        return None
    starts = np.diff(np.array([part[0] for part in parts]), axis=0, prepend=0)
    steps = np.concatenate([np.diff(part, axis=0) for part in parts])
    split = np.stack([starts // _SPLIT, starts % _SPLIT], axis=2)
    return {
        "step": STEP,
        "features": [ContextRow(shape.kind, shape.name, shape.dimension, len(shape.parts)) for shape in shapes],
        "counts": integer_codec.encode([len(part) - 1 for part in parts]),
        "starts": integer_codec.encode(split),
        "x": integer_codec.encode(steps[:, 0]),
        "y": integer_codec.encode(steps[:, 1]),
    }


def parts_beside(geometry: BaseGeometry, bounds: BBox | None) -> Shapes:
    """Return the points, lines and polygons of a geometry, moved to where places with these bounds are shown.

    What was cut at 180 degrees is whole where it is shown.
    """
    parts, _ = simple_parts([geometry])
    if bounds is None or not len(parts):
        return parts
    boxes = shapely.bounds(parts)
    shifts = shifts_beside(boxes[:, 0], boxes[:, 2], bounds[0], bounds[2])
    return joined(moved(parts, shifts), -180.0 if (shifts < 0).any() else 180.0) if shifts.any() else parts


def _points(part: BaseGeometry) -> Iterator[Ints]:
    """Yield the points of a point or a line, or of each ring of an area, on the grid and without repetition."""
    for line in [part.exterior, *part.interiors] if isinstance(part, shapely.Polygon) else [part]:
        points = _moving(np.rint(shapely.get_coordinates(line) / STEP).astype(np.int64))
        if len(points) > 1:
            lean = shapely.simplify(shapely.LineString(points), 0.5)
            points = _moving(np.rint(shapely.get_coordinates(shapely.segmentize(lean, _LONGEST))).astype(np.int64))
        yield points


def _moving(points: Ints) -> Ints:
    return points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
