"""Character references, with the same result as Python's library has where that has one."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.reading.character_references import unescaped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paris &amp; Rome &#8211; &#x41;", "Paris & Rome – A"),
        ("a&#" + "9" * 5_000 + ";b", "a\ufffdb"),
        ("a&#" + "9" * 5_000 + "b", "a\ufffdb"),
        ("&#" + "0" * 5_000 + "65;", "A"),
        ("&#" + "0" * 5_000 + ";", "\ufffd"),
        ("&#x" + "f" * 5_000 + ";", "\ufffd"),
    ],
)
def test_references_are_characters(text: str, expected: str) -> None:
    assert unescaped(text) == expected


@given(st.lists(st.sampled_from(["&", "#", "amp", ";", "12", "0" * 999, "9" * 999, "x", "a"])).map("".join))
def test_it_is_what_the_library_says_where_that_says_anything(text: str) -> None:
    try:
        expected = html.unescape(text)
    except ValueError:
        assert "\ufffd" in unescaped(text) or "0" * 999 in text
    else:
        assert unescaped(text) == expected
