"""The text of a table in pieces: the same rows as in one piece, wherever a piece ends, and no more text than a row needs."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storymap.reading.places.formats import text_table
from storymap.reading.places.formats.text_table import Table
from storymap.reading.problem_log import ProblemLog

CELLS = st.text(alphabet='ab,"\r\n é', max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=8),
    end=st.sampled_from(("\n", "\r", "\r\n")),
    at_once=st.integers(0, 9),
)
@example(rows=[["a"], ["b"]], end="\r\n", at_once=1)
def test_rows_in_pieces_are_those_of_the_whole_text(rows: list[list[str]], end: str, at_once: int) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end).writerows([["x", "y", "z"], *rows])
    text = written.getvalue()
    expected = [row for row in csv.reader(io.StringIO(text, newline=""), skipinitialspace=True) if "".join(row).strip()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_table, "_AT_ONCE", at_once)
        patch.setattr(text_table, "_FOR_A_ROW", at_once)
        table = Table(text, "p.csv", ProblemLog("p.csv"))
        found = list(table.text_rows())
        assert [row.cells for row in found] == expected
        assert [table.cells_at(row.start) for row in found] == expected


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_row_is_read_again_without_the_text_after_it(end: str) -> None:
    table = Table(f"name,lat,lon{end}" + f"Laredo,27.5,-99.5{end}" * 50_000, "p.csv", ProblemLog("p.csv"))
    start = len("name,lat,lon") + len(end)
    tracemalloc.start()
    try:
        assert table.cells_at(start) == ["Laredo", "27.5", "-99.5"]
        assert tracemalloc.get_traced_memory()[1] < 50_000
    finally:
        tracemalloc.stop()
