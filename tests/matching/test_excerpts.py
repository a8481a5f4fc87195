from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.matching.excerpts import cut_excerpts
from storymap.matching.mentions import find_mentions
from storymap.model import Article, Block, Excerpt, Mention, Span
from tests.matching.stories import article_of, places_of

PLACES = places_of(("juarez", "Ciudad Juárez", ["Juarez"]), ("el-paso", "El Paso"), ("st-louis", "St. Louis"))


def cut(article: Article) -> list[tuple[str, str]]:
    excerpts = cut_excerpts(article, find_mentions(article, PLACES))
    return [(e.place_id, article.blocks[e.block].text[e.start : e.end]) for e in excerpts]


def test_one_excerpt_carries_all_mentions_of_its_place() -> None:
    article = article_of("Hot. Juarez faces El Paso, and Juarez knows. Cold.")
    juarez = (Mention(0, 5, 11, "juarez"), Mention(0, 31, 37, "juarez"))
    assert cut_excerpts(article, find_mentions(article, PLACES)) == (
        Excerpt("juarez", 0, 5, 44, juarez),
        Excerpt("el-paso", 0, 5, 44, (Mention(0, 18, 25, "el-paso"),)),
    )


def test_a_quotation_is_not_cut_in_half() -> None:
    article = article_of("She sighed. “It is hot. Nobody comes to Juarez. We wait,” she said. He left.")
    assert cut(article) == [("juarez", "“It is hot. Nobody comes to Juarez. We wait,” she said.")]


@pytest.mark.parametrize("kind", ["heading", "image", "dateline"])
def test_headings_captions_and_datelines_are_one_piece(kind: str) -> None:
    article = article_of(Block(kind, " Hot. In El Paso. Cold. "))  # type: ignore[arg-type]
    assert cut(article) == [("el-paso", "Hot. In El Paso. Cold.")]


def test_a_mention_over_two_sentences_joins_them() -> None:
    text = "It was hot. He left. She stayed. They met."
    block = Block("paragraph", text, spans=(Span(15, 24, "place", "el-paso"),))
    assert cut(article_of(block)) == [("el-paso", "He left. She stayed.")]


def test_above_the_body_only_places_that_it_does_not_name_have_excerpts() -> None:
    article = article_of(
        Block("kicker", "El Paso"),
        Block("headline", "Heat in Juarez. And in St. Louis"),
        Block("standfirst", "It is hot. St. Louis melts, as does El Paso."),
        "Nobody comes to Juarez.",
    )
    assert cut(article) == [
        ("el-paso", "El Paso"),
        ("st-louis", "Heat in Juarez. And in St. Louis"),
        ("st-louis", "St. Louis melts, as does El Paso."),
        ("el-paso", "St. Louis melts, as does El Paso."),
        ("juarez", "Nobody comes to Juarez."),
    ]


def test_excerpts_come_in_reading_order() -> None:
    article = article_of("El Paso. Juarez.", Block("rule", ""), "Juarez in St. Louis.", language="en-US")
    assert cut(article) == [
        ("el-paso", "El Paso."),
        ("juarez", "Juarez."),
        ("juarez", "Juarez in St. Louis."),
        ("st-louis", "Juarez in St. Louis."),
    ]


def test_no_mentions_no_excerpts() -> None:
    assert cut_excerpts(article_of("Hot."), ()) == ()


WORDS = st.sampled_from(
    [
        "Juarez",
        "El Paso",
        "Ciudad Juarez",
        "St. Louis",
        "Mr. Hot",
        "it",
        "is",
        ".",
        ". ",
        "?",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "\n",
        "😀",
    ]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@given(st.lists(TEXTS, max_size=3), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3))
def test_excerpts_cover_their_mentions_and_never_overlap_in_part(
    texts: list[str], hands: list[tuple[int, int]]
) -> None:
    spans = tuple(Span(min(hand), max(hand), "place", "el-paso") for hand in hands)
    article = article_of(*[Block("paragraph", text, spans=spans) for text in texts])
    mentions = find_mentions(article, PLACES)
    excerpts = cut_excerpts(article, mentions)
    assert sorted(m for e in excerpts for m in e.mentions) == list(mentions)
    for excerpt in excerpts:
        text = article.blocks[excerpt.block].text
        assert text[excerpt.start : excerpt.end] == text[excerpt.start : excerpt.end].strip()
        for mention in excerpt.mentions:
            assert (mention.block, mention.place_id) == (excerpt.block, excerpt.place_id)
            assert excerpt.start <= mention.start < mention.end <= excerpt.end
    ranges = sorted({(e.block, e.start, e.end) for e in excerpts})
    for (block, _, end), (next_block, next_start, _) in pairwise(ranges):
        assert block < next_block or end <= next_start
    assert len({(e.place_id, e.block, e.start) for e in excerpts}) == len(excerpts)


@given(st.lists(st.tuples(st.sampled_from(["kicker", "headline", "standfirst", "paragraph"]), TEXTS), max_size=6))
def test_each_place_has_excerpts_and_above_the_body_only_where_the_body_has_none(found: list[tuple[str, str]]) -> None:
    article = article_of(*(Block(kind, text) for kind, text in found))  # type: ignore[arg-type]
    mentions = find_mentions(article, PLACES)
    excerpts = cut_excerpts(article, mentions)
    assert {e.place_id for e in excerpts} == {m.place_id for m in mentions}
    is_body = [not block.is_leading for block in article.blocks]
    in_body = {m.place_id for m in mentions if is_body[m.block]}
    for excerpt in excerpts:
        assert is_body[excerpt.block] == (excerpt.place_id in in_body)
        text = article.blocks[excerpt.block].text[excerpt.start : excerpt.end]
        for mention in excerpt.mentions:
            assert excerpt.start <= mention.start < mention.end <= excerpt.end
            assert text == text.strip()
