"""ArchieML that was typed in a Word document, as Google Docs hands it out."""

from __future__ import annotations

from pathlib import Path

from storymap.errors import Problem
from storymap.reading.article.reader import front_matter_of, read_article
from tests.reading.article import odt_files
from tests.reading.article.word_files import p, run, write_docx


def test_a_word_document_may_be_archieml(tmp_path: Path) -> None:
    lines = ["headline: Two days", "byline: Anne Dupont", "places: towns.csv", "", "[+body]"]
    body = "".join(map(p, lines))
    body += f"<w:p>{run('From Paris to ')}{run('Caen', '<w:b/>')}{run('.')}</w:p>"
    body += "".join(map(p, ["subhead: The sea", "[]", ":ignore", "Notes: Berlin."]))
    path = write_docx(tmp_path / "story.docx", body)
    problems: list[Problem] = []
    article = read_article(path, problems=problems)
    assert (article.title, article.byline) == ("Two days", "Anne Dupont")
    assert [(block.kind, block.text) for block in article.body] == [
        ("paragraph", "From Paris to Caen."),
        ("heading", "The sea"),
    ]
    assert [span.kind for span in article.body[0].spans] == ["strong"]
    assert front_matter_of(path).paths("places") == ("towns.csv",)
    assert [problem for problem in problems if problem.severity != "note"] == []


def test_a_line_break_of_an_open_document_text_ends_a_line(tmp_path: Path) -> None:
    head = odt_files.p("headline: Two days<text:line-break/>byline: Anne Dupont")
    body = head + "".join(map(odt_files.p, ["[+body]", "From Paris to Caen.", "[]"]))
    article = read_article(odt_files.write_odt(tmp_path / "story.odt", body))
    assert (article.title, article.byline) == ("Two days", "Anne Dupont")
    assert [block.text for block in article.body] == ["From Paris to Caen."]
