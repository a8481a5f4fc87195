"""Documents that Google Docs exports as a web page."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.reader import read_article

STYLE = (
    '<style type="text/css">@import url(https://themes.googleusercontent.com/fonts/css?kit=x);'
    ".lst-kix_a-0>li:before{content:'-'}.c1{color:#000;font-weight:400;font-style:normal}.c2{font-style:italic}"
    ".c3{font-weight:700}.c4{text-decoration:line-through}.title{padding-top:0pt}.subtitle{padding-top:0pt}</style>"
)


def read(folder: Path, body: str, cls: str = "c9 doc-content") -> tuple[Article, list[Problem]]:
    (folder / "doc.html").write_text(
        f'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">{STYLE}</head>'
        f'<body class="{cls}">{body}</body></html>',
        encoding="utf-8",
    )
    problems: list[Problem] = []
    return read_article(folder / "doc.html", problems=problems), problems


@pytest.mark.parametrize("cls", ["c9 doc-content", "c9"])
def test_title_and_subtitle(tmp_path: Path, cls: str) -> None:
    body = (
        '<p class="c5 title" id="h.a"><span class="c3">The ferry</span></p>'
        '<p class="c5 subtitle" id="h.b"><span class="c1">What the river did</span></p>'
        '<p class="c0"><span class="c1">It left Nauta.</span></p><h1 class="c8" id="h.c"><span>The quay</span></h1>'
    )
    article, problems = read(tmp_path, body, cls)
    assert (article.title, article.subtitle) == ("The ferry", "What the river did")
    assert [(b.kind, b.level, b.text) for b in article.body] == [
        ("paragraph", 0, "It left Nauta."),
        ("heading", 2, "The quay"),
    ]
    assert [p for p in problems if p.severity != "note"] == []


def test_emphasis_of_the_style_sheet(tmp_path: Path) -> None:
    body = (
        '<p><span class="c1">The </span><span class="c2">Rosa</span><span class="c3 c2"> late</span>'
        '<span style="font-weight:700">!</span> <span class="c4">no</span></p><h2><span class="c3">Head</span></h2>'
    )
    article, _ = read(tmp_path, body)
    found = [(s.kind, article.body[0].text[s.start : s.end].strip()) for s in article.body[0].spans]
    assert sorted(found) == [
        ("emphasis", "Rosa"), ("emphasis", "late"), ("strike", "no"), ("strong", "!"), ("strong", "late")
    ]  # fmt: skip
    assert article.body[1].spans == ()


def test_links_lead_where_the_author_wrote(tmp_path: Path) -> None:
    real = "https://example.org/report?a=1&b=2"
    redirect = (
        "https://www.google.com/url?q=https://example.org/report?a%3D1%26b%3D2&amp;sa=D&amp;source=editors&amp;ust=1"
    )
    article, problems = read(
        tmp_path, f'<p>See <a href="{redirect}">the report</a> and <a href="#h.a">above</a>, or Nauta.</p>'
    )
    assert [(s.kind, s.value) for s in article.body[0].spans] == [("link", real)]
    assert [p for p in problems if p.severity == "warning"] == []


def test_all_of_a_long_document_is_kept(tmp_path: Path) -> None:
    paragraphs = [f"Line {n}" for n in range(300)]
    links = "".join(f'<li><a href="https://example.org/{n}">A source {n}</a></li>' for n in range(40))
    body = "".join(f"<p><span>{text}</span></p>" for text in paragraphs)
    article, problems = read(tmp_path, f'<div class="c1 comments"><p>Not furniture</p></div>{body}<ul>{links}</ul>')
    assert len(article.body) == 341
    assert not any("kept" in p.what for p in problems)


def test_of_a_published_page_the_document_is_read(tmp_path: Path) -> None:
    body = (
        '<div id="header">Published using Google Docs</div><div id="contents"><div class="c9 doc-content">'
        "<p>It left Nauta.</p></div></div><div>Report abuse</div>"
    )
    article, _ = read(tmp_path, body, "x")
    assert [block.text for block in article.body] == ["It left Nauta."]
