"""Where blocks and ranges of their text stand in the source."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from storymap.errors import StorymapError
from storymap.reading.article.known_media import shown_media
from storymap.reading.article.source_ranges import SourceRange, SourceRanges
from tests.editing.article.markdown_samples import markdown

SOURCE = (
    '\ufeff---\r\ntitle: T\r\n---\r\n\r\n# T\r\n\r\nOne *two* &amp; Jua\u0301rez.\r\nMore {view="p"}\r\n\r\n'
    "> - item\r\n>   goes on\r\n\r\na | b\r\n--|--\r\nc | *d*\r\n\r\nNote[^1].\r\n\r\n[^1]: The note.\r\n"
)


def taken(source: str, found: SourceRange | None) -> str:
    assert found is not None
    return source[found.start : found.end]


def test_blocks_stand_on_their_lines() -> None:
    ranges = SourceRanges(SOURCE, "story.md")
    found = [(block.text, block.line, ranges.block_range(at)) for at, block in enumerate(ranges.article.blocks)]
    assert [(text, line, taken(SOURCE, where) if where else None) for text, line, where in found] == [
        ("T", 5, "# T"),
        ("One two & Juárez.\nMore", 7, 'One *two* &amp; Jua\u0301rez.\r\nMore {view="p"}'),
        ("item\ngoes on", 10, "> - item\r\n>   goes on"),
        ("a", 13, "a"),
        ("b", 13, "b"),
        ("c", 15, "c"),
        ("d", 15, "*d*"),
        ("Note1.", 17, "Note[^1]."),
        ("", None, None),
        ("The note.", 19, "[^1]: The note."),
    ]


@pytest.mark.parametrize(
    ("block", "words", "written", "line", "column"),
    [
        (0, "T", "T", 5, 3),
        (1, "two", "two", 7, 6),
        (1, "One two", "One *two", 7, 1),
        (1, "& J", "&amp; J", 7, 11),
        (1, "Juárez", "Jua\u0301rez", 7, 17),
        (1, ".\nMore", ".\r\nMore", 7, 23),
        (2, "goes", "goes", 11, 5),
        (6, "d", "d", 15, 6),
        (7, "1", "[^1]", 17, 5),
        (9, "note", "note", 19, 11),
    ],
)
def test_words_stand_where_they_are_written(block: int, words: str, written: str, line: int, column: int) -> None:
    ranges = SourceRanges(SOURCE, "story.md")
    start = ranges.article.blocks[block].text.index(words)
    found = ranges.text_range(block, start, start + len(words))
    assert found is not None
    assert (taken(SOURCE, found), found.line, found.column) == (written, line, column)


def test_lines_of_plain_text_are_known_and_those_of_html_are_not() -> None:
    source = "OLD:\nHeadline\n\nOne line\nand more.\n\nTwo."
    ranges = SourceRanges(source, "story.txt")
    assert [taken(source, ranges.block_range(at)) for at in range(4)] == [
        "OLD:",
        "Headline",
        "One line\nand more.",
        "Two.",
    ]
    assert taken(source, ranges.text_range(2, 4, 12)) == "line\nand"
    html = SourceRanges("<p>One</p>", "story.html")
    assert (html.block_range(0), html.text_range(0, 0, 3), html.block_range(9)) == (None, None, None)


def test_which_pictures_are_shown_decides_which_are_blocks() -> None:
    source = "![a](a.png)\n\n![b](b.png)\n\n![c](https://a.org/c.png)\n\ntext"
    every = SourceRanges(source, "story.md").article
    assert [block.kind for block in every.blocks] == ["image", "image", "image", "paragraph"]
    assert shown_media(every) == {"a.png", "b.png"}
    some = SourceRanges(source, "story.md", frozenset({"b.png"})).article
    assert [block.image.src for block in some.blocks if block.image] == ["b.png", "https://a.org/c.png"]


def test_what_is_no_article_is_refused() -> None:
    with pytest.raises(StorymapError, match="no line --- closes it"):
        SourceRanges("---\ntitle: T\n\nText", "story.md")
    with pytest.raises(StorymapError, match="there is no text in it"):
        SourceRanges("# Title", "story.md")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=markdown())
def test_every_letter_is_found_where_it_is_written(source: str) -> None:
    ranges = SourceRanges(source, "story.md")
    for at, block in enumerate(ranges.article.blocks):
        part = ranges.part(at)
        if part is None or not part.pieces or block.image:
            continue
        for offset, letter in enumerate(block.text):
            found = ranges.text_range(at, offset, offset + 1)
            if letter.isalpha() and letter.isascii():
                written = taken(source, found)
                assert written == letter or written.startswith(("[", "\\", "&"))
