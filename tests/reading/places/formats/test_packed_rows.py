"""Rows that are packed: what comes out went in, and they take about as much memory as their text."""

from __future__ import annotations

import tracemalloc

from hypothesis import example, given
from hypothesis import strategies as st

from storymap.reading.places.formats.packed_rows import PackedRows

CELLS = st.text(alphabet="a\0é\n,東", max_size=4)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
@example([[""]])
@example([["", ""], [""], ["a\0"]])
def test_rows_are_as_they_were(rows: list[list[str]]) -> None:
    assert PackedRows(rows).rows() == rows


def test_packed_cells_take_the_memory_of_their_text() -> None:
    rows = [[f"Place {row}", "Cities", str(row)] for row in range(1_000)]
    characters = sum(len(cell) + 1 for row in rows for cell in row)
    tracemalloc.start()
    try:
        packed = PackedRows(rows)
        assert tracemalloc.get_traced_memory()[0] < characters + 10 * len(rows)
    finally:
        tracemalloc.stop()
    assert packed.rows() == rows
