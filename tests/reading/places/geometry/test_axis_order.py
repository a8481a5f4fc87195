"""Axis order: places that are all over the world."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from storymap.errors import Problem
from storymap.model import Place
from storymap.reading.places.reader import read_places
from tests.reading.places.geometry.one_place import read, shape

pytestmark = pytest.mark.usefixtures("desk")


def test_places_all_over_the_world_are_not_taken_for_swapped() -> None:
    capitals = [[-0.1, 51.5], [36.8, -1.3], [-58.4, -34.6], [151.2, -33.9], [28.0, -26.2], [77.2, 28.6]]
    assert read(*(shape("Point", position) for position in capitals))[1] == []


def test_a_place_that_the_gazetteer_has_there_is_not_taken_for_swapped() -> None:
    mozambique = {
        "Beira": (34.84, -19.84),
        "Maputo": (32.58, -25.97),
        "Nampula": (39.27, -15.12),
        "Tete": (33.59, -16.16),
    }

    def warnings(name: str, position: tuple[float, float]) -> int:
        points = [Place(town.lower(), town, Point(at)) for town, at in [*mozambique.items(), (name, position)]]
        told: list[Problem] = []
        read_places(points, problems=told)
        return sum("swapped" in str(problem) for problem in told)

    assert warnings("Lisboa", (-9.15, 38.73)) == 0
    assert warnings("Zefirbuno", (-19.8, 34.8)) == 1  # nobody knows it
    assert warnings("Beira", (-19.8, 34.8)) == 1  # it lies elsewhere
