"""Names that grow together with a preposition, in the languages that do so."""

from __future__ import annotations

import pytest

from storymap.matching.mentions import find_mentions
from storymap.model import Block, Span
from tests.matching.stories import article_of, places_of, surfaces


@pytest.mark.parametrize(
    ("language", "name", "text", "expected"),
    [
        (
            "it",
            "L'Aquila",
            "Il sindaco dell’Aquila, all'Aquila e nell'Aquila.",
            ["dell’Aquila", "all'Aquila", "nell'Aquila"],
        ),
        ("fr", "Le Havre", "Le port du Havre, au Havre et Le Havre.", ["du Havre", "au Havre", "Le Havre"]),
        ("fr-CA", "Les Éboulements", "Le maire des Éboulements", ["des Éboulements"]),
        ("es", "El Paso", "Fernando del Paso", []),
        ("en", "Le Havre", "a statue du Havre", []),
    ],
)
def test_an_article_and_a_preposition(language: str, name: str, text: str, expected: list[str]) -> None:
    article = article_of(text, language=language)
    assert surfaces(article, find_mentions(article, places_of(("place", name)))) == expected


def test_nothing_is_tied_in_code() -> None:
    block = Block("paragraph", "the York variable in York", spans=(Span(4, 8, "code"),))
    article = article_of(block)
    assert [mention.start for mention in find_mentions(article, places_of(("york", "York")))] == [21]
