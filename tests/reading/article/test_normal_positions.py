"""Where characters of the normalised text stand in what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.reading.article.normal_positions import NormalPositions
from storymap.reading.text import normalise

PIECES = st.sampled_from(
    (
        "a",
        "é",
        "e\u0301",
        "\u0301",
        "\r\n",
        "\n",
        "\r",
        "\u2028",
        "\ufeff",
        "\x00",
        "한",
        "\u1112\u1161\u11ab",
        "👩‍👧",
        "ক\u09c7\u09be",
        " ",
    )
)


@pytest.mark.parametrize(
    ("written", "words", "found"),
    [
        ("plain", "lai", "lai"),
        ("a\r\nb", "a\nb", "a\r\nb"),
        ("\ufeffab", "a", "a"),
        ("Cafe\u0301s", "é", "e\u0301"),
        ("Cafe\u0301s", "s", "s"),
        ("a\u2028b\x00c", "\nbc", "\u2028b\x00c"),
        ("\u1112\u1161\u11ab!", "한", "\u1112\u1161\u11ab"),
    ],
)
def test_characters_are_found_as_they_were_written(written: str, words: str, found: str) -> None:
    positions = NormalPositions(written)
    start = positions.normal.index(words)
    first, last = positions.written_range(start, start + len(words))
    assert written[first:last] == found


@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_range_is_what_became_it(written: str) -> None:
    positions = NormalPositions(written)
    assert positions.normal == normalise(written)
    ends = 0
    for at in range(len(positions.normal)):
        first, last = positions.written_range(at, at + 1)
        assert ends <= first or (first, last) == positions.written_range(at - 1, at)
        assert normalise(written[first:last]) in (positions.normal[at], normalise(written[first:last]))
        assert positions.normal[at] in normalise(written[first:last])
        assert positions.written_range(at, at) == (first, first)
        ends = last
