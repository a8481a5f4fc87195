"""Features that are packed: what comes out went in, in the same order, and takes little memory."""

from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.packed_features import PackedFeatures

NUMBERS = st.one_of(st.floats(), st.integers(-200, 200), st.none())
GEOMETRIES = st.one_of(
    st.none(),
    st.fixed_dictionaries({"type": st.just("Point"), "coordinates": st.lists(NUMBERS, min_size=1, max_size=3)}),
    st.fixed_dictionaries({"coordinates": st.just([1.5, 2.5]), "type": st.sampled_from(("Point", "LineString"))}),
)
PROPERTIES = st.one_of(st.none(), st.dictionaries(st.sampled_from("abc"), st.one_of(st.text(max_size=2), st.none())))
MEMBERS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(("Feature", "Point")),
        "properties": PROPERTIES,
        "geometry": GEOMETRIES,
        "id": st.one_of(st.none(), st.integers(), st.text(max_size=2)),
        "bbox": st.just([1, 2, 3, 4]),
    },
)
VALUES = st.one_of(
    MEMBERS.flatmap(lambda one: st.permutations(list(one.items()))).map(dict), st.sampled_from((1, None))
)
POINT = {"type": "Feature", "properties": {"a": "x"}, "geometry": {"type": "Point", "coordinates": [1.5, -0.0]}}


def as_written(features: Any) -> list[str]:
    return [
        json.dumps([one.label, one.value, one.line, one.start, one.shape is None, dict(one.properties)])
        for one in features
    ]


@given(st.lists(VALUES, max_size=6))
@example([POINT, {**POINT, "id": None}, {"id": 7, **POINT}, {**POINT, "properties": {}}, {**POINT, "bbox": 1}])
def test_features_are_as_they_were(values: list[Any]) -> None:
    packed = PackedFeatures()
    for number, value in enumerate(values):
        packed.append(value, number + 1, 10 * number)
    expected = [
        Feature(f"feature {number + 1}", value, number + 1, start=10 * number) for number, value in enumerate(values)
    ]
    assert as_written(packed) == as_written(expected)
    counted = Counter(key for feature in expected for key in feature.properties)
    assert list(packed.keys.items()) == list(counted.items())
    assert as_written(packed.taken()) == as_written(expected)


def test_a_point_takes_little_more_than_its_texts() -> None:
    packed = PackedFeatures()
    tracemalloc.start()
    try:
        for number in range(2_000):
            name = f"Place {number}"
            point = {"type": "Point", "coordinates": [number / 7, number / 9]}
            packed.append({"type": "Feature", "properties": {"name": name}, "geometry": point}, number, number)
        assert tracemalloc.get_traced_memory()[0] < 300 * len(packed)
    finally:
        tracemalloc.stop()
    assert packed[1_999].properties == {"name": "Place 1999"}
