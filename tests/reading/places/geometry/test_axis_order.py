"""Axis order: places that are all over the world."""

from __future__ import annotations

import pytest

from tests.reading.places.geometry.one_place import read, shape

pytestmark = pytest.mark.usefixtures("desk")


def test_places_all_over_the_world_are_not_taken_for_swapped() -> None:
    capitals = [[-0.1, 51.5], [36.8, -1.3], [-58.4, -34.6], [151.2, -33.9], [28.0, -26.2], [77.2, 28.6]]
    assert read(*(shape("Point", position) for position in capitals))[1] == []
