"""The labels of the context: a line has several places for its one name, an area's stands where it is widest."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from storymap.geometry import mercator
from storymap.rendering.basemap.context_style import context_layout, context_rule
from storymap.rendering.context_layer import ContextShape
from storymap.rendering.static_map.label_along import label_line
from storymap.rendering.static_map.label_data import Label
from storymap.rendering.static_map.projection import Floats

_FIRST_GROUP = 1_000_000  # the basemap's own groups have smaller numbers


def context_labels(shapes: Iterable[ContextShape], language: str) -> list[Label]:
    """Return the labels of all shapes that have a name; they follow a language's rules for capitals."""
    style = context_layout()
    labels: list[Label] = []
    for number, shape in enumerate(shapes):
        if not shape.name:
            continue
        kind = "water" if context_rule(shape.kind).is_water else "state"
        group = _FIRST_GROUP + number
        whole = Label(kind, shape.name, language, 0, 0, style.label_rank, 0, style.labels_to, group=group)
        parts = [mercator.points(part) for part in shape.degrees()]
        make = (_point_labels, _line_labels, _area_labels)[shape.dimension]
        labels += make(shape, parts, whole)
    return labels


def _zoom_of(width: float, pixels: float) -> float:
    """Return the zoom from which a width of the unit square is so many pixels."""
    return math.log2(pixels / mercator.TILE / width)


def _room_for(text: str) -> float:
    return context_layout().letter_room * len(text)


def _line_labels(_: ContextShape, parts: list[Floats], whole: Label) -> Iterator[Label]:
    """Yield a label at the middle of a line, and others between, from the zoom at which they are far enough apart."""
    style = context_layout()
    line = max(map(label_line, parts), key=lambda one: one.length)
    length = line.length
    if length <= 0:
        return
    fits = _zoom_of(length, _room_for(whole.text))
    kind = "river" if whole.kind == "water" else "line"

    def label_at(at: float, start: float) -> Label:
        x, y = line.point(at)
        return replace(whole, kind=kind, x=x, y=y, from_=start, width=length, along=(line, at))

    yield label_at(length / 2, fits)
    for halving in range(1, style.halvings):
        pieces = 2 ** (halving + 1)
        start = max(fits, _zoom_of(length / pieces, style.labels_apart))
        for odd in range(1, pieces, 2):
            yield label_at(length * odd / pieces, start)


def _area_labels(_: ContextShape, parts: list[Floats], whole: Label) -> Iterator[Label]:
    style = context_layout()
    top, bottom = min(part[:, 1].min() for part in parts), max(part[:, 1].max() for part in parts)
    widest, at = 0.0, None
    for share in style.heights:
        y = float(top + share * (bottom - top))
        edges = np.sort(np.concatenate([_crossings(part, y) for part in parts])).tolist()
        for left, right in zip(edges[::2], edges[1::2], strict=False):
            # The middle is the best place unless there is clearly more room elsewhere.
            if right - left > widest * style.wider:
                widest, at = right - left, ((left + right) / 2, y)
    if at is not None:
        start = _zoom_of(widest, _room_for(whole.text)) if whole.kind == "water" else 0
        yield replace(whole, x=at[0], y=at[1], from_=start, width=widest)


def _crossings(points: Floats, y: float) -> Floats:
    """Return where a ring crosses a parallel."""
    (ax, ay), (bx, by) = points[:-1].T, points[1:].T
    crosses = (ay < y) != (by < y)
    ax, ay, bx, by = ax[crosses], ay[crosses], bx[crosses], by[crosses]
    found: Floats = ax + (bx - ax) * (y - ay) / (by - ay)
    return found


def _point_labels(shape: ContextShape, parts: list[Floats], whole: Label) -> Iterator[Label]:
    rule = context_rule(shape.kind)
    x, y = map(float, parts[0][0])
    label = replace(whole, x=x, y=y, from_=rule.point_from)
    yield label if rule.is_water else replace(label, kind="city", rank=rule.point_rank)
