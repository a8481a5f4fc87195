"""Any article as Markdown: it reads as the same article, and what does not is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storymap.editing.article.markdown_text import as_markdown
from storymap.editing.article.single_spaces import with_single_spaces
from storymap.errors import Problem, StorymapError
from storymap.model import Article, Block, Container, Image, Recording, Span
from storymap.reading.article.known_media import KnownMedia, shown_media
from storymap.reading.article.reader import read_article
from storymap.reading.article.source_ranges import SourceRanges
from storymap.reading.article.text_file import read_written
from storymap.reading.text import is_blank
from tests.conftest import ROOT
from tests.editing.article.changes import bare
from tests.editing.article.markdown_samples import markdown
from tests.reading.article.epub_files import write_epub
from tests.reading.article.odt_files import write_odt
from tests.reading.article.test_properties import NAMES
from tests.reading.article.test_properties import TEXTS as ANY_TEXTS
from tests.reading.article.word_files import p, write_docx

STORIES = (*sorted((ROOT / "tests" / "stories").glob("*/story.md")), ROOT / "geodata" / "juarez" / "story.md")
HTML = (
    "<h1>A <i>river</i></h1><p class=x>One <b>bold</b>, <a href='https://a.org/?b=1&amp;c'>a link</a>, "
    "<a href='place:p'>a place</a>, <a href=\"view:31,-106,12\">a view</a>.<br>A line</p>"
    "<h2 data-view='p' data-hide='A, B'>Part *1*</h2><ol start=3><li>three<ul><li>in it</ul><li>four</ol>"
    "<blockquote><p>Said.</p><p>And <s>more</s>.</p></blockquote><hr>"
    "<table><tr><th>a<th>b|c<tr><td>1<td><code>x|y</code></table><table><tr><td>no<td>head</table>"
    "<pre>code ```\n  in lines</pre><figure><img src=a.png alt='What *it* is'><figcaption>A <b>b</b> &amp; c"
    "<cite>Me “so”</cite></figcaption></figure><p><img src=b.png alt=''></p>"
    "<p>1986. A year. # no heading, 2 * 3 _ 4, a_b_c, &lt;b&gt; &amp;amp; {x} [y] $5 $$ ~~ == `t` ! H<sub>2</sub>O m<sup>2</sup></p>"
    "<p>- no item</p><p>+ 1</p><p>&gt; no quotation</p><p>===</p><p>: x</p><p>(a)= b</p><p>&nbsp;&nbsp;in</p>"
)
TEXTS = {
    "story.html": HTML,
    "page.html": f"<html lang=es><title>T</title><body><article>{HTML}</article></body></html>",
    "story.txt": (
        "EXCLUSIVE:\nThe river\nBy Ana Ruiz\n\nIt is low.  It is _very_ low.\nAnd * more.\n\n* * *\n\n1. It is.\n\n"
        "CHAPTER II\n\n© 2009 The Gazette\n"
    ),
    "notes.md": "A[^b], b[^a] and a[^b].\n\n- x[^a]\n\n[^a]: One.\n\n    Two.\n[^b]: *Three*.\n",
    "front.md": (
        "---\ntitle: 'A: b'\ndek: S\nkicker: K\nby: [A, B]\nlang: en\ndate: 2009-03-03\nsource: https://a.org\n"
        "credit: C # d\nplaces: [a.csv, 'b c.csv']\ncontext: c.geojson\ntheme: t.css\ntiles: t.pmtiles\n"
        "fields: name=NOM,layer=L\ninset: false\nautoplay: 8\nmedia: link\n---\n\nText."
    ),
    "lists.md": "- a\n- b\n\n* c\n\n1. d\n\n1) e\n\n> f\n\n> g\n\n- h\n\n  > i\n\n      code\n\n- - j\n  - k",
    "story.aml": "headline: T\ndek: S\n\n[+body]\nOne *two*.\nsubhead: Part\nquote: It was.\n[]\n",
}


def again(text: str, article: Article) -> Article:
    return read_written(text, "again.md", KnownMedia("again.md", shown_media(article))).article


def assert_same(article: Article) -> None:
    problems: list[Problem] = []
    text = as_markdown(article, problems)
    assert [str(problem) for problem in problems] == []
    read = again(text, article)
    assert [bare(block) for block in read.blocks] == [bare(block) for block in article.blocks]
    fields = ("title", "subtitle", "kicker", "byline", "language", "source_url", "credit")
    assert [getattr(read, field) for field in fields] == [
        getattr(article, field) if field != "title" or article.has_own_title else "" for field in fields
    ]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.parent.name)
def test_the_stories_here_read_the_same(path: Path) -> None:
    assert_same(read_article(path))


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "story.txt"])
def test_every_kind_of_text_reads_the_same(name: str) -> None:
    assert_same(read_written(TEXTS[name], name, KnownMedia(name, None)).article)


def test_documents_read_the_same(tmp_path: Path) -> None:
    body = (
        p("A river", "Title") + p("It is low", "Subtitle") + p("One &amp; &lt;two&gt; *three*.") + p("Part", "Heading1")
    )
    for path in (
        write_docx(tmp_path / "a.docx", body + p("More.")),
        write_odt(tmp_path / "a.odt", "<text:h text:outline-level='2'>Part</text:h><text:p>It is * low.</text:p>"),
        write_epub(tmp_path / "a.epub", {"one.xhtml": "<h2>One</h2><p>It is <i>low</i>.</p>"}),
    ):
        assert_same(read_article(path, language="en"))


def test_plain_text_keeps_its_words_in_single_spaces() -> None:
    article = read_written(TEXTS["story.txt"], "story.txt", KnownMedia("story.txt", None)).article
    problems: list[Problem] = []
    assert as_markdown(article, problems) == (
        "---\ntitle: The river\nkicker: EXCLUSIVE\nbyline: By Ana Ruiz\ncredit: © 2009 The Gazette\n---\n\n"
        "It is low. It is *very* low.\nAnd \\* more.\n\n***\n\n1\\. It is.\n\n## CHAPTER II\n"
    )
    assert problems == []


def test_all_of_the_front_matter_is_kept() -> None:
    article = read_written(TEXTS["front.md"], "front.md", KnownMedia("front.md", None))
    files = {"places": ("a.csv", "b c.csv"), "context": ("c.geojson",), "theme": ("t.css",), "tiles": ("t.pmtiles",)}
    named = Article(
        "A: b",
        article.article.blocks,
        subtitle="S",
        kicker="K",
        place_files=files["places"],
        context_files=files["context"],
        theme_file="t.css",
        tiles_file="t.pmtiles",
        place_fields=(("name", "NOM"), ("layer", "L")),
        inset=False,
        autoplay=8,
        media="link",
    )
    front = read_written(as_markdown(named), "again.md", KnownMedia("again.md", None)).front
    assert {entry: front.paths(entry) for entry in files} == files
    assert (front.place_fields, front.inset, front.autoplay, front.media) == (named.place_fields, False, 8, "link")


def test_what_markdown_cannot_say_is_told() -> None:
    blocks = (
        Block("dateline", "EL PASO, Texas"),
        Block("paragraph", "One.", spans=(Span(0, 3, "emphasis"),)),
        Block("paragraph", "in a cell", within=(Container("table", 1), Container("tr", 2), Container("td", 3))),
    )
    problems: list[Problem] = []
    text = as_markdown(Article("T", blocks, name="old.html"), problems)
    assert text.startswith("---\ntitle: T\n---\n\nEL PASO, Texas\n\n*One*.")
    assert [(str(problem), problem.severity) for problem in problems] == [
        ('old.html: the dateline "EL PASO, Texas" reads otherwise in Markdown; look at it there', "warning")
    ]


def test_sounds_films_and_captions_with_markup_are_kept() -> None:
    spans = (Span(0, 1, "strong"),)
    blocks = (
        Block("recording", "", recording=Recording("a.mp3", "audio", "A", "", "C", "data:,")),
        Block(
            "recording",
            "",
            recording=Recording("b.ogg", "video", "B", data="data:,", poster=Image("p.jpg", decorative=True)),
        ),
        Block("image", "b c", spans=spans, image=Image("c.png", "C", "b c", 'of "x"', "data:,")),
        Block("paragraph", "End."),
    )
    article = Article("T", (Block("headline", "T"), *blocks))
    problems: list[Problem] = []
    again(as_markdown(article, problems), article)
    assert problems == []


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=markdown())
@example(source="*Juárez* &nbsp;\nnext\n&#x3000;line\n")
def test_random_articles_read_the_same(source: str) -> None:
    article = SourceRanges(source, "story.md").article
    problems: list[Problem] = []
    text = as_markdown(article, problems)
    assert problems == []
    assert [bare(block) for block in again(text, article).blocks] == [bare(block) for block in article.blocks]


ALPHABET = "ab é北ب🌈.,;:!?-–—_*`~=^|\\[](){}<>&#$@%+'\"“”1/\u00a0"
KINDS = ("emphasis", "strong", "strike", "code", "subscript", "superscript", "link", "place")
VALUES = {"link": "https://a.org/?b=(1)&c=_d_", "place": "el-paso"}


@st.composite
def paragraphs(draw: st.DrawFn) -> Block:
    """Return a paragraph with spans beside and within each other."""
    written = draw(st.lists(st.text(ALPHABET, min_size=1, max_size=8), min_size=1, max_size=8))
    words = [word for one in written if (word := " ".join(one.split(" ")).strip())]
    text = ""
    spans: list[Span] = []
    for word in words:
        start = len(text) + 1 if text else 0
        text = text + draw(st.sampled_from(" \n")) + word if text else word
        kinds = draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True))
        if not {"link", "place"} <= set(kinds):
            spans += [Span(start, len(text), kind, VALUES.get(kind, "")) for kind in kinds]
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.kind, span.value))
    return with_single_spaces(Block("paragraph", text, spans=tuple(ordered)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=st.lists(paragraphs(), min_size=1, max_size=4))
def test_any_signs_and_any_markup_are_written_so_that_they_read_the_same(blocks: list[Block]) -> None:
    blocks = [block for block in blocks if not is_blank(block.text) and block.text == block.text.strip()]
    article = Article("T", (Block("headline", "T"), *blocks, Block("paragraph", "The end.")))
    problems: list[Problem] = []
    text = as_markdown(article, problems)
    assert problems == [], text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=ANY_TEXTS, name=NAMES)
def test_what_is_not_told_reads_the_same(source: str, name: str) -> None:
    try:
        article = read_written(source, name, KnownMedia(name, None)).article
    except StorymapError:
        return
    problems: list[Problem] = []
    text = as_markdown(article, problems)
    if not problems:
        single = [bare(with_single_spaces(block)) for block in article.blocks]
        assert [bare(block) for block in again(text, article).blocks] == single


def test_marks_beside_punctuation_are_signs() -> None:
    article = SourceRanges("<h1>T</h1><p>(<b>“one”</b>), two</p>", "a.html").article
    assert as_markdown(article) == "---\ntitle: T\n---\n\n\\(**“one”**), two\n"
