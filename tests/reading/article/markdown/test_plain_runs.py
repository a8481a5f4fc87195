"""Blocks without markup are read at a glance, and are what they would be by way of HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from storymap.errors import Problem
from storymap.limits import MOST_HTML_REFERENCES
from storymap.model import Article
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.markdown.notes_and_lists import add_notes_and_lists
from storymap.reading.article.markdown.plain_blocks import add_plain_blocks
from storymap.reading.article.markdown.plain_runs import PlainRuns
from storymap.reading.article.markdown.reader import read_markdown
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.media.policy import MediaPolicy
from tests.reading.article.files import read, refusal

_PIECES = st.sampled_from(
    [
        *("In Laredo.", "“Go,” 3 < 4.", 'a "b"', "# Head", "## Two\t#", "*em*", "[l](https://x.org)", "[r](foo:x)"),
        *("a\\*b", "&#12;c", "AT&T", " href=foo:x", "- item", "1. one", "> quoted", "Term", ": meaning", "---", "==="),
        *("| a | b |", "|---|---|", "    code", "```", "e\u0301", "\u00a0", "a  ", "\tb", "[^1]", "[^1]: note", "^[n]"),
        *("![p](https://x.org/a.jpg)", "*cap*", '{view="1,2,3"}', "!!! note", "日本語。", "", "", "\n"),
    ]
)
_TEXTS = st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", "\n", "\n\n"])), max_size=14)


def markdown(text: str) -> tuple[Article, list[Problem]]:
    problems: list[Problem] = []
    media = MediaEmbedder(Path(), "story.md", MediaPolicy(), str)
    return read_markdown(text, FrontMatter(), "story.md", media, problems), problems


def test_plain_blocks_stand_between_all_others(tmp_path: Path) -> None:
    article = read(tmp_path, "# T\n\nOne\ntwo  \nthree.\n\n## H\n\n- *four*\n\nFive.\n\n> Six.\n\nSeven.\n")
    assert [(block.kind, block.text, block.line) for block in article.blocks] == [
        *(("headline", "T", 1), ("paragraph", "One\ntwo\nthree.", 3), ("heading", "H", 7), ("paragraph", "four", 9)),
        *(("paragraph", "Five.", 11), ("paragraph", "Six.", 13), ("paragraph", "Seven.", 15)),
    ]
    assert [[container.tag for container in block.within] for block in article.body] == [
        *([], [], ["ul", "li"], [], ["blockquote"], []),
    ]


@given(_TEXTS)
def test_they_are_what_they_are_by_way_of_html(pieces: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, pieces))
    read_apart = markdown(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainRuns, "may_be_apart", lambda *_: False)
        assert markdown(text) == read_apart


@given(_TEXTS)
def test_rules_that_are_not_tried_would_find_nothing(pieces: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, pieces))
    every_rule, at_a_glance = MarkdownIt("commonmark").enable("table"), MarkdownIt("commonmark").enable("table")
    for parser in (every_rule, at_a_glance):
        add_notes_and_lists(parser)
    add_plain_blocks(at_a_glance)
    assert at_a_glance.parse(text) == every_rule.parse(text)


def test_an_element_of_the_text_holds_no_place(tmp_path: Path) -> None:
    article = read(tmp_path, 'One.\n\n<hr class="plain-run">\n\nTwo.\n')
    assert [(block.kind, block.text) for block in article.body] == [
        *(("paragraph", "One."), ("rule", ""), ("paragraph", "Two.")),
    ]


def test_a_stroke_that_joins_the_sign_before_it_is_not_lost(tmp_path: Path) -> None:
    assert [block.text for block in read(tmp_path, "One.\n\n\u0338 Two.\n").body] == ["One.", "\u0338 Two."]


def test_as_many_signs_as_html_may_have_are_admitted_and_no_more(tmp_path: Path) -> None:
    many = 'the "word"\n\n' * 10 + '"' * (MOST_HTML_REFERENCES - 20)
    assert len(read(tmp_path, many).body) == 11
    (tmp_path / "story.md").write_text(f'{many}"\n')
    assert refusal(tmp_path / "story.md")[0].startswith("story.md: there are more than 500,000 character references")
