from hypothesis import given
from hypothesis import strategies as st

from storymap.exchange.exporters.span_nesting import nested, with_mentions
from storymap.model import Mention, Span

KINDS = st.sampled_from(["emphasis", "strong", "link"])
SPANS = st.lists(
    st.builds(lambda a, b, kind: Span(min(a, b), max(a, b) + 1, kind), st.integers(0, 9), st.integers(0, 9), KINDS)
)


def test_a_name_stays_whole_and_markup_is_cut_around_it() -> None:
    assert nested([Span(0, 5, "emphasis"), Span(3, 8, "place", "x"), Span(6, 12, "strong")]) == [
        Span(0, 3, "emphasis"),
        Span(3, 8, "place", "x"),
        Span(3, 5, "emphasis"),
        Span(6, 8, "strong"),
        Span(8, 12, "strong"),
    ]


def test_a_link_is_around_the_name_in_it() -> None:
    spans = with_mentions(
        [Span(0, 5, "link", "u"), Span(1, 2, "place", "y"), Span(2, 3, "break")], [Mention(0, 0, 5, "x")]
    )
    assert nested(spans) == [Span(0, 5, "link", "u"), Span(0, 5, "place", "x")]


@given(SPANS, st.tuples(st.integers(0, 9), st.integers(1, 5)))
def test_nothing_crosses_and_every_letter_keeps_its_markup(spans: list[Span], name: tuple[int, int]) -> None:
    place = Span(name[0], name[0] + name[1], "place", "x")
    made = nested([*spans, place])
    assert place in made
    assert not any(a.start < b.start < a.end < b.end for a in made for b in made)
    for kind in ("emphasis", "strong", "link", "place"):
        before, after = (
            {at for one in some if one.kind == kind for at in range(one.start, one.end)}
            for some in ([*spans, place], made)
        )
        assert after == before
