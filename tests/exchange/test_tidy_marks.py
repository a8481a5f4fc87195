import pytest

from storymap.exchange.tidy_marks import tidy_marks
from storymap.model import Span


@pytest.mark.parametrize(
    ("spans", "tidied"),
    [
        ([Span(0, 4, "strong")], [Span(0, 3, "strong")]),
        ([Span(3, 8, "emphasis")], [Span(4, 7, "emphasis")]),
        ([Span(0, 2, "strong"), Span(2, 5, "strong")], [Span(0, 5, "strong")]),
        ([Span(0, 7, "strong"), Span(1, 2, "strong")], [Span(0, 7, "strong")]),
        ([Span(3, 4, "strong")], []),
        ([Span(0, 4, "link", "https://a.org"), Span(0, 3, "strong")],) * 2,
        ([Span(0, 2, "strong"), Span(2, 3, "emphasis")],) * 2,
    ],
)
def test_marks_stand_on_words_and_those_that_touch_are_one(spans: list[Span], tidied: list[Span]) -> None:
    assert tidy_marks("one two three", spans) == tuple(tidied)
