"""Complexity: what would take for ever is refused, and real coasts are not."""

from __future__ import annotations

import numpy as np
import pytest

from tests.reading.places.geometry.one_place import WHERE, read, refusal, ring, shape

pytestmark = pytest.mark.usefixtures("desk")


@pytest.mark.parametrize("kind", ["strokes", "holes", "shells"])
def test_shapes_drawn_to_take_for_ever_are_refused(kind: str) -> None:
    """Long strokes side by side, and squares within squares: the work grows with the square of their number."""
    steps = np.arange(20_000) * 1e-4
    if kind == "strokes":
        ends = [([x - 80, -80], [x + 70, 80]) for x in steps.tolist()]
        zigzag = [
            point for index, (low, high) in enumerate(ends) for point in ((low, high) if index % 2 else (high, low))
        ]
        geometry = ring([*zigzag, [100, 80], [100, -85], [-85, -85], [-85, 80]])
    else:
        squares = [
            [[x - 80, x - 80], [80 - x, x - 80], [80 - x, 80 - x], [x - 80, 80 - x], [x - 80, x - 80]]
            for x in steps.tolist()
        ]
        geometry = shape("Polygon", squares) if kind == "holes" else shape("MultiPolygon", [[one] for one in squares])
    assert refusal(geometry) == WHERE + "its shape is too detailed to be checked; simplify it"


def test_a_coast_with_many_islands_is_not_too_much() -> None:
    """Ten thousand islands along a coast of fifty thousand positions, as open data have them."""
    angle = np.linspace(0, 2 * np.pi, 50_000, endpoint=False)
    radius = 40 + np.sin(angle * 300)
    coast = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    islands = [
        [[45 + x / 10, y / 10], [45.05 + x / 10, y / 10], [45 + x / 10, y / 10 + 0.05], [45 + x / 10, y / 10]]
        for x in range(100)
        for y in range(100)
    ]
    frame, warnings = read(shape("MultiPolygon", [[[*coast.tolist(), coast[0].tolist()]], *([one] for one in islands)]))
    assert warnings == []
    assert len(frame.geometry.iloc[0].geoms) == 10_001
