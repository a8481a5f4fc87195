"""Directories, checked against the package that wrote them."""

from __future__ import annotations

import gzip

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.tile import Entry, serialize_directory, tileid_to_zxy, zxy_to_tileid

from storymap.reading.tiles.pmtiles_directory import Entries, columns_and_rows, join, read_directory, tiles_of

rows = st.lists(
    st.tuples(st.integers(1, 10**9), st.integers(0, 5), st.integers(1, 10**6), st.integers(0, 10**12)),
    min_size=1,
    max_size=30,
)


def entries(*listed: tuple[int, int, int, int]) -> Entries:
    first, runs, offsets, sizes = (np.array(column, dtype=np.int64) for column in zip(*listed, strict=True))
    return Entries(first, runs, offsets, sizes)


@given(rows)
def test_what_the_package_writes_is_read_as_it_was(listed: list[tuple[int, int, int, int]]) -> None:
    number = 0
    written = []
    for step, run, size, offset in listed:
        number += step
        written.append(Entry(number, offset, size, run))
    found = read_directory(gzip.decompress(serialize_directory(written)))
    assert found.first.tolist() == [entry.tile_id for entry in written]
    assert found.runs.tolist() == [entry.run_length for entry in written]
    assert found.sizes.tolist() == [entry.length for entry in written]
    assert found.offsets.tolist() == [entry.offset for entry in written]


@given(st.integers(0, 15), st.data())
def test_a_number_is_the_tile_that_the_package_says(zoom: int, data: st.DataObject) -> None:
    x, y = (data.draw(st.integers(0, 2**zoom - 1)) for _ in "xy")
    number = zxy_to_tileid(zoom, x, y)
    columns, rows = columns_and_rows(zoom, np.array([number], dtype=np.int64))
    assert (zoom, columns[0], rows[0]) == tileid_to_zxy(number) == (zoom, x, y)


def test_a_run_that_crosses_a_zoom_gives_each_zoom_its_own() -> None:
    listed = entries((3, 4, 0, 10), (7, 1, 10, 5))  # zoom 1 is 1 to 4, zoom 2 begins at 5
    for zoom, expected in ((1, [3, 4]), (2, [5, 6, 7])):
        numbers, found = tiles_of(listed, zoom)
        assert numbers.tolist() == expected
        assert found.sizes.tolist() == [5 if number == 7 else 10 for number in expected]


def test_a_run_of_all_the_earth_is_counted_and_not_spread_out() -> None:
    with pytest.raises(ValueError, match="it has 67,108,864 tiles at zoom 13"):
        tiles_of(entries((1, 2**40, 0, 10)), 13)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\x01",
        b"\x02\x01\x01\x01\x01\x01\x01\x01\x00\x00"[:-2],
        b"\x80" * 1_000_000,
        b"\xff" * 1_000_000 + b"\x01",
        b"\x01\x01\x01\x01\x00",  # the first entry cannot lie behind the one before
        b"\x01\x01\x01\x00\x01",  # a tile without bytes
        b"\x02\x05\x00\x01\x01\x01\x01\x01\x01",  # the same tile twice
        b"\xff\xff\xff\x7f\x01",  # a count far beyond the data
        b"\x01\x01\x01\x01\x01\x01",
    ],
)
def test_a_damaged_directory_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="its directory is damaged"):
        read_directory(data)


def test_runs_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="damaged"):
        join([entries((1, 10, 0, 1)), entries((5, 1, 0, 1))])


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = read_directory(data)
    except ValueError:
        return
    assert (np.diff(found.first) > 0).all()
