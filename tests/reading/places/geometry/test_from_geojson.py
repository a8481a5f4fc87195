"""GeoJSON geometries: how deep collections may be nested."""

from __future__ import annotations

import pytest

from tests.reading.places.geometry.one_place import refusal, shape

pytestmark = pytest.mark.usefixtures("desk")


@pytest.mark.parametrize("depth", [11, 300])
def test_collections_within_collections_have_an_end(depth: int) -> None:
    geometry = shape("Point", [1, 2])
    for _ in range(depth):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    assert refusal(geometry).endswith("make it flat")
