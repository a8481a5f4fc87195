"""What a clip leaves: a box around the shapes that it consists of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from storymap.reading.media.svg.affine import Affine, Box, read_transform
from storymap.reading.media.svg.allowed import SHAPES
from storymap.reading.media.svg.cascade import Cascade
from storymap.reading.media.svg.lengths import length
from storymap.reading.media.svg.path_length import path_extent, points_extent
from storymap.reading.media.svg.tree import Node, Tree
from storymap.reading.media.svg.values import numbers_in

_EVERYWHERE: Final = Box(-1e9, -1e9, 1e9, 1e9)
_HIDDEN: Final = ("hidden", "collapse")


def clip_box(clip: Node, tree: Tree, cascade: Cascade) -> tuple[bool, Box | None]:
    """Say whether a clip leaves anything, and within which box of its user's units; None where that cannot be told."""
    boxes: list[Box] = []
    for child in (clip, *clip.elements()):
        cut = cascade.own(child, "clip-path")
        if cut is not None and cut.references:
            return True, None
    outer = transform_of(clip, cascade)
    for child in clip.elements():
        if _is_hidden(child, cascade) or _is_hidden(clip, cascade):
            continue
        inner = transform_of(child, cascade)
        box = _box(child, tree, cascade)
        if outer is None or inner is None or box is None:
            return True, None
        if box.left < box.right and box.top < box.bottom:
            boxes.append(outer.then(inner).box(box))
    if not boxes:
        return False, None
    around = around_all((box.left, box.top, box.right, box.bottom) for box in boxes)
    if clip.attributes.get("clipPathUnits", "").lower() != "objectboundingbox":
        return True, around
    return around.overlap(Box(0, 0, 1, 1)) is not None, _EVERYWHERE


def transform_of(node: Node, cascade: Cascade) -> Affine | None:
    """Return the transform of an element, None where it is not plain numbers."""
    css = cascade.own(node, "transform")
    if any(cascade.own(node, name) for name in ("transform-origin", "transform-box")):
        return None
    return read_transform(css.text if css is not None else node.attributes.get("transform", ""), is_css=css is not None)


def shape_box(node: Node, cascade: Cascade) -> Box | None:
    """Return the box of a shape in its own units, which has no area where it draws nothing; None if it is not told."""
    if node.name in ("path", "polyline", "polygon"):
        text = node.attributes.get("d" if node.name == "path" else "points", "")
        points = path_extent(text).points if node.name == "path" else points_extent(numbers_in(text)).points
        return around_all((x, y, x, y) for x, y in points)
    sides = [_side(node, name, cascade) for name in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry")]
    if node.name == "line":
        return Box(0, 0, 0, 0)
    known = [side for side in sides if side is not None]
    if len(known) < len(sides):
        return None
    x, y, width, height, across, down, r, rx, ry = known
    if node.name == "rect":
        return Box(x, y, x + width, y + height)
    rx, ry = (r, r) if node.name == "circle" else (rx, ry)
    return Box(across - rx, down - ry, across + rx, down + ry)


def around_all(boxes: Iterable[tuple[float, float, float, float]]) -> Box:
    """Return the box around boxes; of none, one without area."""
    listed = list(boxes)
    if not listed:
        return Box(0, 0, 0, 0)
    lefts, tops, rights, bottoms = zip(*listed, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _box(node: Node, tree: Tree, cascade: Cascade) -> Box | None:
    if node.name != "use":
        return shape_box(node, cascade) if node.name in SHAPES else None
    target = tree.by_id.get(node.reference)
    x, y = _side(node, "x", cascade), _side(node, "y", cascade)
    if target is None or x is None or y is None or target.name not in SHAPES:
        return None
    inner, box = transform_of(target, cascade), shape_box(target, cascade)
    return None if inner is None or box is None else Affine(e=x, f=y).then(inner).box(box)


def _side(node: Node, name: str, cascade: Cascade) -> float | None:
    css = cascade.own(node, name)
    return length(css.text if css is not None else node.attributes.get(name, "0"), 16.0, None)


def _is_hidden(node: Node, cascade: Cascade) -> bool:
    visibility, display = cascade.own(node, "visibility"), cascade.own(node, "display")
    return (visibility is not None and visibility.text in _HIDDEN) or (display is not None and display.text == "none")
