"""Hebrew and Arabic write small words together with the name that follows them."""

from __future__ import annotations

import pytest

from storymap.matching.mentions import find_mentions
from tests.matching.stories import article_of, places_of, surfaces


def tied(text: str, language: str, *names: str) -> list[str]:
    article = article_of(text, language=language)
    places = places_of(*((f"place-{number}", name) for number, name in enumerate(names)))
    return surfaces(article, find_mentions(article, places))


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("he", "ירושלים", "בירושלים לירושלים מירושלים וירושלים שירושלים וּבירושלים שבירושלים כשבירושלים ירושלים"),
        ("he-IL", "תל אביב", "לתל אביב ומתל־אביב בתל-אביב"),
        ("he", "גולן", "הגולן בגולן"),
        ("he", "לוד", "בלוד ולוד"),
        ("ar", "القاهرة", "والقاهرة بالقاهرة للقاهرة وللقاهرة فالقاهرة وبالقاهرة القاهرة"),
        ("ar", "بغداد", "ببغداد وبغداد لبغداد وببغداد فبغداد كبغداد"),
        ("ar-IQ", "خرطوم", "الخرطوم بالخرطوم للخرطوم والخرطوم"),
        ("ar", "حلب", "بحلب وحلب لحلب"),
    ],
)
def test_a_name_with_a_prefix_is_tied_as_the_whole_word(language: str, name: str, text: str) -> None:
    words = len(text.split()) - text.count(" אביב")
    mentions = tied(text, language, name)
    assert " ".join(mentions) == text
    assert len(mentions) == words


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        # Too short: "in it", "with a father".
        ("he", "בת", "לבת ושבת"),
        ("ar", "بت", "وبت"),
        # Words of their own: "at the level", "hello", "governor", "only".
        ("he", "רמה", "ברמה הזאת"),
        ("he", "ארץ", "הארץ"),
        ("he", "לום", "שלום"),
        ("ar", "عمل", "وعمل"),
        # Letters that are no prefix, or stand elsewhere in the word.
        ("he", "ירושלים", "אירושלים ירושלימי גבירושלים"),
        ("ar", "بغداد", "البغدادي مبغداد"),
        # The country's diameter: short names take no article.
        ("ar", "قطر", "القطر"),
        # "for the Cairo" is written without alif.
        ("ar", "القاهرة", "لالقاهرة"),
        # Persian is written with the letters of Arabic, and not so; nor is a Hebrew word in an English article.
        ("fa", "بغداد", "ببغداد"),
        ("en", "ירושלים", "בירושלים"),
        # Names in other letters.
        ("he", "Lod", "בLod"),
    ],
)
def test_what_only_looks_like_a_name_with_a_prefix_is_not_tied(language: str, name: str, text: str) -> None:
    assert tied(text, language, name) == []


def test_a_place_that_is_written_so_is_meant_and_not_another_one_with_a_prefix() -> None:
    article = article_of("ביתר ויתר", language="he")
    mentions = find_mentions(article, places_of(("yeter", "יתר"), ("beitar", "ביתר")))
    assert [mention.place_id for mention in mentions] == ["beitar", "yeter"]
