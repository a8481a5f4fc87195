"""A small file that says that it holds a great deal: what is made up on reading is refused before it is read."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point

from storymap.errors import Problem, StorymapError
from storymap.reading.places.reader import read_places

FRAME = gpd.GeoDataFrame({"name": ["A", "B", "C"]}, geometry=[Point(1, 2), Point(3, 4), Point(5, 6)], crs=4326)


def read(path: Path) -> tuple[int, list[str]]:
    problems: list[Problem] = []
    try:
        places = read_places(path, problems=problems)
    except StorymapError as error:
        return 0, [problem.what for problem in error.problems]
    return len(places), [problem.what for problem in problems]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("ALTER TABLE a ADD x TEXT AS (hex(zeroblob(200000000))) VIRTUAL", "a table whose values are worked out"),
        (f"ALTER TABLE a ADD x TEXT DEFAULT '{'x' * 400_000}'", "the GeoPackage is damaged"),
        ("ALTER TABLE a ADD x TEXT DEFAULT 'x'", ""),
        ('ALTER TABLE a ADD "x""\'y" BLOB DEFAULT x\'00\'', ""),
    ],
)
def test_a_geopackage_holds_what_it_reads_as(tmp_path: Path, change: str, said: str) -> None:
    path = tmp_path / "a.gpkg"
    FRAME.to_file(path, layer="a")
    database = sqlite3.connect(path)
    database.execute(change)
    database.commit()
    database.close()
    count, problems = read(path)
    assert (count, any(said in what for what in problems)) == ((0, True) if said else (3, False)), problems


def with_index(path: Path, entries: list[tuple[int, int]]) -> None:
    """Write an index of these entries, each where a shape begins and how long it is, in units of two bytes."""
    index = path.with_suffix(".shx")
    head = bytearray(index.read_bytes()[:100])
    head[24:28] = struct.pack(">I", (100 + 8 * len(entries)) // 2)
    index.write_bytes(bytes(head) + b"".join(struct.pack(">II", *entry) for entry in entries))
    table = path.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    start, width = struct.unpack("<HH", data[8:12])
    data[4:8] = struct.pack("<I", len(entries))
    table.write_bytes(bytes(data[:start] + data[start : start + width] * len(entries)))


def test_a_shapefile_holds_each_shape_once(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    line = gpd.GeoDataFrame({"name": ["A"]}, geometry=[LineString((n / 1000, 0) for n in range(1000))], crs=4326)
    line.to_file(path)
    (first,) = struct.iter_unpack(">II", path.with_suffix(".shx").read_bytes()[100:])
    assert read(path) == (1, [])
    # With a length of its own or that of the shape, one place that is named again and again is no index.
    for entry in (first, (first[0], 2)):
        with_index(path, [entry] * 3000)
        count, problems = read(path)
        assert count == 1
        assert problems == ["its .shx file, with the index of the shapes, is damaged, and is left out"]
    with_index(path, [(10**9, 10)])
    assert read(path)[0] == 1
