from typing import Any

import pytest

from storymap.exchange.geometries import usable_geometry


@pytest.mark.parametrize(
    ("given", "usable"),
    [
        ({"type": "Point", "coordinates": [7.5, 47, 260]}, {"type": "Point", "coordinates": [7.5, 47.0]}),
        (
            {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [7, 47]}]},
            {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [7.0, 47.0]}]},
        ),
        ({"type": "Point", "coordinates": [0, 0]}, None),
        ({"type": "Point", "coordinates": [0, 47]}, {"type": "Point", "coordinates": [0.0, 47.0]}),
        ({"type": "Point", "coordinates": [181, 47]}, None),
        ({"type": "Point", "coordinates": [7, -91]}, None),
        ({"type": "Point", "coordinates": ["7", "47"]}, None),
        ({"type": "Point", "coordinates": [float("nan"), 47]}, None),
        ({"type": "Point", "coordinates": [10**400, 47]}, None),
        ({"type": "Point", "coordinates": []}, None),
        ({"type": "LineString", "coordinates": [[7, 47]]}, None),
        ({"type": "Square", "coordinates": [7, 47]}, None),
        ({"type": "Point"}, None),
        ([7, 47], None),
        ("POINT(7 47)", None),
        (None, None),
    ],
)
def test_a_geometry_is_taken_or_is_none(given: Any, usable: Any) -> None:
    assert usable_geometry(given) == usable
