"""What is the same at both ends of two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storymap.reading.same_ends import difference

SHORT = st.text(alphabet="ab", max_size=8)


@given(before=SHORT, after=SHORT)
def test_the_ends_are_the_longest_that_are_the_same(before: str, after: str) -> None:
    begin, same_after = difference(before, after)
    shorter = min(len(before), len(after))
    assert before[:begin] == after[:begin]
    assert begin == shorter or before[begin] != after[begin]
    tails = [text[len(text) - same_after :] for text in (before, after)]
    assert tails[0] == tails[1]
    assert begin + same_after == shorter or before[-1 - same_after] != after[-1 - same_after]
