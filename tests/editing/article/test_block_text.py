"""The source of one block: what is shown of it, and what it becomes, with nothing else changed."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storymap.editing.article.block_text import block_source, set_block
from storymap.editing.article.cannot_write import CannotWrite
from storymap.editing.edit import Edit, EditConflict, apply
from storymap.reading.article.source_ranges import SourceRanges
from tests.editing.article.changes import bare, changed, read_from_disk, refused
from tests.editing.article.markdown_samples import markdown

SHOWN = {
    "paragraph": ("One *two*.\nThree.\n\nx", 0, "One *two*.\nThree."),
    "windows": ("One\r\ntwo\r\n\r\nx", 0, "One\ntwo"),
    "with its view": ('One {view="p"}\n\nx', 0, 'One {view="p"}'),
    "heading": ("## One ##\n\nx", 0, "## One ##"),
    "setext": ("One\n---\n\nx", 0, "One\n---"),
    "title": ("# One\n\nx", 0, "# One"),
    "list": ("- a\n- one\n  two\n- c", 1, "one\ntwo"),
    "lazy list": ("- a\n- one\ntwo\n- c", 1, "one\ntwo"),
    "number": ("1. a\n10) one\n    two", 1, "one\ntwo"),
    "second paragraph of an item": ("- a\n\n  one\n  two", 1, "one\ntwo"),
    "nested": ("- a\n  1. one\n     two", 1, "one\ntwo"),
    "quotation": ("> one\n> two", 0, "one\ntwo"),
    "heading in a quotation": ("> ## one", 0, "## one"),
    "list in a quotation": ("> - one\n>   two", 0, "one\ntwo"),
    "cell": ("| a | b |\n|---|---|\n| c \\| d | *e* |", 2, "c \\| d"),
    "note": ("x[^1]\n\n[^1]: one\n    two", 2, "one\ntwo"),
    "code": ("x\n\n```js\none\n\ntwo\n```\n", 1, "```js\none\n\ntwo\n```"),
    "code in a list": ("- x\n\n  ```\n  one\n\n    two\n  ```", 1, "```\none\n\n  two\n```"),
    "code in a quotation": ("> x\n>\n> ```\n> one\n>\n> two\n> ```", 1, "```\none\n\ntwo\n```"),
    "indented code": ("x\n\n    one\n      two", 1, "    one\n      two"),
    "html": ("x\n\n<p>One <b>two</b></p>\n\ny", 1, "<p>One <b>two</b></p>"),
    "rule": ("x\n\n* * *\n\ny", 1, "* * *"),
    "picture": ('x\n\n![a](a.png){credit="C"}\n\ny', 1, '![a](a.png){credit="C"}'),
    "tag of a generator": ("{{< x >}} one {{< y >}}\ntwo", 0, "{{< x >}} one {{< y >}}\ntwo"),
    "definition": ("term\n: meaning\n  more", 1, "meaning\nmore"),
}
CHANGED = {
    "paragraph": ("a\n\nb\n\nc", 1, "b and more", "a\n\nb and more\n\nc"),
    "to several": ("a\n\nb\n\nc", 1, "## b\n\nmore", "a\n\n## b\n\nmore\n\nc"),
    "windows": ("a\r\n\r\nb\r\n\r\nc", 1, "b\nmore\n\nlast", "a\r\n\r\nb\r\nmore\r\n\r\nlast\r\n\r\nc"),
    "blank lines around": ("a\n\nb", 1, "\n\n  b2  \n\n", "a\n\n  b2"),
    "item": ("- a\n- b\n- c", 1, "b\nmore", "- a\n- b\n  more\n- c"),
    "item to two paragraphs": ("- a\n\n- b\n\n- c", 1, "b\n\nmore", "- a\n\n- b\n\n  more\n\n- c"),
    "item with a list": ("- a\n- b\n- c", 1, "b\n- d", "- a\n- b\n  - d\n- c"),
    "quotation": ("> a\n> b\n\nc", 0, "a\n\nd", "> a\n>\n> d\n\nc"),
    "cell": ("| a | b |\n|---|---|\n| c | d |", 3, "*e*", "| a | b |\n|---|---|\n| c | *e* |"),
    "note": ("x[^1]\n\n[^1]: one", 2, "two\nthree", "x[^1]\n\n[^1]: two\n      three"),
    "code": ("x\n\n```\na\n```\n\ny", 1, "```\nb\n\nc\n```", "x\n\n```\nb\n\nc\n```\n\ny"),
    "out of the middle": ("a\n\nb\n\nc", 1, "", "a\n\nc"),
    "out at the beginning": ("a\n\nb", 0, "", "b"),
    "out at the end": ("a\n\nb\n", 1, "", "a\n\n"),
    "out of a list": ("- a\n- b\n- c", 1, "", "- a\n- c"),
    "out of a loose list": ("- a\n\n- b\n\n- c", 1, "", "- a\n\n- c"),
    "out of a quotation": ("> a\n>\n> b\n\nc", 1, "", "> a\n>\nc"),
    "out of a cell": ("| a | b |\n|---|---|\n| c | d |", 3, "", "| a | b |\n|---|---|\n| c |  |"),
    "heading out": ("# T\n\n## a\n\nb", 1, "", "# T\n\nb"),
    "an item above others": ("a\n\n- b", 0, "- a", "- a\n\n- b"),
    "title": ("# Old\n\nb", 0, "# New *one*", "# New *one*\n\nb"),
    "plain text": ("---\ntitle: T\n---\nOne.\n\nTwo.\n", 2, "Three.", "---\ntitle: T\n---\nOne.\n\nThree.\n"),
}
REFUSED = {
    "code not closed": ("a\n\nb", 0, "```\na"),
    "html not closed": ("a\n\nb", 0, "<!-- a"),
    "two lines in a cell": ("| a | b |\n|---|---|\n| c | d |", 3, "e\nf"),
    "a bar in a cell": ("| a | b |\n|---|---|\n| c | d |", 2, "e | f"),
    "all of the text": ("a", 0, ""),
    "a title above others": ("a\n\nb", 1, "# b"),
    "the front matter": ("a\n\nb", 0, "---\ntitle: x\n---\na"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_the_source_of_a_block_is_shown_without_what_stands_before_it(case: str) -> None:
    source, block, expected = SHOWN[case]
    assert block_source(source, "story.md", block) == expected
    assert set_block(source, "story.md", block, expected, before=expected) == Edit()


@pytest.mark.parametrize("case", CHANGED)
def test_a_block_gets_another_source_and_all_others_keep_theirs(case: str) -> None:
    source, block, text, expected = CHANGED[case]
    name = "story.txt" if case == "plain text" else "story.md"
    assert changed(set_block, source, block, text, name=name) == expected


@pytest.mark.parametrize("case", REFUSED)
def test_a_source_that_would_change_other_blocks_is_refused(case: str) -> None:
    source, block, text = REFUSED[case]
    assert refused(set_block, source, block, text).startswith("story.md")


def test_why_a_block_cannot_be_changed_is_said() -> None:
    assert refused(set_block, "a\n\nb", 0, "```\na") == (
        "story.md, line 1: with this text other parts of the article would change, too; "
        "close what the text opens, or change it in the file"
    )
    assert refused(block_source, "---\ntitle: T\n---\nx", 0) == (
        "story.md: the headline is not in the text; change it as a field"
    )
    assert refused(block_source, "x ^[a note]", 2) == (
        "story.md: this block cannot be edited by itself; change it in the file"
    )
    assert refused(block_source, "<p>x</p>", 0, name="story.html") == (
        "story.html: the text of this file cannot be edited here; "
        "turn the article into Markdown, or edit it where it was made"
    )
    assert refused(block_source, "x", 7) == "story.md: there is no block 7; read the article again"


def test_a_block_that_is_not_what_it_was_is_a_conflict() -> None:
    with pytest.raises(EditConflict) as caught:
        set_block("a\n\nmy b", "story.md", 1, "mine", before="b")
    assert (caught.value.file, caught.value.mine, caught.value.theirs) == ("article", "mine", "my b")


def test_pictures_that_are_not_shown_are_no_blocks() -> None:
    source = "![a](gone.png)\n\n![a](a.png)\n\ntext"
    assert block_source(source, "story.md", 1, shown=frozenset({"a.png"})) == "text"
    assert block_source(source, "story.md", 2) == "text"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(source=markdown(), other=markdown(), random=st.randoms(use_true_random=False))
def test_no_other_block_ever_changes(tmp_path: Path, source: str, other: str, random: Random) -> None:
    before = read_from_disk(tmp_path, source).blocks
    at = random.randrange(len(before))
    pieces = other.removeprefix("\ufeff").split("\n\n")
    text = random.choice(("", "# A title", "- a\n- b", "> q", *pieces))
    try:
        edit = set_block(source, "story.md", at, text)
    except CannotWrite:
        return
    after, inverse = apply(edit, {"article": source})
    assert apply(inverse, after)[0] == {"article": source}
    now = read_from_disk(tmp_path, after["article"] or "").blocks
    ranges = SourceRanges(source, "story.md")
    part = ranges.part(at)
    assert part is not None
    mine = [i for i in range(len(before)) if part.is_same(ranges.part(i))]
    first, last = mine[0], len(before) - mine[-1] - 1
    assert [bare(block) for block in now[:first]] == [bare(block) for block in before[:first]]
    assert [bare(block) for block in now[len(now) - last :]] == [bare(block) for block in before[len(before) - last :]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=markdown())
def test_what_is_shown_is_read_back_as_it_is(source: str) -> None:
    ranges = SourceRanges(source, "story.md")
    for block in range(len(ranges.article.blocks)):
        try:
            shown = block_source(source, "story.md", block)
        except CannotWrite:
            continue
        assert set_block(source, "story.md", block, shown.strip("\n")) == Edit()
