"""Books (.epub): the text of their parts is the article, in reading order.

Tried on the books of IDPF/epub3-samples (30/accessible_epub_3, GhV-oeb-page, WCAG), jgm/pandoc (test/epub), apache/tika
(test-documents, one of them of Standard Ebooks), aerkalov/ebooklib (samples) and GITenberg/*_103.
"""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image as PilImage

from storymap.errors import ArticleError, Problem
from storymap.model import Article
from storymap.reading.article.reader import front_matter_of, read_article
from tests.reading.article.epub_files import METADATA, write_epub
from tests.reading.article.files import refusal
from tests.time_limit import TimeLimit

BOOK = {
    "cover.xhtml": "<h1>Cover</h1>",
    "nav.xhtml": "<nav><ol><li><a href='c1.xhtml'>Cádiz</a></li></ol></nav>",
    "c 1.xhtml": "<h1>Stones</h1><p>The river is <i>low</i><a id='page-2'/> in Laredo, see <a href='c2.xhtml#x'>below</a>.</p>",
    "c2.xhtml": "<h1>Water</h1><p>It rose.</p>",
}


def read(folder: Path, problems: list[Problem] | None = None, select: str | None = None, **more: object) -> Article:
    chapters: dict[str, str] = more.pop("chapters", BOOK)  # type: ignore[assignment]
    path = write_epub(folder / "book.epub", chapters, **more)  # type: ignore[arg-type]
    return read_article(path, problems=problems, select=select)


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


def test_the_parts_follow_each_other_without_cover_and_contents(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, problems)
    assert kinds(article) == [
        ("heading", "Stones"),
        ("paragraph", "The river is low in Laredo, see below."),
        ("heading", "Water"),
        ("paragraph", "It rose."),
    ]
    assert (article.title, article.subtitle, article.byline) == ("A river", "In two weeks", "Ana Ruiz")
    assert article.language == "es-MX"
    assert [str(problem) for problem in problems] == [
        'book.epub: 2 of 4 parts of the book kept; read one with --select "#c-1" (#c-1, #c2)'
    ]


def test_one_part_is_read_when_it_is_selected(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, problems, "#c2")
    assert (article.title, kinds(article)) == ("A river", [("heading", "Water"), ("paragraph", "It rose.")])
    assert problems == []


def test_a_selector_within_the_parts_works_too(tmp_path: Path) -> None:
    assert kinds(read(tmp_path, select="#c2 p")) == [("paragraph", "It rose.")]


def test_whole_keeps_cover_and_contents(tmp_path: Path) -> None:
    article = read_article(write_epub(tmp_path / "book.epub", BOOK), whole=True)
    assert ("heading", "Cover") in kinds(article)


def test_a_book_has_no_front_matter_and_a_language_that_is_none_is_recognised(tmp_path: Path) -> None:
    article = read(tmp_path, metadata=METADATA.replace("es-MX", "UND"))
    assert article.language == "en"
    assert front_matter_of(tmp_path / "book.epub").paths("places") == ()


def test_pictures_are_those_of_the_book(tmp_path: Path) -> None:
    problems: list[Problem] = []
    picture = io.BytesIO()
    PilImage.new("RGB", (4, 3), "red").save(picture, "PNG")
    (tmp_path / "river.png").write_bytes(picture.getvalue())
    images = (
        '<p><img src="../images/a%20b.png" alt="The river"/></p><p><img src="../../river.png" alt="x"/></p><p>Low.</p>'
    )
    article = read(tmp_path, problems, chapters={"c1.xhtml": images}, parts={"OPS/images/a b.png": picture.getvalue()})
    assert [(block.image.alt, block.image.width) for block in article.body if block.image and block.image.data] == [
        ("The river", 4)
    ]
    assert [problem.what for problem in problems] == ['the picture "river.png" is not in the file']


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"META-INF/container.xml": "<a/>"}, "this is not an EPUB book; save it as .epub, .docx or .md"),
        ({"OPS/package.opf": "<a"}, "the document is damaged; open it and save it again"),
        (
            {"OPS/package.opf": '<!DOCTYPE a [<!ENTITY b "cc">]><package>&b;</package>'},
            "the document is damaged; open it and save it again",
        ),
        (
            {
                "META-INF/encryption.xml": '<e><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e>'
            },
            "the book is locked by its seller (DRM); use a copy without a lock, or copy the chapter into a .docx or .md",
        ),
        (
            {"OPS/text/c2.xhtml": "<p>" + " " * (17 << 20) + "</p>"},
            'there is far more markup than in an article; read one with --select "#c-1" (#c-1, #c2)',
        ),
    ],
    ids=["none", "damaged", "entities", "locked", "large"],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, parts: dict[str, str], said: str) -> None:
    assert refusal(write_epub(tmp_path / "book.epub", BOOK, parts=dict(parts))) == [f"book.epub: {said}"]


def test_fonts_may_be_obfuscated(tmp_path: Path) -> None:
    encryption = '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert len(read(tmp_path, parts={"META-INF/encryption.xml": encryption}).body) == 4


def test_a_book_of_project_gutenberg_is_without_its_licence(tmp_path: Path) -> None:
    start, end = (f"<p>*** {word} OF THE PROJECT GUTENBERG EBOOK A RIVER ***</p>" for word in ("START", "END"))
    chapters = {
        "a.xhtml": f"<p>Title: A river</p><p>Author: Ana Ruiz</p>{start}<p>Low.</p>",
        "b.xhtml": f"{end}<p>Utah</p>",
    }
    assert kinds(read(tmp_path, chapters=chapters)) == [("paragraph", "Low.")]


def test_a_book_is_no_archieml(tmp_path: Path) -> None:
    chapter = "<p>headline: a play</p><p>[+body]</p><p>Low.</p>"
    assert len(read(tmp_path, chapters={"a.xhtml": chapter}).body) == 3


@pytest.mark.parametrize("tag", ["p", "h1", "li", "td"])
def test_elements_of_a_book_that_are_not_closed_take_no_minutes(within: TimeLimit, tmp_path: Path, tag: str) -> None:
    with within(30), suppress(ArticleError):  # it may be refused
        read(tmp_path, chapters={"a.xhtml": "Low." + f"<{tag}>" * 100_000})
