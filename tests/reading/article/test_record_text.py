"""The text of a record as an article: paragraphs, headline, language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storymap.reading.article.record_text import article_of_record


def test_blank_lines_part_paragraphs_and_the_title_is_the_headline() -> None:
    article = article_of_record("It rained.\r\n\r\nIt rained\nall day.", title=" Rain \n in El Paso ")
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("headline", "Rain in El Paso"),
        ("paragraph", "It rained."),
        ("paragraph", "It rained\nall day."),
    ]
    assert (article.title, article.has_own_title, article.language) == ("Rain in El Paso", True, "en")


def test_without_a_title_there_is_no_headline() -> None:
    article = article_of_record("It rained.")
    assert [block.kind for block in article.blocks] == ["paragraph"]
    assert not article.has_own_title


def test_the_language_is_recognised_unless_it_is_given() -> None:
    text = (
        "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke über den Fluss noch in diesem Jahr zu sanieren. "
        "Die Arbeiten sollen im Herbst beginnen und etwa acht Monate dauern, sagte eine Sprecherin der Verwaltung."
    )
    assert article_of_record(text).language == "de"
    assert article_of_record(text, language="es").language == "es"


@given(st.text(), st.text(max_size=20))
def test_any_text_is_an_article(text: str, title: str) -> None:
    article = article_of_record(text, title=title, language="en")
    assert all(block.text.strip() for block in article.blocks)
    assert "\r" not in "".join(block.text for block in article.blocks)
