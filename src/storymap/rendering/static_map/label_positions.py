"""Where a label may stand: beside its point, or around the middle of what it names."""

from __future__ import annotations

from storymap.rendering.basemap.label_style import label_layout
from storymap.rendering.static_map.pixel_box import PixelBox

# The side of its box that the text is tied to, for each position that `beside_point` returns: if a reader's font is
# narrower than what was measured, the text still stands at its dot.
ANCHORS = ("start", "end", "middle", "middle", "start", "start", "end", "end")


def beside_point(x: float, y: float, radius: float, width: float, height: float) -> list[PixelBox]:
    """Return the eight usual positions of a label beside its dot: right, left, above, below, and the corners."""
    gap = radius + label_layout().dot_gap
    corners = (
        (x + gap, y - height / 2),
        (x - gap - width, y - height / 2),
        (x - width / 2, y - gap - height + 1),
        (x - width / 2, y + gap - 1),
        (x + gap - 1, y - height - 1),
        (x + gap - 1, y + 1),
        (x - gap - width + 1, y - height - 1),
        (x - gap - width + 1, y + 1),
    )
    return [(left, top, left + width, top + height) for left, top in corners]


def around_point(x: float, y: float, count: int, width: float, height: float) -> list[PixelBox]:
    """Return so many positions around the middle of an area, on it first."""
    boxes = []
    for across, down in label_layout().around[:count]:
        left, top = x + across * width - width / 2, y + down * height - height / 2
        boxes.append((left, top, left + width, top + height))
    return boxes
