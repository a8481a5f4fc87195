import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.exchange.json_members import list_in, number_in, number_of, record_in, text_in


@pytest.mark.parametrize("value", [None, 7, "text", [1], True, {"other": 1}])
def test_what_is_not_there_or_of_another_type_is_missing(value: Any) -> None:
    assert record_in(value, "name") == {}
    assert list_in(value, "name") == []
    assert text_in(value, "name") == ""
    assert number_in(value, "name") is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (7, 7),
        (-7.5, -7.5),
        ("7.5", 7.5),
        ("-7,5", -7.5),
        (" 1e1 ", 10),
        ("31°45'N", 31.75),
        (True, None),
        ("", None),
        ("seven", None),
        ("1e999", None),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
        ([7], None),
    ],
)
def test_numbers_may_be_texts_and_have_to_be_finite(value: Any, number: float | None) -> None:
    assert number_of(value) == number


def test_a_number_is_text_as_it_is_written() -> None:
    assert [text_in({"a": value}, "a") for value in ("x", 7, 7.5, True, None, [])] == ["x", "7", "7.5", "", "", ""]


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_any_value_is_a_finite_number_or_none(value: Any) -> None:
    number = number_of(value)
    assert number is None or math.isfinite(number)
