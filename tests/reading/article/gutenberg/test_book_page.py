"""Books of Project Gutenberg as pages, tried on the `-h.htm` files beside those of test_book_text.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.reader import read_article
from tests.reading.article.files import body_of

OLD = (
    "<pre>\nThe Project Gutenberg EBook of The river, by Ana Ruiz\n\nTitle: The river\n       A journey\n\n"
    "Author: Ana Ruiz\n\nLanguage: Spanish\n\n*** START OF THIS PROJECT GUTENBERG EBOOK THE RIVER ***\n\n"
    "Produced by A. Volunteer\n</pre>",
    "<pre>\n\nEnd of the Project Gutenberg EBook of The river\n\n*** END OF THIS PROJECT GUTENBERG EBOOK THE RIVER ***\n"
    "Salt Lake City\n</pre>",
)
NEW = (
    '<section class="pg-boilerplate pgheader" id="pg-header"><h2>The Project Gutenberg eBook of <em>The river</em></h2>'
    "<div>This ebook is for the use of anyone in Utah.</div>"
    "<p><strong>Title</strong>: The river<br>\n        A journey</p><p><strong>Author</strong>: Ana Ruiz</p>"
    "<p><strong>Language</strong>: Spanish</p>"
    '<div id="pg-start-separator"><span>*** START OF THE PROJECT GUTENBERG EBOOK THE RIVER ***</span></div></section>',
    '<section id="pg-footer"><div><span>*** END OF THE PROJECT GUTENBERG EBOOK THE RIVER ***</span></div>'
    "<div>Salt Lake City</div></section>",
)
BODY = (
    "<h1>THE RIVER</h1><h2>By Ana Ruiz</h2><h2>CONTENTS</h2><table><tr><td><a href='#c1'>Cádiz</a></td></tr></table><hr>"
    "<h2><a id='c1'></a>CHAPTER I</h2><p><span class='pagenum'>[Pg 12]</span>The river is <i>low</i>.</p>"
    "<div class='transnote'>A stone was mended in León.</div><p>It fell.</p>"
)


def read(folder: Path, head: str, foot: str, problems: list[Problem] | None = None, **more: bool) -> Article:
    page = (
        f"<html lang='en'><head><title>The Project Gutenberg eBook of The river</title></head><body>{head}{BODY}{foot}"
    )
    (folder / "book.html").write_text(page + "</body></html>", encoding="utf-8")
    return read_article(folder / "book.html", problems=problems, **more)


@pytest.mark.parametrize(("head", "foot"), [OLD, NEW], ids=["old", "new"])
def test_the_book_is_the_article(tmp_path: Path, head: str, foot: str) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, head, foot, problems)
    assert [(block.kind, block.text) for block in body_of(article)] == [
        ("rule", ""),
        ("heading", "CHAPTER I"),
        ("paragraph", "The river is low."),
        ("paragraph", "It fell."),
    ]
    assert (article.title, article.subtitle, article.byline) == ("The river", "A journey", "Ana Ruiz")
    assert article.language == "es"
    assert [str(problem) for problem in problems] == [
        "book.html: left out: head and licence of Project Gutenberg, note of transcribers, number of a page, "
        "table of contents; --whole keeps everything"
    ]


def test_whole_keeps_everything(tmp_path: Path) -> None:
    article = read(tmp_path, *NEW, whole=True)
    assert any("Salt Lake City" in block.text for block in body_of(article))
