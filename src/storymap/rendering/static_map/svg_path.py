"""Geometry as the data of an SVG path: whole numbers of half pixels, each as steps from the one before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from storymap.rendering.static_map.projection import Floats
from storymap.rendering.static_map.svg import Element, element

# The path is drawn at this scale: halves of a pixel are finer than print shows, and whole numbers are short.
SCALE = 2


def path(
    kind: str, geometry: BaseGeometry, width: float, dashes: Sequence[float] = (), opacity: float | None = None
) -> Element:
    """Return a path of a class of the style sheet, at SCALE, from a geometry, a width and dashes in pixels."""
    return element(
        "path",
        {
            "class": kind,
            "stroke-width": width * SCALE,
            "stroke-dasharray": " ".join(str(dash * SCALE) for dash in dashes) or None,
            "stroke-opacity": None if opacity is None else f"{opacity:.2f}",
            "d": path_data(geometry),
        },
    )


def path_data(geometry: BaseGeometry) -> str:
    """Return lines and areas in pixels as path data at SCALE, "" if nothing is left of them."""
    data = []
    for part in shapely.get_parts(geometry):
        if hasattr(part, "geoms"):
            data.append(path_data(part))
        elif isinstance(part, shapely.Polygon):
            data += [_run(shapely.get_coordinates(ring)[:-1], True) for ring in (part.exterior, *part.interiors)]
        elif shapely.get_dimensions(part) == 1:
            data.append(_run(shapely.get_coordinates(part), False))
    return "".join(data)


def _run(points: Floats, closed: bool) -> str:
    whole = np.rint(points * SCALE).astype(int)
    whole = whole[np.r_[True, (np.diff(whole, axis=0) != 0).any(axis=1)]] if len(whole) else whole
    if len(whole) < (3 if closed else 2):
        return ""
    steps = _row(np.diff(whole, axis=0).ravel())
    return f"M{_row(whole[0])}l{steps}{'z' if closed else ''}"


def _row(numbers: Floats) -> str:
    """Join numbers; a minus sign is separation enough."""
    return " ".join(str(int(number)) for number in numbers).replace(" -", "-")
