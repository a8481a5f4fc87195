"""What an author writes beside a heading or a paragraph for the map."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article, AuthorView
from storymap.reading.article.reader import read_article
from tests.reading.article.files import put_picture


def read(folder: Path, text: str, name: str = "story.md") -> tuple[Article, list[str]]:
    problems: list[Problem] = []
    (folder / name).write_text(text, encoding="utf-8")
    article = read_article(folder / name, problems=problems)
    return article, [f"{problem.where}: {problem.what}" for problem in problems]


def views(article: Article) -> list[tuple[str, AuthorView | None]]:
    return [(block.text, block.view) for block in article.body]


def test_a_heading_and_a_paragraph_have_views_and_the_text_loses_them(tmp_path: Path) -> None:
    text = (
        '## The *river* {view="el-paso, Ciudad-Juarez"} ##\n\n'
        'It rained\nall day. {view="31.75, -106.48, 12"\n  show="Cities" hide="States, A *b* c"}\n\nDry.\n'
    )
    article, problems = read(tmp_path, text)
    assert views(article) == [
        ("The river", AuthorView(("el-paso", "ciudad-juarez"))),
        ("It rained\nall day.", AuthorView((), (-106.48, 31.75), 12.0, ("Cities",), ("States", "A *b* c"))),
        ("Dry.", None),
    ]
    assert problems == []


def test_items_of_lists_quotations_and_pictures_have_views(tmp_path: Path) -> None:
    put_picture(tmp_path, "a.gif")
    text = '- one {show="A"}\n- two\n\n> said {hide="B"}\n\n![what it shows](a.gif) {view="x"}\n'
    article, _ = read(tmp_path, text)
    assert [(block.kind, block.view) for block in article.body] == [
        ("paragraph", AuthorView(show=("A",))),
        ("paragraph", None),
        ("paragraph", AuthorView(hide=("B",))),
        ("image", AuthorView(("x",))),
    ]


def test_a_view_may_touch_the_last_word(tmp_path: Path) -> None:
    article, problems = read(tmp_path, 'A word{view="x"}')
    assert views(article) == [("A word", AuthorView(("x",)))]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    ["He {sic} said.", "He said {sic}", "a set {1, 2}", r"as \{view=x", '`{view="x"}` is how'],
)
def test_other_braces_are_text(tmp_path: Path, text: str) -> None:
    article, problems = read(tmp_path, text)
    assert article.body[0].view is None
    assert "{" in article.body[0].text
    assert problems == []


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ('{viewer="x"}', 'there is no "viewer" among what a block can have; it stays in the text'),
        ("{view='x'}", "{view='x'} is not understood and stays in the text"),
        ("{view=x}", "{view=x} is not understood and stays in the text"),
        ("{view=“x”}", "{view=“x”} is not understood and stays in the text"),
        ('{view="x" view="y"}', '{view="x" view="y"} is not understood and stays in the text'),
        ('{view="x" and more}', '{view="x" and more} is not understood and stays in the text'),
    ],
)
def test_what_is_nearly_right_stays_in_the_text_and_is_named(tmp_path: Path, written: str, what: str) -> None:
    article, problems = read(tmp_path, f"# T\n\nIt rained\nall day. {written}\n")
    assert article.body[0].view is None
    assert article.body[0].text.endswith(written)
    assert problems == [f"story.md, line 4: {what}"]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("31.75,-106.48", 'view="31.75,-106.48" is not three numbers'),
        ("1,2,3,4", 'view="1,2,3,4" is not three numbers'),
        ("1-2,3,4", 'view="1-2,3,4" is not three numbers'),
        ("-106.48,31.75,9", 'view="-106.48,31.75,9" is not on the earth'),
        ("10,200,9", 'view="10,200,9" is not on the earth'),
        ("10,20,99", "zoom 99 is outside 1 to 18"),
        ("10,20,0", "zoom 0 is outside 1 to 18"),
        ("", "a view is empty"),
        (" ", "a view is empty"),
    ],
)
def test_a_view_that_cannot_be_is_left_out(tmp_path: Path, written: str, what: str) -> None:
    article, problems = read(tmp_path, f'# T\n\nIt rained. {{view="{written}"}}\n')
    assert views(article) == [("It rained.", None)]
    assert problems == [f"story.md, line 3: {what}"]


def test_attributes_alone_and_on_the_title_are_named(tmp_path: Path) -> None:
    article, problems = read(tmp_path, '# T {view="x"}\n\n{view="x"}\n\nIt rained.\n')
    assert article.title == "T"
    assert views(article) == [("It rained.", None)]
    assert problems == [
        'story.md, line 3: {view="x"} stands alone and is left out',
        "story.md, line 1: the title has a view, and is left out",
    ]


def test_html_says_it_with_data_attributes(tmp_path: Path) -> None:
    text = (
        '<article><h1>T</h1><section data-view="x"><h2>One</h2><p data-show="A &amp; B" data-hide="C">Two</p></section>'
        '<p><b data-view="y">Three</b></p><figure data-view="31,-106,9"><p>Four</p></figure></article>'
    )
    article, problems = read(tmp_path, text, "story.html")
    assert views(article) == [
        ("One", AuthorView(("x",))),
        ("Two", AuthorView(show=("A & B",), hide=("C",))),
        ("Three", None),
        ("Four", AuthorView((), (-106.0, 31.0), 9.0)),
    ]
    assert problems == []


def test_very_many_bad_views_are_a_screen_of_warnings(tmp_path: Path) -> None:
    _, problems = read(tmp_path, 'Rain. {view="1,2"}\n\n' * 500)
    assert len(problems) == 21
    assert problems[-1] == "story.md: 480 more views have such problems"


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    names = ",".join(f"p{n}" for n in range(150))
    article, problems = read(tmp_path, f'Rain. {{view="{names}"}}\n')
    view = article.body[0].view
    assert view is not None
    assert len(view.place_ids) == 100
    assert problems == ["story.md, line 1: 150 names are listed, and the first 100 taken"]
