"""Columns that are packed: what comes out went in, and they take about as much memory as their text."""

from __future__ import annotations

import tracemalloc

from hypothesis import example, given
from hypothesis import strategies as st

from storymap.reading.places.formats.packed_columns import PackedColumns

CELLS = st.text(alphabet="a\0é\n,東", max_size=4)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Draw some columns of equally many cells."""
    number = draw(st.integers(1, 6))
    return draw(st.lists(st.lists(CELLS, min_size=number, max_size=number), min_size=1, max_size=4))


@given(tables(), st.integers(0, 5))
@example([[""]], 0)
@example([["", "a"], ["b", ""]], 0)
@example([["", ""], ["a\0", "b"]], 2)
def test_columns_are_as_they_were(columns: list[list[str]], longest: int) -> None:
    packed = PackedColumns(columns)
    for at, cells in enumerate(columns):
        assert packed.column(at).cells == cells
        assert packed.column(at).text.replace("\0", "") == "".join(cells).replace("\0", "")
        assert packed.column(at).has_longer(longest) == any(len(cell) > longest for cell in cells)
    rows = list(zip(*columns, strict=True))
    assert list(packed.rows()) == rows
    assert [packed.row(number) for number in range(len(rows))] == [list(row) for row in rows]


def test_packed_cells_take_the_memory_of_their_text() -> None:
    columns = [[f"Place {row}" for row in range(1_000)], ["Cities"] * 1_000, [str(row) for row in range(1_000)]]
    characters = sum(len(cell) + 1 for cells in columns for cell in cells)
    tracemalloc.start()
    try:
        packed = PackedColumns(columns)
        assert tracemalloc.get_traced_memory()[0] < characters + 1_000
    finally:
        tracemalloc.stop()
    assert packed.column(2).cells == columns[2]
