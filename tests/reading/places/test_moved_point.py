"""A file in which one point has moved: what is read is what reading all of it again would say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.errors import Problem, StorymapError
from storymap.model import LayerChoice
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places import kept_places
from storymap.reading.places.kept_places import read_places_again
from storymap.reading.places.place_choices import AS_WRITTEN
from storymap.storage.memo import Memo


class Reader:
    """Reads one file again and again, and compares with reading it for the first time."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.memo: Memo[Any] = Memo(3)

    def read(self, memo: Memo[Any] | None) -> Any:
        problems, layers = list[Problem](), list[LayerChoice]()
        try:
            places = read_places_again(
                [self.file],
                memo,
                problems=problems,
                media_policy=MediaPolicy(),
                encoding=None,
                choices=AS_WRITTEN,
                layers=layers,
            )
        except StorymapError as error:
            return None, error.problems, []
        return places.frame, problems, layers

    def check(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8", newline="")
        again, fresh = self.read(self.memo), self.read(None)
        assert again[1:] == fresh[1:]
        if fresh[0] is None:
            assert again[0] is None
        else:
            assert_geodataframe_equal(again[0], fresh[0])
            assert again[0].geometry.to_wkb().tolist() == fresh[0].geometry.to_wkb().tolist()


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "places.geojson")


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one where a whole file is read that could be kept."""
    counts: list[int] = []
    check = kept_places.read_checked

    def counted(*given: Any, **named: Any) -> Any:
        if named.get("starts") is not None:
            counts.append(1)
        return check(*given, **named)

    monkeypatch.setattr(kept_places, "read_checked", counted)
    return counts


def collection(*features: dict[str, Any], **members: Any) -> str:
    return json.dumps({"type": "FeatureCollection", **members, "features": features})


def point(name: str, *position: float, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": position}
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": geometry}


FEW = (point("Álamo", 1.5, 2.5), point("Brook", 2.5, 3.5, note="[9, 8]"), point("Cliff", 3.5, 4.5, order=7))


def test_of_a_moved_point_nothing_else_is_read(
    reader: Reader, read_whole: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.check(collection(*FEW))
    assert read_whole == [1]
    for x in ("2.75", "2.5e0", "-2.5", "17"):
        reader.check(collection(*FEW).replace("2.5, 3.5", f"{x}, 3.5"))
    assert read_whole == [1]
    frame = reader.read(reader.memo)[0]
    before = frame.geometry.to_wkb().tolist()
    reader.check(collection(*FEW))
    assert read_whole == [1]
    # The frame of before is somebody's.
    assert frame.geometry.to_wkb().tolist() == before


OTHERWISE: dict[str, tuple[str, Callable[[str], str]]] = {
    "another place": (collection(*FEW), lambda text: text.replace("Brook", "Creek")),
    "a number that is no position": (collection(*FEW), lambda text: text.replace('"order": 7', '"order": 8')),
    "the same number otherwise": (collection(*FEW), lambda text: text.replace('"order": 7', '"order": 7.0')),
    "a number in a note": (collection(*FEW), lambda text: text.replace("[9, 8]", "[9, 7]")),
    "more lines": (collection(*FEW), lambda text: text.replace("2.5, 3.5", "2.5,\n3.5")),
    "on no map": (collection(*FEW), lambda text: text.replace("4.5", "94.5")),
    "at 0, 0": (collection(*FEW), lambda text: text.replace("2.5, 3.5", "0, 0")),
    "three numbers": (collection(*FEW), lambda text: text.replace("3.5]", "3.5, 1]")),
    "broken": (collection(*FEW), lambda text: text.replace("3.5]", "3.5,]")),
    "twice": (
        collection(*FEW).replace('"order": 7', '"order": 7, "order": 7'),
        lambda text: text.replace("4.5", "4.75"),
    ),
    "of the same name": (
        collection(*FEW, point("Brook", 5, 6)),
        lambda text: text.replace("5, 6", "2.5, 3.5"),
    ),
    "of the same name and place before": (
        collection(*FEW, point("Brook", 2.5, 3.5)),
        lambda text: text.replace("4.5", "4.75"),
    ),
    "in another system": (
        collection(*FEW, crs={"type": "name", "properties": {"name": "EPSG:3857"}}),
        lambda text: text.replace("4.5", "4.75"),
    ),
    "far away, as if swapped": (
        collection(*(point(f"P{x}", x, 50 + x / 10) for x in range(1, 6)), point("Q", 2.25, 50.25)),
        lambda text: text.replace("2.25, 50.25", "50.25, 2.25"),
    ),
    "within an outline": (
        collection(
            *FEW,
            {
                "type": "Feature",
                "properties": {"name": "Field"},
                "geometry": {"type": "Polygon", "coordinates": [[[6, 6], [7, 6], [7, 7], [6, 6]]]},
            },
        ),
        lambda text: text.replace("[7, 7]", "[7, 8]"),
    ),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_whatever_else_differs_is_read_again(reader: Reader, read_whole: list[int], case: str) -> None:
    before, change = OTHERWISE[case]
    reader.check(before)
    assert change(before) != before
    reader.check(change(before))
    assert read_whole == [1, 1]


def test_a_bad_row_before_the_moved_one_moves_nothing_else(reader: Reader, read_whole: list[int]) -> None:
    bad = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [8.5, 8.5]}}
    text = collection(FEW[0], bad, *FEW[1:])
    reader.check(text)
    reader.check(text.replace("4.5", "4.75"))
    assert read_whole == [1]
    reader.check(text.replace("8.5,", "8.75,"))
    assert read_whole == [1, 1]


NUMBERS = st.sampled_from(["0", "-0.0", "7", "1e1", "180", "-180.5", "90", "91", "1.25", "1e999", "01", ""])
NAMES = st.sampled_from(["Álamo", "Brook", "Brook", "", "Gulf \\u00e9"])
PLACES = st.lists(st.tuples(NAMES, NUMBERS, NUMBERS, st.sampled_from(["", ', "id": 3', ', "id": "brook"'])), max_size=5)


def written(places: list[tuple[str, str, str, str]]) -> str:
    features = (
        f'{{"type": "Feature"{more}, "properties": {{"name": "{name}", "rank": {len(name)}}}, '
        f'"geometry": {{"type": "Point", "coordinates": [{x}, {y}]}}}}'
        for name, x, y, more in places
    )
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "]}\n"


@settings(max_examples=60, deadline=None)
@given(places=PLACES, moves=st.lists(st.tuples(st.integers(0, 4), NUMBERS, NUMBERS), max_size=4))
def test_reading_again_says_what_reading_says(
    tmp_path_factory: pytest.TempPathFactory,
    places: list[tuple[str, str, str, str]],
    moves: list[tuple[int, str, str]],
) -> None:
    reader = Reader(tmp_path_factory.mktemp("read") / "places.geojson")
    reader.check(written(places))
    for row, x, y in moves:
        if row < len(places):
            places = [(*one[:1], x, y, one[3]) if number == row else one for number, one in enumerate(places)]
            reader.check(written(places))
