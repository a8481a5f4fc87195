"""FlatGeobuf: read as it is, and refused where its sizes are made up or parts of a shape are the same bytes."""

from __future__ import annotations

import struct
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point

from storymap.errors import PlacesError, Problem, StorymapError
from storymap.reading.places.formats.flatbuffer import Table
from storymap.reading.places.formats.flatgeobuf import read_flatgeobuf
from storymap.reading.places.reader import read_places
from storymap.reading.problem_log import ProblemLog
from tests.time_limit import TimeLimit

pytestmark = pytest.mark.usefixtures("desk")
SHAPES = [Point(7.59, 47.56), shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]), None]
DAMAGED = "p.fgb: the file is damaged or cut off; export or download it again"


def written(shapes: list[object], *, index: bool = False, crs: int = 4326) -> bytes:
    names = [f"Place {number}" for number in range(len(shapes))]
    frame = gpd.GeoDataFrame({"name": names}, geometry=shapes, crs=4326).to_crs(crs)
    frame.to_file("w.fgb", driver="FlatGeobuf", SPATIAL_INDEX="YES" if index else "NO")
    return Path("w.fgb").read_bytes()


def said(data: bytes) -> str:
    with pytest.raises(StorymapError) as caught:
        read_flatgeobuf(data, "p.fgb", ProblemLog("p.fgb"))
    return str(caught.value)


@pytest.mark.parametrize("number", [1, 2, 16, 17, 300])
def test_an_index_of_any_size_is_passed_over(number: int) -> None:
    data = written([Point(0, lat / 10) for lat in range(number)], index=True)
    assert len(read_flatgeobuf(data, "p.fgb", ProblemLog("p.fgb")).features) == number


@pytest.mark.parametrize("index", [True, False])
def test_features_are_read_with_and_without_an_index(index: bool) -> None:
    Path("p.fgb").write_bytes(written(SHAPES[:2] if index else SHAPES, index=index))
    frame = read_places("p.fgb")
    assert sorted(frame["name"])[:2] == ["Place 0", "Place 1"]
    assert {shape.geom_type for shape in frame.geometry.dropna()} == {"Point", "MultiPolygon"}


def test_a_declared_system_is_brought_to_degrees_and_said() -> None:
    Path("p.fgb").write_bytes(written(SHAPES[:1], crs=3857))
    problems: list[Problem] = []
    frame = read_places("p.fgb", problems=problems)
    assert frame.geometry.iloc[0].coords[0] == pytest.approx((7.59, 47.56))
    assert [problem.what for problem in problems] == [
        "coordinates were transformed from WGS 84 / Pseudo-Mercator (EPSG:3857) to WGS 84"
    ]


def test_a_file_without_features_is_said() -> None:
    log = ProblemLog("p.fgb")
    data = written(SHAPES[:1])
    start = 12 + int.from_bytes(data[8:12], "little")
    empty = data[:start].replace(struct.pack("<Q", 1), struct.pack("<Q", 0))
    assert read_flatgeobuf(empty, "p.fgb", log).features == []
    assert [str(problem) for problem in log.problems()] == ["p.fgb: has no features; add a feature for each place"]


def test_a_shape_of_parts_that_are_all_the_same_bytes_is_refused() -> None:
    parts = [Point(0, 0).buffer(1, quad_segs=500), *(shapely.box(n, n, n + 1, n + 1) for n in range(2, 80))]
    data = bytearray(written([shapely.MultiPolygon(parts)]))
    start = 12 + int.from_bytes(data[8:12], "little") + 4
    shape = Table.root(bytes(data[start:])).table(0)
    assert shape is not None
    offsets = shape.vector(7, 4)
    first = shape.tables(7)[0]
    for number in range(offsets.length):
        at = offsets.start + 4 * number
        data[start + at : start + at + 4] = struct.pack("<I", (first - at) % (1 << 32))
    assert said(bytes(data)) == DAMAGED


@pytest.mark.parametrize("index", [True, False])
def test_a_number_of_features_that_is_made_up_is_refused_at_once(within: TimeLimit, index: bool) -> None:
    data = written([Point(1, 2)] * 3, index=index)
    with within(1):
        for number in (2, 4, 1 << 20, 1 << 62):
            assert said(data.replace(struct.pack("<Q", 3), struct.pack("<Q", number), 1)) == DAMAGED


def test_a_file_that_is_cut_off_or_another_one_is_refused() -> None:
    data = written(SHAPES)
    assert {said(data[:end]) for end in (12, 40, len(data) // 2, len(data) - 1)} == {DAMAGED}
    assert said(b"fgb\x02") == "p.fgb: this is not FlatGeobuf; export it again, or correct its ending"
    Path("p.fgb").write_bytes(b"<OGRVRTDataSource/>")
    with pytest.raises(PlacesError, match="this is not FlatGeobuf"):
        read_places("p.fgb")
