"""The language of a document: the text says it, or its marks; a program's default does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.reading.article.reader import read_article
from tests.reading.article import odt_files, word_files

FRENCH = (
    "La rivière est basse cette année, et ceux qui vivent sur ses bords ont vu les pierres sortir de l'eau, l'une après "
    "l'autre, jusqu'au pont que personne n'a réparé depuis la crue de l'avant-dernière année."
)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [(FRENCH, "fr", "recognised"), ("Le pont de Laredo.", "en-US", "")],
    ids=["long", "short"],
)
def test_the_default_of_a_program_counts_where_the_text_is_too_short(
    tmp_path: Path, text: str, language: str, said: str
) -> None:
    problems: list[Problem] = []
    article = read_article(odt_files.write_odt(tmp_path / "a.odt", odt_files.p(text)), problems=problems)
    assert article.language == language
    assert (said in " ".join(problem.what for problem in problems)) and bool(problems) == bool(said)


def test_what_most_of_the_text_is_marked_as_is_believed(tmp_path: Path) -> None:
    text = odt_files.p(odt_files.span(FRENCH, "FR") + " And so on.")
    assert read_article(odt_files.write_odt(tmp_path / "a.odt", text)).language == "fr-CA"


def test_a_word_in_another_language_says_nothing(tmp_path: Path) -> None:
    text = odt_files.p(f"The river is low. {odt_files.span('Voilà!', 'FR')}")
    assert read_article(odt_files.write_odt(tmp_path / "a.odt", text)).language == "en-US"


@pytest.mark.parametrize(
    ("marks", "language"), [("", "fr"), ('<w:lang w:val="fr-BE"/>', "fr-BE")], ids=["default", "run"]
)
def test_word_documents_likewise(tmp_path: Path, marks: str, language: str) -> None:
    body = f"<w:p>{word_files.run(FRENCH, marks)}</w:p>"
    assert read_article(word_files.write_docx(tmp_path / "a.docx", body)).language == language


def test_a_style_marks_its_paragraphs(tmp_path: Path) -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:lang w:val="fr-CH"/></w:rPr></w:style>'
        "</w:styles>"
    )
    path = word_files.write_docx(tmp_path / "a.docx", word_files.p("Le pont."), parts={"word/styles.xml": styles})
    assert read_article(path).language == "fr-CH"
