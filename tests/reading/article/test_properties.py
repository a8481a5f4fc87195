"""What holds for every article, whatever is in the file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from storymap.errors import ArticleError, Problem
from storymap.model import Article
from storymap.reading.article.reader import read_article
from storymap.reading.text import normalise, one_line

PIECES = (
    *("# ", "## ", "> ", "- ", "1. ", "```\n", "---\n", "| a | b |\n|---|---|\n", "* * *\n", "    ", "\\\n", "  \n"),
    *("*", "**", "_", "`", "~~", "[", "]", "(", ")", "![x](y.png)", "[a](place:b)", "[a](https://b.example)"),
    *("<b>", "</b>", "<p>", "</p>", "<br>", "<ul>", "<li>", "</ul>", "<table><tr><td>", "</table>", "<pre>", "<h1>"),
    *("<figure><img src=a.png>", "<figcaption>", "</figure>", "<a href=place:x>", "</a>", "<q>", "<!--", "<svg>"),
    *("<caption>", "<blockquote>", "<cite>", "<div hidden>", "<article>", "<html>", "<sup>", "&#x301;", "&nbsp;"),
    *("\n", "\n\n", " ", "\t", "é", "e\u0301", "\u0301", "\u0345", "Juárez", "“word”", "\u00a0", "\u2028", "\x00"),
    *("title: x\n", "By Ana Ruiz\n", "EL PASO, Texas", "EXCLUSIVE:\n", "© 2018 X", "한", "👩‍👧", "\ufeff", "\u202e"),
)
TEXTS = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
NAMES = st.sampled_from(["a.md", "a.txt", "a.html"])
PARENTS = {"li": {"ul", "ol"}, "tr": {"table"}, "td": {"tr"}, "th": {"tr"}}


def read(data: bytes, name: str) -> Article | None:
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        try:
            article = read_article(Path(folder) / name, problems=problems)
        except ArticleError as error:
            refused, article = error.problems, None
    if article is None:
        assert "error" in {problem.severity for problem in refused}
        assert problems == []
    assert {problem.severity for problem in problems} <= {"warning", "note"}
    return article


@given(st.binary(max_size=60) | TEXTS.map(str.encode), NAMES)
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    read(data, name)


@given(TEXTS, NAMES)
@example("a<br>\u0301", "a.html")
@example("<b>e</b><i>\u0301</i>", "a.html")
@example("<table><caption><ul><li>a</table>b", "a.html")
@settings(max_examples=400, deadline=None)
def test_blocks_and_spans_hold_together(text: str, name: str) -> None:
    article = read(text.encode(), name)
    if article is None:
        return
    assert article.title.strip()
    for block in article.body:
        assert normalise(block.text) == block.text
        assert block.text.strip(" \n\t") or block.kind in ("rule", "image")
        assert (block.kind == "heading") == (2 <= block.level <= 6)
        assert (block.kind == "image") == (block.image is not None)
        order = [(span.start, -span.end) for span in block.spans]
        assert order == sorted(order)
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)
        assert all(block.text[s.start : s.end] == "\n" for s in block.spans if s.kind == "break")
        outer = ""
        for container in block.within:
            assert outer in PARENTS.get(container.tag, {outer})
            assert container.tag in ("li", "tr", "td", "th") or outer not in ("ul", "ol", "table", "tr")
            outer = container.tag
        assert outer not in ("ul", "ol", "table", "tr")


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_plain_words_come_through_html_unchanged(text: str) -> None:
    article = read(f"<p>x{text}x</p>".encode(), "a.html")
    assert article is not None
    (block,) = article.body
    assert one_line(block.text) == one_line(normalise(f"x{text}x"))
