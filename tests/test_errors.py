from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import PlacesError, Problem, StorymapError, printable


def test_a_problem_is_one_line_where_what_remedy() -> None:
    problem = Problem("places.geojson, feature 2", "latitude 151.2 is outside -90..90", "are they swapped?")
    assert str(problem) == "places.geojson, feature 2: latitude 151.2 is outside -90..90; are they swapped?"
    assert str(Problem("story.md", "the file is empty")) == "story.md: the file is empty"


@given(st.text(), st.text(), st.text())
def test_a_problem_never_holds_a_line_break_or_a_control_character(where: str, what: str, remedy: str) -> None:
    line = str(Problem(where, what, remedy))
    assert len(line.splitlines()) <= 1
    assert not [c for c in line if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u2028"]


def test_a_name_of_fifty_megabytes_is_cut() -> None:
    assert printable("x" * 50_000_000) == "x" * 299 + "…"


def test_an_error_says_all_its_problems() -> None:
    error = PlacesError([Problem("a", "b", "c"), Problem("d", "e")])
    assert isinstance(error, StorymapError)
    assert str(error) == "a: b; c\nd: e"
    assert len(error.problems) == 2
