"""The words of a text and what is between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.gazetteer.in_language import in_language
from storymap.gazetteer.lexicon import open_lexicon
from storymap.geoparsing.tokens import Tokens

PIECES = [
    "Paris",
    "'s",
    "’s",
    "'",
    "l'",
    "L’",
    "St.",
    "U.S.",
    " ",
    "\n",
    ", ",
    "-",
    "東京",
    "และ",
    "é",
    "\u0301",
    "12",
    "a",
    "’",
]


def tokens_of(text: str, language: str) -> Tokens:
    """Return the tokens of a text with the names of its language."""
    return Tokens(text, open_lexicon(), language, in_language(open_gazetteer(), language).local_names)


def test_a_possessive_is_no_part_of_a_word_but_of_the_gap_after_it() -> None:
    tokens = tokens_of("El Paso's mayor. It’s Laredo’s", "en")
    assert tokens.words == ["El", "Paso", "mayor", "It", "Laredo"]
    assert [tokens.gap(number) for number in range(-1, 5)] == ["\n", " ", "'s ", ". ", "’s ", "\n"]


def test_an_elided_article_is_a_word_of_its_own() -> None:
    tokens = tokens_of("l'Iran et Nice", "fr")
    assert (tokens.words, tokens.gap(0), tokens.gap(1)) == (["l'", "Iran", "et", "Nice"], "", " ")


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(["en", "fr", "es", "tr", "ja", "th", "ar"]))
def test_gaps_are_what_is_between_words(text: str, language: str) -> None:
    tokens = tokens_of(text, language)
    between = [text[end:start] for end, start in zip(tokens.ends, tokens.starts[1:], strict=False)]
    assert [tokens.gap(number) for number in range(len(tokens) - 1)] == between
    assert tokens.gap(-1) == "\n"
    assert tokens.gap(len(tokens) - 1) == "\n"
    assert all(text[s:e] == word for s, e, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True))
