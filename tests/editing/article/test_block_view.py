"""The view of a block: written, changed and taken out at its end."""

from __future__ import annotations

import pytest

from storymap.editing.article.block_view import set_view, written_view
from storymap.model import AuthorView
from storymap.reading.article.source_ranges import SourceRanges
from tests.editing.article.changes import changed, refused

CASES = {
    "paragraph": ("One.\nTwo.\n\nThree.", 0, 'One.\nTwo. {view="p"}\n\nThree.'),
    "windows": ("One.\r\nTwo.\r\n", 0, 'One.\r\nTwo. {view="p"}\r\n'),
    "heading": ("## One\n\nx", 0, '## One {view="p"}\n\nx'),
    "closed heading": ("## One ##\n\nx", 0, '## One {view="p"} ##\n\nx'),
    "setext heading": ("One\n---\n\nx", 0, 'One {view="p"}\n---\n\nx'),
    "item": ("- a\n- b", 1, '- a\n- b {view="p"}'),
    "quotation": ("> a\n> b\n", 0, '> a\n> b {view="p"}\n'),
    "picture": ('x\n\n![a](a.png){credit="C"}', 1, 'x\n\n![a](a.png){credit="C"} {view="p"}'),
    "another": ('One {view="q" hide="A"}', 0, 'One {view="p" hide="A"}'),
    "touching": ('One{view="q"}', 0, 'One {view="p"}'),
    "on a line of its own": ('One\n{view="q"}\n\nx', 0, 'One {view="p"}\n\nx'),
}


@pytest.mark.parametrize("case", CASES)
def test_a_view_is_written_at_the_end_of_the_block(case: str) -> None:
    source, block, expected = CASES[case]
    after = changed(set_view, source, block, "p")
    assert after == expected
    view = SourceRanges(after, "story.md").article.blocks[block].view
    assert view is not None
    assert view.place_ids == ("p",)


def test_what_is_not_given_stays_and_what_is_empty_goes() -> None:
    source = 'One {view="31.75,-106.48,12" show="A, B" hide="C"}'
    assert written_view(source, "story.md", 0) == {"view": "31.75,-106.48,12", "show": "A, B", "hide": "C"}
    assert changed(set_view, source, 0, hide=["D", "E f"]) == (
        'One {view="31.75,-106.48,12" show="A, B" hide="D, E f"}'
    )
    assert changed(set_view, source, 0, "") == 'One {show="A, B" hide="C"}'
    assert changed(set_view, source, 0, "", show=[], hide=[]) == "One"
    assert changed(set_view, source, 0, "", layers=["L"], show=[], hide=[]) == 'One {layers="L"}'
    assert changed(set_view, source, 0) == source
    assert SourceRanges(source, "story.md").article.blocks[0].view == AuthorView(
        centre=(-106.48, 31.75), zoom=12, show=("A", "B"), hide=("C",)
    )


def test_where_a_view_cannot_be_is_said() -> None:
    assert refused(set_view, "# T\n\nx", 0, "p") == (
        "story.md, line 1: the title cannot have a view; put it on the first paragraph"
    )
    elsewhere = "this cannot have a view; put it on the paragraph before or after it"
    assert refused(set_view, "x\n\n***\n\ny", 1, "p") == f"story.md, line 3: {elsewhere}"
    assert refused(set_view, "x\n\n```\na\n```", 1, "p") == f"story.md, line 3: {elsewhere}"
    assert refused(set_view, "a | b\n--|--\nc | d", 2, "p") == f"story.md, line 3: {elsewhere}"
    assert refused(set_view, "x", 0, "p", hide=['A "b"']) == (
        "story.md, line 1: a name holds quotation marks or braces; rename the layer first"
    )
    assert refused(set_view, "x", 0, "1,2") == (
        'story.md, line 1: view="1,2" is not three numbers; '
        'write latitude, longitude and zoom, as view="31.75,-106.48,12"'
    )
    assert refused(set_view, "x", 0, "p", name="story.txt").startswith("story.txt: marks and views can be written into")
