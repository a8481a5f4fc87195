"""Words of an article that show something on the map while a reader presses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.model import Article, AuthorView
from tests.reading.article.files import put_picture
from tests.reading.article.test_view_directives import read

BRIDGES = AuthorView((), (-106.48, 31.75), 13.0)


def actions(article: Article) -> list[tuple[str, AuthorView | None]]:
    spans = [(block, span) for block in article.body for span in block.spans if span.kind == "action"]
    return [(block.text[span.start : span.end], span.view) for block, span in spans]


@pytest.mark.parametrize(
    ("written", "view"),
    [
        ("view:31.75,-106.48,13", BRIDGES),
        ("view:31.75, -106.48, 13", BRIDGES),
        ("view:31.75,\n-106.48, 13", BRIDGES),
        ("view:31.75,%20-106.48,13", BRIDGES),
        ("<view: 31.75, -106.48, 13>", BRIDGES),
        ("View:El-Paso, ciudad-juarez", AuthorView(("el-paso", "ciudad-juarez"))),
        ("layers:Crossings", AuthorView(layers=("Crossings",))),
        ("layers:Border crossings, Cities & states", AuthorView(layers=("Border crossings", "Cities & states"))),
        ("<layers:Towns (large)>", AuthorView(layers=("Towns (large)",))),
    ],
)
def test_a_link_is_an_action(tmp_path: Path, written: str, view: AuthorView) -> None:
    article, problems = read(tmp_path, f"Look at [the *two* bridges]({written}) here.\n")
    assert article.body[0].text == "Look at the two bridges here."
    assert actions(article) == [("the two bridges", view)]
    assert problems == []


def test_what_is_a_link_beside_a_text_is_the_same_view(tmp_path: Path) -> None:
    for name, value in (("view", "31.75,-106.48,13"), ("view", "x, y"), ("layers", "A b, C")):
        article, _ = read(tmp_path, f'[It]({name}:{value}) rained. {{{name}="{value}"}}\n')
        ((_, view),) = actions(article)
        assert view is not None
        assert view == article.body[0].view


def test_code_is_code_and_an_image_is_no_action(tmp_path: Path) -> None:
    article, _ = read(tmp_path, "`[x](view:1, 2, 3)`, ![what](view:x), [a](https://example.org/view:x)\n")
    assert actions(article) == []
    assert article.body[0].text.startswith("[x](view:1, 2, 3), ")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("view:31.75,-106.48", "view:31.75,-106.48 is not three numbers"),
        ("view:-106.48,31.75,9", "view:-106.48,31.75,9 is not on the earth"),
        ("view:10,20,99", "zoom 99 is outside 1 to 18"),
        ("view:" + "9" * 400 + ",1,9", None),
        ("view:1,2," + "9" * 400, None),
        ("view:", "a view is empty"),
        ("layers:", "no layer is named"),
        ("layers: , ", "no layer is named"),
    ],
)
def test_what_cannot_be_shown_is_plain_words_and_a_problem_with_its_line(
    tmp_path: Path, written: str, problem: str | None
) -> None:
    article, problems = read(tmp_path, f"# T\n\nIt rained.\nLook [there]({written}) now.\n")
    assert article.body[0].text == "It rained.\nLook there now."
    assert actions(article) == []
    assert len(problems) == 1
    assert problems[0].startswith("story.md, line 4: ")
    if problem:
        assert problems == [f"story.md, line 4: {problem}"]


@pytest.mark.parametrize("written", ["view:javascript:alert(1)", "view:NaN,NaN,NaN", "view:1e9,0,3", "view:<b>x</b>"])
def test_what_is_no_number_is_at_most_the_name_of_a_place(tmp_path: Path, written: str) -> None:
    article, _ = read(tmp_path, f"Look [there](<{written}>) or [there]({written}).\n")
    assert all(view is None or (view.place_ids and view.centre is None) for _, view in actions(article))


def test_html_has_attributes_or_addresses(tmp_path: Path) -> None:
    text = (
        '<p>See <a href="view:31.75,-106.48,13">one</a>, <button data-view="x">two</button> <button>Share</button>'
        ' <span data-view="x" data-layers="A &amp; B" data-hide="C"><b>three</b></span>'
        ' <a href="https://example.org/" data-layers="A">four</a> <span class="lead">five</span></p>'
    )
    article, problems = read(tmp_path, text, "story.html")
    assert article.body[0].text == "See one, two three four five"
    assert actions(article) == [
        ("one", BRIDGES),
        ("two", AuthorView(("x",))),
        ("three", AuthorView(("x",), hide=("C",), layers=("A & B",))),
        ("four", AuthorView(layers=("A",))),
    ]
    assert not [span for span in article.body[0].spans if span.kind == "link"]
    assert article.body[0].view is None
    assert problems == []


def test_a_caption_has_actions(tmp_path: Path) -> None:
    put_picture(tmp_path, "a.gif")
    text = '<figure><img src="a.gif" alt="A"><figcaption>See <a href="view:x">it</a>.</figcaption></figure>'
    article, _ = read(tmp_path, text, "story.html")
    assert actions(article) == [("it", AuthorView(("x",)))]


def test_an_action_within_another_is_of_the_outer_one(tmp_path: Path) -> None:
    article, _ = read(tmp_path, '<p><span data-view="x">a <a href="view:y">b</a> c</span> d</p>', "story.html")
    assert actions(article) == [("a b c", AuthorView(("x",)))]


def test_the_layers_of_a_block_are_shown_alone(tmp_path: Path) -> None:
    article, problems = read(tmp_path, '## Towns {layers="Cities"}\n\nIt rained.{layers="A, B"}\n')
    assert [block.view for block in article.body] == [AuthorView(layers=("Cities",)), AuthorView(layers=("A", "B"))]
    assert problems == []


def test_an_action_in_the_title_is_named(tmp_path: Path) -> None:
    article, problems = read(tmp_path, "# See [it](view:x)\n\nIt rained.\n")
    assert article.title == "See it"
    assert problems == ["story.md, line 1: the title has a view, and is left out"]


def test_a_button_that_is_not_closed_hides_no_words(tmp_path: Path) -> None:
    article, problems = read(tmp_path, '<p>One <button data-view="x">two three.</p><p>Four.</p>', "story.html")
    assert " ".join(block.text for block in article.body) == "One two three. Four."
    assert problems == []
