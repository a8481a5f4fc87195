"""Hints at the edge of the picture: what of the story lies beyond it, and in which direction."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storymap.model import Story
from storymap.rendering.numbering import Numbering
from storymap.rendering.static_map.hint_groups import group_targets, most_hints
from storymap.rendering.static_map.pixel_box import PixelBox
from storymap.rendering.static_map.projection import Projection
from storymap.rendering.static_map.rim import RimHint, RimPlace, place_at_rim
from storymap.rendering.static_map.svg import Attributes, Element, element
from storymap.rendering.static_map.text_width import BASELINE, text_width
from storymap.rendering.weights import weight_of

_MARGIN = 6.0
_MOST_SHOWN = 2
_SIZE, _SMALL = 12.0, 9.0
_HEIGHT, _PADDING, _GAP, _ARROW = 24.0, 8.0, 4.0, 12.0
_LONGEST = 28


@dataclass(frozen=True, slots=True)
class _Target:
    """A place beyond the edge, at `x`, `y` in pixels of the picture."""

    name: str
    number: int
    colour: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class EdgeHint:
    """A hint in its place: its words, its number and colour if it is for one place, and what it points at."""

    text: str
    number: str
    colour: int
    towards: tuple[float, float]
    place: RimPlace


def edge_hints(
    story: Story,
    numbering: Numbering,
    names: Sequence[str],
    projection: Projection,
    hard: Sequence[PixelBox],
    soft: Sequence[PixelBox],
) -> list[EdgeHint]:
    """Return the hints of a picture: never on `hard` boxes, seldom on `soft` ones. `names` are those of the places."""
    width, height = projection.width, projection.height
    most = most_hints(width, height)
    targets = list(_beyond(story, numbering, names, projection)) if most else []
    offsets = [(one.x - width / 2, one.y - height / 2) for one in targets]
    groups = [[targets[i] for i in group] for group in group_targets(offsets, math.hypot(width, height) / 2, most)]
    said = [_words(group, numbering) for group in groups]
    sized = [
        RimHint(group[0].x, group[0].y, _width(text, number), _HEIGHT)
        for group, (text, number) in zip(groups, said, strict=True)
    ]
    window = (_MARGIN, _MARGIN, width - _MARGIN, height - _MARGIN)
    return [
        EdgeHint(text, number, group[0].colour, (group[0].x, group[0].y), place)
        for group, (text, number), place in zip(groups, said, place_at_rim(sized, window, hard, soft), strict=True)
        if place is not None
    ]


def _beyond(story: Story, numbering: Numbering, names: Sequence[str], projection: Projection) -> Iterator[_Target]:
    """Yield the places that are pointed at and lie outside the picture, the heaviest first."""
    told = (place_id for place_id in numbering.number if numbering.is_told(place_id))
    scene = [place_id for place_id in told if weight_of(story, place_id).role == "scene"]
    wanted = dict.fromkeys([*(place_id for place_id in story.focus.edge if place_id in numbering.marked), *scene])
    middle = projection.west + (projection.east - projection.west) / 2
    for place_id in sorted(wanted, key=lambda one: -weight_of(story, one).value):
        shape = numbering.shape(place_id)
        if shape is None:
            continue
        west, south, east, north = shape.bounds
        # The nearer way around the earth.
        turns = round((middle - (west + east) / 2) / 360) * 360
        (left, bottom), (right, top) = projection.points([[west + turns, south], [east + turns, north]]).tolist()
        if right >= 0 and left <= projection.width and bottom >= 0 and top <= projection.height:
            continue
        ((x, y),) = projection.points([[(west + east) / 2 + turns, (south + north) / 2]]).tolist()
        symbol = numbering.layer_of[place_id].symbol
        yield _Target(names[numbering.row(place_id)], numbering.number[place_id], symbol.colour, x, y)


def _words(group: Sequence[_Target], numbering: Numbering) -> tuple[str, str]:
    names = [one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1]}…" for one in group]
    number = numbering.words.number(group[0].number) if len(group) == 1 else ""
    more = ["…"] if len(names) > _MOST_SHOWN else []
    return " · ".join([*names[:_MOST_SHOWN], *more]), number


def _width(text: str, number: str) -> float:
    raised = text_width(number, _SMALL) + 2 if number else 0.0
    return 2 * _PADDING + text_width(text, _SIZE) + raised + _GAP + _ARROW


def draw_hint(hint: EdgeHint) -> Element:
    """Return a hint: an arrow on the side of what it is for, its words, and a raised number as in the text."""
    left, top, right, bottom = hint.place.box
    middle = (top + bottom) / 2
    leads = hint.place.side == "left"
    start = left + _PADDING + (_ARROW + _GAP if leads else 0.0)
    tip = left + _PADDING + _ARROW / 2 if leads else right - _PADDING - _ARROW / 2
    turn = math.degrees(math.atan2(hint.towards[1] - middle, hint.towards[0] - tip))
    at: Attributes = {"y": middle + _SIZE * BASELINE, "font-size": _SIZE}
    parts = [
        element("rect", {"x": left, "y": top, "width": right - left, "height": bottom - top, "rx": 3.0}),
        element("path", {"transform": f"translate({tip:.1f} {middle:.1f})rotate({turn:.0f})", "d": _ARROW_SHAPE}),
        element("text", {"class": "name", "x": start, **at}, hint.text),
    ]
    if hint.number:
        raised: Attributes = {"class": f"number c{hint.colour}", "dx": 1.5, "dy": -3.5, "font-size": _SMALL}
        parts[-1].append(element("tspan", raised, hint.number))
    return element("g", {"class": "hint"}, *parts)


_ARROW_SHAPE = "M-6 0H5M1-4l4 4-4 4"
