"""A picture is put after a block, and is read with what was said of it."""

from __future__ import annotations

import pytest

from storymap.editing.article.pictures import add_picture
from storymap.reading.article.source_ranges import SourceRanges
from tests.editing.article.changes import changed, refused

PICTURE = '![A](a.png "C"){credit="D"}'
CASES = {
    "between": ("x\n\ny", 0, f"x\n\n{PICTURE}\n\ny"),
    "at the end": ("x", 0, f"x\n\n{PICTURE}\n"),
    "at the end of a line": ("x\n", 0, f"x\n\n{PICTURE}\n"),
    "windows": ("x\r\n\r\ny\r\n", 0, f"x\r\n\r\n{PICTURE}\r\n\r\ny\r\n"),
    "after a list": ("- a\n- b\n\ny", 0, f"- a\n- b\n\n{PICTURE}\n\ny"),
    "after a quotation": ("> a\n>\n> b\n\ny", 0, f"> a\n>\n> b\n\n{PICTURE}\n\ny"),
    "after a table": ("a | b\n--|--\nc | d\n\ny", 0, f"a | b\n--|--\nc | d\n\n{PICTURE}\n\ny"),
    "after a heading": ("## a\nb", 0, f"## a\n\n{PICTURE}\n\nb"),
    "below the front matter": ("---\ntitle: T\n---\n\nx", 0, f"---\ntitle: T\n---\n{PICTURE}\n\nx"),
    "after a picture": ("![x](b.png)\n\ny", 0, f"![x](b.png)\n\n{PICTURE}\n\ny"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_picture_stands_after_a_block_or_what_is_around_it(case: str) -> None:
    source, block, expected = CASES[case]
    options = {"alt": "A", "caption": "C", "credit": "D"}
    assert changed(add_picture, source, block, "a.png", **options) == expected


def test_what_is_said_of_a_picture_is_read_as_it_is() -> None:
    alt, caption, credit = "*A* [b] `c` & {d} <e>", 'Say "x", \\ & {y} [z] $1', "Ana Ruiz, 2009 & Co"
    after = changed(add_picture, "x", 0, "a (1).png", alt=alt, caption=caption, credit=credit)
    image = SourceRanges(after, "story.md").article.blocks[1].image
    assert image is not None
    assert (image.src, image.alt, image.caption, image.credit) == ("a (1).png", alt, caption, credit)
    decorative = (
        SourceRanges(changed(add_picture, "x", 0, "a.png", decorative=True), "story.md").article.blocks[1].image
    )
    assert decorative is not None
    assert decorative.decorative
    sound = SourceRanges(changed(add_picture, "x", 0, "a.mp3", alt="A"), "story.md").article.blocks[1].recording
    assert sound is not None
    assert (sound.src, sound.kind, sound.alt) == ("a.mp3", "audio", "A")


def test_only_pictures_that_are_shown_count() -> None:
    source = "![x](gone.png)\n\nx\n\ny"
    after = changed(add_picture, source, 0, "a.png", alt="A", shown=frozenset())
    assert after == "![x](gone.png)\n\nx\n\n![A](a.png)\n\ny"


def test_where_a_picture_cannot_be_is_said() -> None:
    assert refused(add_picture, "x", 0, "a.png", name="story.txt") == (
        "story.txt: pictures can be put into Markdown alone; turn the article into Markdown"
    )
    assert refused(add_picture, "x", 0, "a.png", credit='"{}') == (
        "story.md, line 1: a picture cannot be put here; put it after another paragraph"
    )
    assert refused(add_picture, "x[^1]\n\n[^1]: n", 2, "a.png", alt="A").startswith(
        "story.md, line 3: a picture cannot"
    )
