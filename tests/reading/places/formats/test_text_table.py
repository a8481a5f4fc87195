"""The text of a table in pieces: the same rows as in one piece, wherever a piece ends."""

from __future__ import annotations

import csv
import io

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
        patch.setattr(text_table, "_ROWS_AT_ONCE", at_once + 1)
        assert [cells for _, cells in Table(text, "p.csv", ProblemLog("p.csv")).rows()] == expected


def test_a_row_has_the_line_on_which_it_begins_however_many_are_read_at_once() -> None:
    text = 'sep=;\nname;lat;lon\n"two\nlines";1;2\n\n ; ;\nA;3;4\rB;5;6\r\n"C\r\nD";7;8'
    expected = [(2, ["name", "lat", "lon"]), (3, ["two\nlines", "1", "2"]), (7, ["A", "3", "4"]), (8, ["B", "5", "6"])]
    expected.append((9, ["C\r\nD", "7", "8"]))
    table = Table(text, "p.csv", ProblemLog("p.csv"))
    assert table.next_row() == expected[0]
    assert list(table.rows()) == expected[1:]
    assert table.next_row() is None
    for at_once in range(1, 9):
        parts = list(Table(text, "p.csv", ProblemLog("p.csv")).parts(at_once))
        assert [row for rows in parts for row in rows] == expected
        assert max(map(len, parts)) <= at_once


def test_broken_quotes_are_told_after_the_rows_before_them_and_end_the_table() -> None:
    log = ProblemLog("p.csv")
    parts = Table('name,lat,lon\nA,1,2\n\n"B"x,1,2\nC,1,2\n', "p.csv", log).parts(100)
    assert list(next(parts)) == [(1, ["name", "lat", "lon"]), (2, ["A", "1", "2"])]
    assert not log.problems()
    assert list(parts) == []
    assert [problem.where for problem in log.problems()] == ["p.csv, line 4"]
