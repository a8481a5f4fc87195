"""Sizes that nobody writes, in well under the minute and the memory that a build may take."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import pytest

from storymap.matching.excerpts import cut_excerpts
from storymap.matching.mentions import find_mentions
from storymap.model import Block, Mention, Span
from tests.matching.stories import article_of, places_of, problems_of
from tests.time_limit import TimeLimit


@pytest.fixture(autouse=True)
def _in_seconds(within: TimeLimit) -> Iterator[None]:
    with within(30):
        yield


def test_a_line_of_five_million_characters() -> None:
    text = "a line about nothing, " * 230_000 + "El Paso. The end."
    article = article_of(text)
    mentions = find_mentions(article, places_of(("x", "El Paso")))
    assert mentions == (Mention(0, len(text) - 17, len(text) - 10, "x"),)
    (excerpt,) = cut_excerpts(article, mentions)
    assert (excerpt.start, excerpt.end) == (0, len(text) - 9)


def test_a_line_of_a_hundred_thousand_mentions() -> None:
    article = article_of("El Paso. " * 100_000)
    mentions = find_mentions(article, places_of(("x", "El Paso")))
    assert len(mentions) == 100_000
    assert len(cut_excerpts(article, mentions)) == 100_000


def test_a_million_combining_marks() -> None:
    marks = "\u0301\u0323\u0653" * 333_334
    article = article_of(f"El Paso{marks} and El{marks} Paso, й{marks}")
    mentions = find_mentions(article, places_of(("x", "El Paso")))
    assert [(m.start, m.end - m.start) for m in mentions] == [(0, 7 + len(marks)), (12 + len(marks), 7 + len(marks))]


def test_names_of_two_hundred_characters() -> None:
    long = "Llanfair" * 25
    article = article_of(f"in {long}, {long.upper()} and {long}x")
    mentions = find_mentions(article, places_of(("x", long), ("y", "Llanfair")))
    assert [(m.start, m.end, m.place_id) for m in mentions] == [(3, 203, "x"), (205, 405, "x")]


def test_a_name_of_five_million_characters_is_not_looked_for() -> None:
    assert find_mentions(article_of("x"), places_of(("x", "x" * 5_000_000))) == ()


def test_a_hundred_thousand_aliases() -> None:
    aliases = ["".join(letters).title() for letters in islice(product("abcdefgh", repeat=8), 100_000)]
    article = article_of(f"{aliases[7]}, {aliases[-1]} and {aliases[50]}s")
    mentions, problems = problems_of(article, places_of(("x", "Place", aliases)))
    assert [m.start for m in mentions] == [0, 10]
    assert problems == []


def test_a_hundred_thousand_aliases_that_are_one_name() -> None:
    aliases = [("El Pa", "EL Pa")[n % 2] + "\u00ad" * (n % 50) + "so" for n in range(100_000)]
    mentions = find_mentions(article_of("El Paso " * 10_000), places_of(("x", "El Paso", aliases)))
    assert len(mentions) == 10_000


def test_ten_thousand_ignore_phrases_around_ten_thousand_names() -> None:
    phrases = [f"El Paso {word}" for word in map(str, range(10_000))]
    text = " ".join(f"El Paso {n}," for n in range(5_000, 15_000))
    mentions = find_mentions(article_of(text), places_of(("x", "El Paso", [], phrases)))
    # "El Paso 1000" speaks for "El Paso 10000" too.
    assert len(mentions) == 0
    assert len(find_mentions(article_of(text), places_of(("x", "El Paso", [], phrases[5_000:7_000])))) == 8_000


def test_ten_thousand_manual_links_to_unknown_places() -> None:
    spans = tuple(Span(n, n + 1, "place", f"place-{n}") for n in range(0, 20_000, 2))
    block = Block("paragraph", "x " * 10_000, spans=spans)
    mentions, problems = problems_of(article_of(block), places_of(*[(f"p{n}", f"Name {n}") for n in range(1000)]))
    assert mentions == ()
    assert len([p for p in problems if "there is no place" in p.what]) == 10_000
