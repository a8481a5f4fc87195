import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.reading.places.formats.csv import read_table
from storymap.reading.places.formats.formula_cells import plain_cell, without_formula
from storymap.reading.problem_log import ProblemLog

SIGNS = st.text(alphabet="'=+-@\t\uff1d1.,eE x", max_size=6)


@given(st.one_of(SIGNS, st.text(max_size=20)))
def test_what_is_written_is_read_and_never_runs(text: str) -> None:
    cell = without_formula(text)
    assert plain_cell(cell) == text
    is_number = cell[:1] in "+-" and set(cell) <= set("+-0123456789.,eE")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d")) or is_number


@pytest.mark.parametrize("number", ["-12.5", "+3", "-1e-7", "-1,000.5"])
def test_a_number_stays_a_number(number: str) -> None:
    assert without_formula(number) == plain_cell(number) == number


def test_a_table_is_read_without_the_apostrophes_and_with_those_that_are_text() -> None:
    log = ProblemLog("p.csv")
    features = read_table("name,lat,lon\n'=A,1,-2\n'quoted',1,2\n'80s bar,1,2\n", "p.csv", log).unpacked().features
    assert [one.properties["name"] for one in features] == ["=A", "'quoted'", "'80s bar"]
