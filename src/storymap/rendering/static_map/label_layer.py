"""The labels of the picture: which of them there is room for, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from storymap.rendering.static_map.label_along import Turned
from storymap.rendering.static_map.label_data import Label
from storymap.rendering.static_map.label_placement import Dot, Placement
from storymap.rendering.static_map.label_positions import ANCHORS
from storymap.rendering.static_map.line_grid import LineGrid
from storymap.rendering.static_map.pixel_box import PixelBox, PixelBoxes
from storymap.rendering.static_map.projection import Projection
from storymap.rendering.static_map.styled_label import Measure, StyledLabel, style_label
from storymap.rendering.static_map.text_width import text_width


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label in its place; `anchor` says which side of its box its text is tied to: start, middle or end."""

    styled: StyledLabel
    box: PixelBox
    anchor: str
    dot: Dot | None
    turned: Turned | None = None


def place_labels(
    labels: Iterable[Label],
    projection: Projection,
    lines: LineGrid,
    standing: PixelBoxes,
    *,
    most: int | None = None,
    measure: Measure = text_width,
) -> list[PlacedLabel]:
    """Place the labels that a projection shows, in their rules' order, as far as there is room, and `most` at most."""
    styled = _styled(list(labels), projection, measure)
    dots = [one.candidate.dot for one in styled if one.candidate.dot is not None and one.rule.is_notable]
    placement = Placement(projection.width, projection.height, lines, standing, dots)
    placed: list[PlacedLabel] = []
    groups: set[int] = set()
    for one in styled:
        if len(placed) == most:
            break
        group = one.label.group
        if group in groups or any(_is_repeated(one, other.styled) for other in placed):
            continue
        place = placement.place(one.candidate)
        if place is None:
            continue
        anchor = "middle" if one.candidate.dot is None else ANCHORS[place.position]
        turned = one.candidate.turned[place.position] if one.candidate.turned else None
        placed.append(PlacedLabel(one, place.box, anchor, one.candidate.dot if place.has_dot else None, turned))
        if group:
            groups.add(group)
    return placed


def _styled(labels: list[Label], projection: Projection, measure: Measure) -> list[StyledLabel]:
    """Return the labels of each turn of the earth that the frame shows, by their rules' order."""
    first, last = (int(side // projection.world) for side in (projection.left, projection.left + projection.width))
    turns = [replace(projection, left=projection.left - turn * projection.world) for turn in range(first - 1, last + 2)]
    shown = [label for label in labels if label.from_ <= projection.zoom <= label.to]
    found = [style_label(label, turn, measure) for turn in turns for label in shown]
    return sorted((one for one in found if one is not None), key=lambda one: one.rule.order)


def _is_repeated(one: StyledLabel, other: StyledLabel) -> bool:
    """Say whether a label says within one glance what another says: a long water may be labelled again farther off."""
    if not one.rule.repeat or one.label.kind != other.label.kind or one.label.text != other.label.text:
        return False
    (x, y, *_), (other_x, other_y, *_) = one.candidate.boxes[0], other.candidate.boxes[0]
    return (x - other_x) ** 2 + (y - other_y) ** 2 < one.rule.repeat**2
