"""Repair of invalid geometries, within bounds."""

from __future__ import annotations

import random

import pytest

from tests.reading.places.geometry.one_place import refusal, ring

pytestmark = pytest.mark.usefixtures("desk")


def test_a_shape_that_crosses_itself_a_million_times_is_refused() -> None:
    chance = random.Random(1)  # noqa: S311
    star = ring([[chance.uniform(-80, 80), chance.uniform(-80, 80)] for _ in range(3000)])
    assert "too often to be mended; simplify it" in refusal(star)
