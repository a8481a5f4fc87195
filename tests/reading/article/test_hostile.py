"""Texts that are made to take for ever, to fill the memory, or to end in a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storymap.errors import ArticleError
from storymap.reading.article.reader import read_article
from tests.time_limit import TimeLimit


@pytest.fixture(autouse=True)
def _in_seconds(within: TimeLimit) -> Iterator[None]:
    with within(30):  # most take less than one
        yield


def read(folder: Path, name: str, text: str) -> tuple[int, str]:
    """Return how many blocks there are, or else what is said."""
    (folder / name).write_text(text, encoding="utf-8")
    try:
        blocks, said = len(read_article(folder / name).body), ""
    except ArticleError as error:
        blocks, said = 0, str(error)
    return blocks, said


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_a_line_of_five_megabytes(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, "word " * 1_000_000) == (1, "")


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_a_million_blank_lines(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, "One.\n" + "\n" * 1_000_000 + "Two.")[1] == ""


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_million_paragraphs(tmp_path: Path, name: str) -> None:
    assert "there are 1,000,000 lines of text" in read(tmp_path, name, "a\n\n" * 1_000_000)[1]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "![" * 10_000,
        "*" * 10_000,
        "*a " * 10_000,
        "*a_ " * 10_000,
        "[a](" * 10_000,
        "[a\n" * 10_000,
        "`" * 10_000,
        "<a " * 10_000,
        "a <![CDATA[" * 10_000,
        "[a]: b\n" * 10_000,
        "![" * 1000 + "a" + "](b)" * 1000,
        "- a\n" * 10_000,
        "|a" * 5000 + "\n" + "|-" * 5000 + "\n" + "|a" * 5000,
        "&#x301;" * 10_000,
    ],
    ids=lambda text: text[:6].strip(),
)
def test_markdown_with_much_of_one_mark(tmp_path: Path, text: str) -> None:
    blocks, said = read(tmp_path, "a.md", f"{text}\n\nThe end.")
    assert (blocks >= 1, said) == (True, "")


@pytest.mark.parametrize("text", [">" * 10_000, "> " * 10_000, "- " * 10_000, "1. " * 10_000])
def test_markdown_that_is_nested_deeply_is_refused_and_not_cut(tmp_path: Path, text: str) -> None:
    assert "nested too deeply" in read(tmp_path, "a.md", f"{text}The end.")[1]


def test_markdown_that_is_nested_a_little_too_deeply_keeps_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("> " * 40 + "The end.")
    (block,) = read_article(tmp_path / "a.md").body
    assert block.text == "The end."
    assert len(block.within) == 20


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 50_000, "there are more than 40,000 characters of markup ([)"),
        ("<" * 50_000, "there are more than 20,000 characters of markup (<)"),
        ("a*" * 250_000, "there are more than 200,000 characters of markup (* _ ` ~)"),
        ('quoth "the" ' * 300_000, "there are more than 500,000 character references"),
    ],
)
def test_more_markup_than_an_article_has_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in read(tmp_path, "a.md", text)[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<div>" * 100_000 + "a", "HTML elements are nested more than 2,000 deep"),
        ("<p>a" * 300_000, "there are more than 200,000 HTML elements"),
        ("".join(f"<b class=c{i}>" for i in range(1900)) + "<p>a" * 2000, "elements such as <b> are not closed"),
        ("&amp;" * 600_000, "there are more than 500,000 character references"),
    ],
)
def test_html_that_would_take_for_ever_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in read(tmp_path, "a.html", text)[1]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<div>" * 1900 + "<p>a" * 1000, 1000),
        ("<blockquote>" * 1900 + "<p>a" * 1000, 1000),
        ("<figure>" * 1900 + "a", 1),
        ("<ul><li>" * 900 + "a", 1),
        ("<table><tr><td>" * 600 + "a", 1),
        ("<pre>" * 900 + "a", 1),
        ("<b>e<b>\u0301</b></b>" * 10_000, 1),
        ("<p class=" + "x" * 3_000_000 + ">a", 1),
        ("<!--" * 300_000 + "--><p>a", 1),
        ("< " * 100_000 + "a", 1),
        ("<p>a</p>" + "<html " * 190_000, 1),
    ],
    ids=lambda value: str(value)[:12],
)
def test_html_that_is_odd_is_read(tmp_path: Path, text: str, blocks: int) -> None:
    assert read(tmp_path, "a.html", text) == (blocks, "")


def test_a_letter_under_a_million_marks(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "The e" + "\u0301\u0316" * 500_000 + "nd.") == (1, "")


def test_lines_of_dashes(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "-" * 3_000_000 + "\n\n" + "* " * 1_000_000 + "\n\nThe end.") == (3, "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.aml", "title: A\n[{}!\n[+body]\nText.\n[]\n"),
        ("a.aml", "title: A\n{{{}!\n[+body]\nText.\n[]\n"),
        ("a.txt", "title: A\n[{}!\n[+body]\nText.\n[]\n"),
        ("a.md", "{{ref}}`a{}b` Text.\n"),
        ("a.md", '---\ntitle: "A{}B"\n---\nText.\n'),
        ("a.md", '+++\nauthor = "A{}B"\n+++\nText.\n'),
    ],
)
def test_a_line_of_blanks(tmp_path: Path, name: str, text: str) -> None:
    assert read(tmp_path, name, text.format(" " * 60_000))[1] == ""


def test_thousands_of_tables_of_toml(tmp_path: Path) -> None:
    tables = "".join(f"[[a{number}.b]]\n" for number in range(4_500))
    assert read(tmp_path, "a.md", f"+++\n{tables}+++\nText.\n") == (1, "")
