"""A label as the picture shows it: its text, in what type and size, and where it may stand."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from storymap.rendering.basemap.label_style import LabelRule, label_layout, rule_of, value_at
from storymap.rendering.basemap.upper_case import upper_case
from storymap.rendering.joined_scripts import letter_spacing
from storymap.rendering.static_map.label_along import along_line
from storymap.rendering.static_map.label_data import Label
from storymap.rendering.static_map.label_placement import Candidate, Dot
from storymap.rendering.static_map.label_positions import around_point, beside_point
from storymap.rendering.static_map.projection import Projection

# The width in pixels of a text in a size, with so much space after each letter.
Measure = Callable[[str, float, float], float]


@dataclass(frozen=True, slots=True)
class StyledLabel:
    """A label with its lines of text, `size` pixels high, and the boxes that it may stand in."""

    label: Label
    rule: LabelRule
    lines: tuple[str, ...]
    size: float
    spacing: float
    candidate: Candidate


def style_label(label: Label, projection: Projection, measure: Measure) -> StyledLabel | None:
    """Style a label that the zoom may show for a projection; None if there is no room for it, or it lies elsewhere."""
    zoom, world = projection.zoom, projection.world
    x, y = label.x * world - projection.left, label.y * world - projection.top
    across, down = label_layout().beyond
    if not (-across <= x <= projection.width + across and -down <= y <= projection.height + down):
        return None
    rule = rule_of(label.kind, label.rank)
    text = upper_case(label.text, label.language) if rule.upper_case else label.text
    lines = halves(text, 0 if label.along else rule.wrap)
    letters = max(map(len, lines))
    room = label.width * world
    size = _size(rule, zoom, room / letters)
    # Too small for its name: left out.
    if room < letters * (value_at(rule.room, zoom) + rule.room_em * size):
        return None
    spacing = letter_spacing(text, size * min(value_at(rule.spacing, zoom), value_at(rule.spacing_by_size, size)))
    width = max(measure(line, size, spacing) for line in lines)
    height = size * label_layout().line_height * len(lines)
    if label.along is None:
        return StyledLabel(label, rule, lines, size, spacing, _candidate(rule, x, y, width, height))
    boxes, turned = along_line(*label.along, projection, width, height)
    return StyledLabel(label, rule, lines, size, spacing, Candidate(boxes, rule.margin, turned=turned))


def _size(rule: LabelRule, zoom: float, letter_room: float) -> float:
    """Return the size of the type: larger where there is room for it, if the rule says so."""
    largest = value_at(rule.size, zoom)
    if not rule.fill:
        return largest
    return math.floor(10 * max(rule.least_size, min(largest, letter_room / rule.fill)) + 0.5) / 10


def _candidate(rule: LabelRule, x: float, y: float, width: float, height: float) -> Candidate:
    if not rule.dot:
        boxes = around_point(x, y, rule.positions, width, height)
        return Candidate(boxes, rule.margin, home=(x, y), barrier=rule.barrier)
    aside = beside_point(x, y, label_layout().symbol_radius, width, height) if rule.is_notable else ()
    return Candidate(beside_point(x, y, rule.dot, width, height), rule.margin, Dot(x, y, rule.dot), aside)


def halves(text: str, least: int = 0) -> tuple[str, ...]:
    """Return a text of at least so many characters as two lines, cut where they come out most alike; 0 is for never."""
    words = text.split(" ")
    if len(words) < 2 or not least or len(text) < least:
        return (text,)
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))
