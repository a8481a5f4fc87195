"""Spans of a text: none crosses another when they are written, and what is beside what is known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storymap.editing.article.span_nesting import LINKS, Neighbours, nested
from storymap.model import Span

SPANS = st.lists(
    st.builds(
        lambda start, length, kind: Span(start, start + length, kind),
        st.integers(0, 12),
        st.integers(1, 8),
        st.sampled_from(["emphasis", "strong", "code", "strike", "link", "place"]),
    ),
    max_size=8,
)


@given(SPANS)
def test_none_crosses_another_and_nothing_is_lost(spans: list[Span]) -> None:
    found = nested(spans)
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            # Later ones begin within or after it.
            assert one.start <= other.start
            assert other.start >= one.end or other.end <= one.end
    for kind in {span.kind for span in spans}:
        for place in range(21):
            covering = [
                sum(one.kind == kind and one.start <= place < one.end for one in some) for some in (spans, found)
            ]
            assert covering[0] == covering[1]


def test_one_that_crosses_is_cut_in_two() -> None:
    assert nested([Span(0, 4, "strong"), Span(2, 6, "emphasis")]) == [
        Span(0, 4, "strong"),
        Span(2, 4, "emphasis"),
        Span(4, 6, "emphasis"),
    ]


@given(SPANS)
def test_neighbours_are_those_that_comparing_all_finds(spans: list[Span]) -> None:
    beside = Neighbours(spans)
    for at, one in enumerate(spans):
        others = spans[:at] + spans[at + 1 :]
        assert beside.is_alone(one) == all(other.end <= one.start or other.start >= one.end for other in others)
        if one.kind not in LINKS:
            edges = {edge for other in others if other.kind not in LINKS for edge in (other.start, other.end)}
            assert beside.shares_no_edge(one) == (not edges & {one.start, one.end})
