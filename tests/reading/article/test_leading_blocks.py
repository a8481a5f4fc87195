"""Kicker, headline and standfirst lead an article, whatever they were read from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap import build_story
from storymap.errors import Problem
from storymap.model import Article, Block, Span
from storymap.reading.article.leading_blocks import with_leading_blocks
from storymap.reading.article.reader import read_article
from storymap.reading.text import one_line
from tests.reading.article.files import read, refusal
from tests.reading.article.word_files import p, write_docx

NO_PLACES = '{"type": "FeatureCollection", "features": []}'


def leading(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks if block.is_leading]


def test_they_come_in_the_order_of_the_page_before_the_body(tmp_path: Path) -> None:
    text = "---\nsubtitle: Two banks\ntitle: The river\nkicker: Border\n---\nWater.\n"
    article = read(tmp_path, text)
    assert [block.kind for block in article.blocks] == ["kicker", "headline", "standfirst", "paragraph"]
    assert leading(article) == [("kicker", "Border"), ("headline", "The river"), ("standfirst", "Two banks")]
    assert [block.text for block in article.body] == ["Water."]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# The river\n\nWater.\n"),
        ("a.md", "---\ntitle: The river\n---\n# The River\n\nWater.\n"),
        ("a.html", "<h1>The river</h1><p>Water.</p>"),
        ("a.html", "<html><head><title>The river</title></head><body><p>Water.</p></body></html>"),
        ("a.txt", "The river\n\nWater.\n"),
    ],
)
def test_every_reader_ends_with_the_same_headline(tmp_path: Path, name: str, text: str) -> None:
    article = read(tmp_path, text, name=name)
    assert (article.title, article.has_own_title) == ("The river", True)
    assert leading(article) == [("headline", "The river")]
    assert [(block.kind, block.text) for block in article.body] == [("paragraph", "Water.")]


@pytest.mark.parametrize(
    ("body", "more"), [(p("The river", "Title"), {}), (p("The river", "Heading1"), {}), ("", {"title": "The river"})]
)
def test_a_word_document_ends_with_the_same_headline(tmp_path: Path, body: str, more: dict[str, str]) -> None:
    article = read_article(write_docx(tmp_path / "a.docx", body + p("Water."), **more))
    assert leading(article) == [("headline", "The river")]
    assert [(block.kind, block.text, block.line) for block in article.body] == [("paragraph", "Water.", None)]


def test_plain_text_says_on_which_lines_they_stand(tmp_path: Path) -> None:
    article = read(tmp_path, "\nEXCLUSIVE:\nThe river\nBy Ana Ruiz\n\nWater.\n", name="a.txt")
    assert [(block.kind, block.text, block.line) for block in article.blocks] == [
        ("kicker", "EXCLUSIVE", 2),
        ("headline", "The river", 3),
        ("paragraph", "Water.", 6),
    ]


def test_a_heading_that_is_the_title_keeps_its_markup_and_its_line(tmp_path: Path) -> None:
    article = read(tmp_path, "\n# The *Ems* at [the mouth](place:emden)\n\nWater.\n")
    assert article.title == "The Ems at the mouth"
    assert article.blocks[0] == Block(
        "headline", "The Ems at the mouth", spans=(Span(4, 7, "emphasis"), Span(11, 20, "place", "emden")), line=2
    )


def test_a_title_in_the_front_matter_takes_the_markup_of_the_heading_that_repeats_it(tmp_path: Path) -> None:
    article = read(tmp_path, "---\ntitle: The Ems\n---\n# The *Ems*\n\nWater.\n")
    assert article.blocks[0] == Block("headline", "The Ems", spans=(Span(4, 7, "emphasis"),), line=4)


def test_a_headline_over_two_lines_is_a_title_on_one(tmp_path: Path) -> None:
    article = read(tmp_path, "<h1>The river<br>falls</h1><p>Water.</p>", name="a.html")
    assert (article.title, leading(article)) == ("The river falls", [("headline", "The river\nfalls")])


def test_the_name_of_the_file_is_no_text(tmp_path: Path) -> None:
    article = read(tmp_path, "Water.\n", name="night-in-aleppo.md")
    assert (article.title, article.has_own_title, leading(article)) == ("Night in aleppo", False, [])


def test_a_headline_has_no_view_of_the_map_and_that_is_said(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, '# The [river](view:1,2,3) {view="1,2,3"}\n\nWater.\n', problems)
    assert article.blocks[0] == Block("headline", "The river", line=1)
    assert ["the title" in problem.what for problem in problems] == [True]


def test_a_headline_alone_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nsubtitle: Two banks\nkicker: Border\n---\n# The river\n")
    assert refusal(tmp_path / "a.md") == ["a.md: there is no text in it; write the article below its title"]


def test_another_title_takes_the_place_of_the_headline(tmp_path: Path) -> None:
    (tmp_path / "places.geojson").write_text(NO_PLACES)
    for text in ("# The *river*\n\nWater.\n", "Water.\n"):
        (tmp_path / "a.md").write_text(text)
        article = build_story(tmp_path / "a.md", title="The sea").article
        assert (article.title, leading(article)) == ("The sea", [("headline", "The sea")])
        assert [block.text for block in article.body] == ["Water."]


TEXT = st.text("ab \n\t\u202eé", max_size=6)


@given(TEXT, TEXT, TEXT, st.lists(st.sampled_from(["kicker", "headline", "standfirst", "paragraph"]), max_size=5))
def test_blocks_and_fields_agree_however_often_they_are_made(
    kicker: str, title: str, subtitle: str, kinds: list[str]
) -> None:
    blocks = tuple(Block(kind, title) for kind in kinds)  # type: ignore[arg-type]
    article = with_leading_blocks(Article(title, blocks, kicker=kicker, subtitle=subtitle))
    assert with_leading_blocks(article) == article
    assert [block.kind for block in article.body] == ["paragraph"] * kinds.count("paragraph")
    said = {"kicker": kicker, "headline": title, "standfirst": subtitle}
    assert {kind: one_line(text) for kind, text in leading(article)} == {
        kind: one_line(text) for kind, text in said.items() if text
    }
    renamed = with_leading_blocks(replace(article, title="Another"))
    assert ("headline", "Another") in leading(renamed)
