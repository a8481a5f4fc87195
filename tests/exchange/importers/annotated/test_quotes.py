import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.exchange.importers.annotated.quotes import Quote, QuotedText
from storymap.model import Article, Block


def article(*texts: str) -> Article:
    return Article("T", tuple(Block("paragraph", text) for text in texts))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_position_in_utf_16_units_of_the_file_finds_its_words() -> None:
    written = "🌊🌊 Basel, Basel and Basel.\r\n\r\nBasel."
    quoted = QuotedText(article("🌊🌊 Basel, Basel and Basel.", "Basel."), written, "a")
    at = written.index("Basel and") + 10
    assert quoted.find(Quote("Basel", position=units(written[:at]))) == (0, 20, 25)
    assert quoted.find(Quote("Basel", position=units(written) - 6)) == (1, 0, 5)


def test_a_position_in_code_points_of_what_was_shown_finds_its_words() -> None:
    quoted = QuotedText(article("🌊 Basel, Basel.", "Basel."), "", "a")
    assert quoted.find(Quote("Basel", position=9)) == (0, 9, 14)
    assert quoted.find(Quote("Basel", position=17)) == (1, 0, 5)


def test_what_stands_around_the_words_counts_where_there_is_no_position() -> None:
    quoted = QuotedText(article("In Basel, not in Basel, but in Basel."), "", "a")
    assert quoted.find(Quote("Basel", prefix="not in ", suffix=", but")) == (0, 17, 22)
    assert quoted.find(Quote("Basel", suffix=".")) == (0, 31, 36)


def test_a_wrong_position_gives_way_to_the_words() -> None:
    quoted = QuotedText(article("In Basel."), "", "a")
    assert quoted.find(Quote("Basel", position=4000)) == (0, 3, 8)
    assert quoted.find(Quote("Bern", position=3)) is None


def test_the_same_words_in_a_file_with_furniture_are_told_apart_by_their_order() -> None:
    written = "---\ntitle: Basel in Basel\n---\n\n> In Basel.\n>\n> In Basel.\n\nIn Basel."
    quoted = QuotedText(article("In Basel.", "In Basel.", "In Basel."), written, "a")
    assert quoted.find(Quote("Basel", position=written.rindex("Basel"))) == (2, 3, 8)


def test_words_over_two_paragraphs_are_not_found() -> None:
    assert QuotedText(article("In Ba", "sel."), "", "a").find(Quote("Ba\n\nsel")) is None


@pytest.mark.parametrize("exact", ["São\n   Tomé", unicodedata.normalize("NFD", "São Tomé"), " São Tomé\u00a0"])
def test_words_that_were_normalised_otherwise_are_found(exact: str) -> None:
    assert QuotedText(article("Off São Tomé."), "", "a").find(Quote(exact)) == (0, 4, 12)


def test_quotation_marks_and_dashes_may_differ() -> None:
    assert QuotedText(article("The “Val‑d’Or” mine."), "", "a").find(Quote('"Val-d\'Or"')) == (0, 4, 14)


TEXT = st.text(st.sampled_from("ab é🌊\n’"), max_size=20)


@given(TEXT, TEXT, st.sampled_from(["a", "b", "é", "ab"]))
def test_every_occurrence_is_found_by_its_own_position(before: str, after: str, words: str) -> None:
    text = unicodedata.normalize("NFC", f"{before}{words}{after}").replace("\n\n", "\n").strip()
    quoted = QuotedText(article(text), text, "a")
    at = text.find(words)
    while at >= 0:
        assert quoted.find(Quote(words, position=units(text[:at]))) == (0, at, at + len(words))
        at = text.find(words, at + len(words))
