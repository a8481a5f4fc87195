"""A layer that gets another name is called so in all views of the article, and nothing else of it changes."""

from __future__ import annotations

import pytest

from storymap.editing.article.layer_names import rename_in_views
from storymap.reading.article.source_ranges import SourceRanges
from tests.editing.article.changes import changed, refused

CASES = {
    "the end of a paragraph": ('One. {show="Cities"}\n', 'One. {show="Towns"}\n'),
    "among others": ('One. {view="p" hide="A,  Cities , B"}', 'One. {view="p" hide="A,  Towns , B"}'),
    "all three": (
        'One. {layers="Cities" show="Cities" hide="Small Cities"}',
        'One. {layers="Towns" show="Towns" hide="Small Cities"}',
    ),
    "a closed heading": ('## Cities {hide="Cities"} ##\n\nCities.', '## Cities {hide="Towns"} ##\n\nCities.'),
    "windows": ('One. {show="Cities"}\r\n\r\nCities\r\n', 'One. {show="Towns"}\r\n\r\nCities\r\n'),
    "a link": ("[the cities](layers:Rivers,Cities) x", "[the cities](layers:Rivers,Towns) x"),
    "angle brackets": ("[the cities](<layers:Cities>) x", "[the cities](<layers:Towns>) x"),
    "a definition": ("[the cities][c] x\n\n[c]: layers:Cities\n", "[the cities][c] x\n\n[c]: layers:Towns\n"),
    "a tag": ('<p data-hide="Cities">Cities</p>', '<p data-hide="Towns">Cities</p>'),
    "a tag's address": ('Our <a href="layers:Cities">Cities</a>.', 'Our <a href="layers:Towns">Cities</a>.'),
    "beside code": (
        'Write `{hide="Cities"}` here. {hide="Cities"}',
        'Write `{hide="Cities"}` here. {hide="Towns"}',
    ),
    "code alone": ('```\nx {hide="Cities"}\n```\n', '```\nx {hide="Cities"}\n```\n'),
    "a note": ('x[^1]\n\n[^1]: Of [all](layers:Cities).\n', 'x[^1]\n\n[^1]: Of [all](layers:Towns).\n'),
    "front matter": ('---\ntitle: {hide="Cities"}\n---\nx {hide="Cities"}', '---\ntitle: {hide="Cities"}\n---\nx {hide="Towns"}'),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_only_the_name_changes(case: str) -> None:
    source, expected = CASES[case]
    assert changed(rename_in_views, source, "Cities", "Towns") == expected


@pytest.mark.parametrize("name", ["Towns (large)", "50%41", "Städte & Dörfer", "*Bold* _x_", "a\\b"])
@pytest.mark.parametrize("source", ['x {show="Cities"}', "[x](layers:Cities) y", "[x](<layers:Cities>) y"])
def test_any_name_is_read_as_it_is(source: str, name: str) -> None:
    after = changed(rename_in_views, source, "Cities", name)
    (view,) = SourceRanges(after, "story.md").article.blocks[0].views
    assert view.show + view.layers == (name,)


def test_a_name_that_is_there_already_is_read_once() -> None:
    after = changed(rename_in_views, 'x {show="Cities, Towns"}', "Cities", "Towns")
    assert after == 'x {show="Towns, Towns"}'
    (view,) = SourceRanges(after, "story.md").article.blocks[0].views
    assert view.show == ("Towns",)


def test_what_cannot_be_changed_is_said() -> None:
    source = '# T\n\nx {show="Cities"}\n'
    assert refused(rename_in_views, source, "Cities", "Towns, large") == (
        'story.md, line 3: a view names the layer "Cities", and no view can name "Towns, large"; '
        "choose a name without commas, quotation marks and braces"
    )
    html = '<h1>T</h1>\n<p data-show="Cities">x</p>\n'
    assert refused(rename_in_views, html, "Cities", "Towns", name="story.html") == (
        'story.html: a view names the layer "Cities", and is not changed in this kind of file; '
        "change it in the article first, or turn the article into Markdown"
    )
    assert changed(rename_in_views, html, "Rivers", "Towns", name="story.html") == html
