"""Words that are tied to a place, or show a view: what the source is afterwards, to the character."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storymap.editing.article.cannot_write import CannotWrite
from storymap.editing.article.whole_markup import are_same_words, with_whole_markup
from storymap.editing.article.words import action_words, mark_words, unmark_words
from storymap.editing.edit import apply
from storymap.errors import StorymapError
from storymap.model import AuthorView, Block, Span
from storymap.reading.article.source_ranges import SourceRanges
from tests.editing.article.changes import bare, changed, place_of, read_from_disk, refused
from tests.editing.article.markdown_samples import markdown
from tests.reading.article.test_properties import TEXTS

CASES = {
    "plain": ("On the bridge.\n", "the bridge", "On [the bridge](place:p).\n"),
    "repeated": ("Paris, Paris and Paris", "Paris", "Paris, Paris and [Paris](place:p)"),
    "in an address": ("[Go](https://a.org/Paris) to Paris", "Paris", "[Go](https://a.org/Paris) to [Paris](place:p)"),
    "emphasis within": ("In *old* town", "In old", "[In *old*](place:p) town"),
    "all of the emphasised": ("In **Paris** now", "Paris", "In **[Paris](place:p)** now"),
    "part of the emphasised": ("In **Paris by night** now", "Paris", "In **[Paris](place:p) by night** now"),
    "emphasis at one end": ("**New** York now", "New York", "[**New** York](place:p) now"),
    "emphasis in emphasis": ("**a *b c* d**", "c d", None),
    "nested at the end": ("**a *b c***", "b c", "**a *[b c](place:p)***"),
    "to the end of both": ("**a *b c***", "a b c", "[**a *b c***](place:p)"),
    "code": ("Type `ls` now", "ls", "Type [`ls`](place:p) now"),
    "cut within emphasis": ("the *Santa Fe bridge* now", "the Santa Fe bri", "[the *Santa Fe bridge*](place:p) now"),
    "cut within both": ("*old Rio* or **Bravo del** it", "io or Bravo", None),
    "cut at both ends": ("*Rio* or **Bravo**", "io or Bra", "[*Rio* or **Bravo**](place:p)"),
    "cut at a hyphen": ("in **Saint-Denis** now", "in Saint", "[in **Saint-Denis**](place:p) now"),
    "cut before a sign": ("in **Paris.** Now", "in Paris", "[in **Paris.**](place:p) Now"),
    "another word in emphasis": ("in **old Paris** now", "in old", None),
    "another word without blanks": ("在**北京市**工作", "在北京", None),
    "after an apostrophe": ("by *l'eau* here", "by l", None),
    "cut within nested ones": ("in **the *old Rio* Bravo** on", "in the", None),
    "cut and tied already": ("*Rio [Gra](place:x)nde* is", "ande is", None),
    "within code": ("Type `ls -l` now", "ls", None),
    "cut within code": ("Type `list` now", "li", "Type [`list`](place:p) now"),
    "across code": ("Type `ls` now", "Type ls", "[Type `ls`](place:p) now"),
    "entity": ("AT&amp;T &eacute;tage", "AT&T étage", "[AT&amp;T &eacute;tage](place:p)"),
    "accent as an entity": ("Cafe&#x301; Paris", "Café", "[Cafe&#x301;](place:p) Paris"),
    "escape": ("The \\*Star\\* inn", "*Star*", "The [\\*Star\\*](place:p) inn"),
    "brackets": ("He saw [sic] it", "[sic]", "He saw [[sic]](place:p) it"),
    "one bracket": ("He saw \\[ it", "saw [", "He [saw \\[](place:p) it"),
    "an exclamation mark before": ("¡Hola!Paris", "Paris", '¡Hola!<a href="place:p">Paris</a>'),
    "decomposed": ("In Jua\u0301rez now", "Juárez", "In [Jua\u0301rez](place:p) now"),
    "soft break": ("On the\nbridge now", "the\nbridge", "On [the\nbridge](place:p) now"),
    "hard break": ("On the  \nbridge now", "the\nbridge", "On [the  \nbridge](place:p) now"),
    "windows": ("On\r\nthe\r\nbridge\r\n", "the\nbridge", "On\r\n[the\r\nbridge](place:p)\r\n"),
    "byte order mark": ("\ufeffOn the bridge", "bridge", "\ufeffOn the [bridge](place:p)"),
    "yaml": (
        "---\ntitle: The bridge\n---\n\nOn the bridge",
        "bridge",
        "---\ntitle: The bridge\n---\n\nOn the [bridge](place:p)",
    ),
    "toml": ('+++\ntitle = "bridge"\n+++\nOn bridge', "bridge", '+++\ntitle = "bridge"\n+++\nOn [bridge](place:p)'),
    "json": ('{\n"title": "bridge"\n}\nOn bridge', "bridge", '{\n"title": "bridge"\n}\nOn [bridge](place:p)'),
    "atx heading": ("## The bridge ##\n\nx", "bridge", "## The [bridge](place:p) ##\n\nx"),
    "setext heading": ("The bridge\n---\n\nx", "bridge", "The [bridge](place:p)\n---\n\nx"),
    "title in a heading": ("# The bridge\n\nx", "bridge", "# The [bridge](place:p)\n\nx"),
    "list": ("- a\n- the bridge\n  on it", "bridge\non", "- a\n- the [bridge\n  on](place:p) it"),
    "lazy quotation": ("> the bridge\non it", "bridge\non", "> the [bridge\non](place:p) it"),
    "quotation": ("> the bridge\n> on it", "bridge\non", "> the [bridge\n> on](place:p) it"),
    "table": (
        "| x | bridge |\n|---|---|\n| a | bridge |",
        "bridge",
        "| x | bridge |\n|---|---|\n| a | [bridge](place:p) |",
    ),
    "bar in a table": ("a | b\n--|--\nc \\| d | e", "c | d", "a | b\n--|--\n[c \\| d](place:p) | e"),
    "footnote": ("Yes[^1].\n\n[^1]: The bridge.", "bridge", "Yes[^1].\n\n[^1]: The [bridge](place:p)."),
    "over a number of a note": ("On[^1] it.\n\n[^1]: N.", "On1 it", '<a href="place:p">On[^1] it</a>.\n\n[^1]: N.'),
    "raw html": ("<p>On the <b>bridge</b></p>", "bridge", '<p>On the <b><a href="place:p">bridge</a></b></p>'),
    "smart quotes": ("“the bridge” it is", "“the bridge”", "[“the bridge”](place:p) it is"),
    "html quotes": ("<q>the bridge</q> it is", "“the bridge”", "[<q>the bridge</q>](place:p) it is"),
    "chinese": ("我在北京市工作", "北京市", "我在[北京市](place:p)工作"),
    "chinese in emphasis": ("我在**北京市**工作", "北京市", "我在[**北京市**](place:p)工作"),
    "arabic": ("ذهب إلى القاهرة أمس", "القاهرة", "ذهب إلى [القاهرة](place:p) أمس"),
    "emoji": ("At 🏳️‍🌈 Bar 👍🏽 now", "🏳️‍🌈 Bar 👍🏽", "At [🏳️‍🌈 Bar 👍🏽](place:p) now"),
    "before a view": ('On bridge {view="bridge"}', "bridge", 'On [bridge](place:p) {view="bridge"}'),
    "task": ("- [x] bridge", "bridge", "- [x] [bridge](place:p)"),
    "a tag of a generator before": (
        '{{< x "bridge" >}} the bridge',
        "bridge",
        '{{< x "bridge" >}} the [bridge](place:p)',
    ),
    "marked otherwise": ("On [it](place:old) now", "it", "On [it](place:p) now"),
    "forbidden": ("On [it](place:) now", "it", "On [it](place:p) now"),
    "more than is marked": ("On [it](place:old) now", "it now", "On [it now](place:p)"),
    "less than is marked": ("On [it now](place:old)", "now", "On it [now](place:p)"),
    "two marks": ("[a](place:x) [b](place:y)", "a b", "[a b](place:p)"),
    "marked in html": ('On <a href="place:old">it</a>', "it", 'On <a href="place:p">it</a>'),
    "marked by reference": ("On [it][r]\n\n[r]: place:old", "it", "On [it](place:p)\n\n[r]: place:old"),
    "a link": ("On [it](https://a.org) now", "it", None),
    "around a link": ("On [it](https://a.org) now", "On it", None),
    "an action": ("On [it](view:31,-106,12) now", "it", None),
    "title of the front matter": ("---\ntitle: On bridges\n---\nx", "bridges", None),
    "code block": ("x\n\n    bridge", "bridge", None),
}


@pytest.mark.parametrize("case", CASES)
def test_words_are_tied_where_they_stand_and_nowhere_else(case: str) -> None:
    source, words, expected = CASES[case]
    block, start, end = place_of(source, words)
    if expected is None:
        refused(mark_words, source, block, start, end, "p")
    else:
        assert changed(mark_words, source, block, start, end, "p") == expected


@pytest.mark.parametrize("case", [case for case, (_, _, expected) in CASES.items() if expected])
def test_what_ties_words_can_be_taken_away(case: str) -> None:
    source, words, _ = CASES[case]
    marked = changed(mark_words, source, *place_of(source, words), "p")
    bare_again = changed(unmark_words, marked, *place_of(marked, words))
    spans = [span for block in SourceRanges(bare_again, "story.md").article.blocks for span in block.spans]
    assert all(span.value != "p" for span in spans)


def test_words_can_be_forbidden_and_tied_again_without_a_change() -> None:
    forbidden = changed(mark_words, "Benito Juarez", 0, 7, 13, "")
    assert forbidden == "Benito [Juarez](place:)"
    assert changed(mark_words, forbidden, 0, 7, 13, "") == forbidden


def test_why_words_cannot_be_tied_is_said_with_what_to_do() -> None:
    assert refused(mark_words, "In **old Paris** now", 0, 0, 6, "p") == (
        'story.md, line 1: these words begin or end within emphasised ones; select all of "In old Paris"'
    )
    assert refused(mark_words, "Type `ls -l` now", 0, 5, 7, "p") == (
        'story.md, line 1: these words begin or end within emphasised ones; select all of "ls -l"'
    )
    assert refused(mark_words, "[it](https://a.org)", 0, 0, 2, "p") == (
        "story.md, line 1: these words are a link to a page; give the place an alias, or take the link out"
    )
    assert refused(mark_words, "---\ntitle: It\n---\nx", 0, 0, 2, "p") == (
        "story.md: the headline stands in the front matter, which is plain text; "
        "give the place an alias or an ignored phrase"
    )
    assert refused(mark_words, "It is", 0, 2, 3, "p") == (
        "story.md, line 1: no words are selected; select words of one paragraph"
    )
    assert refused(unmark_words, "It is", 0, 0, 2) == (
        "story.md, line 1: these words are not marked; select words that are"
    )
    for name in ("story.txt", "story.html", "story.docx"):
        assert refused(mark_words, "It is", 0, 0, 2, "p", name=name) == (
            f"{name}: marks and views can be written into Markdown alone; "
            "give the place an alias or an ignored phrase, or turn the article into Markdown"
        )


def test_blanks_that_a_hand_selects_are_no_part_of_the_words() -> None:
    assert changed(mark_words, "On the bridge now", 0, 6, 14, "p") == "On the [bridge](place:p) now"


def _meant(block: Block, start: int, end: int) -> list[tuple[int, int]]:
    """The range of words without blanks around them, and with the rest of the words that it cuts within markup."""
    words = block.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    wide = with_whole_markup(block, start, end)
    return [(start, end), *([wide] if are_same_words(block, start, end, wide) else [])]


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, start=st.integers(0, 50), length=st.integers(1, 9))
def test_whatever_a_text_holds_words_are_marked_or_refused(text: str, start: int, length: int) -> None:
    try:
        blocks = SourceRanges(text, "story.md").article.blocks
    except StorymapError:
        return
    for at, block in enumerate(blocks):
        end = min(start + length, len(block.text))
        try:
            edit = mark_words(text, "story.md", at, start, end, "new")
        except CannotWrite:
            continue
        after = apply(edit, {"article": text})[0]["article"] or ""
        now = SourceRanges(after, "story.md").article.blocks
        marked = [span for one in now for span in one.spans if span.value == "new"]
        assert len(marked) == 1
        assert block.text[start:end].strip() in block.text[marked[0].start : marked[0].end]
        assert (marked[0].start, marked[0].end) in _meant(block, start, end)
        assert [one.text for one in now] == [one.text for one in blocks]


def test_words_show_a_view_while_they_are_pressed() -> None:
    source = "On the bridge"
    shows = changed(action_words, source, 0, 7, 13, "31.75,-106.48,12")
    assert shows == "On the [bridge](view:31.75,-106.48,12)"
    assert (
        changed(action_words, shows, 0, 7, 13, "el-paso, ciudad-juarez")
        == "On the [bridge](view:el-paso, ciudad-juarez)"
    )
    assert changed(action_words, shows, 0, 7, 13, "") == source
    named = changed(action_words, source, 0, 7, 13, "", layers=["Towns (large)"])
    assert named == "On the [bridge](<layers:Towns (large)>)"
    (block,) = SourceRanges(named, "story.md").article.blocks
    assert block.spans == (Span(7, 13, "action", view=AuthorView(layers=("Towns (large)",))),)
    assert refused(action_words, source, 0, 7, 13, "95,1,12") == (
        "story.md, line 1: view:95,1,12 is not on the earth; latitude comes first"
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(source=markdown(), random=st.randoms(use_true_random=False))
def test_one_new_span_at_exactly_the_words_and_nothing_else(tmp_path: Path, source: str, random: Random) -> None:
    before = read_from_disk(tmp_path, source)
    at = random.randrange(len(before.blocks))
    text = before.blocks[at].text
    if not text.strip():
        return
    start = random.randrange(len(text))
    end = random.randrange(start + 1, len(text) + 1)
    try:
        edit = mark_words(source, "story.md", at, start, end, "new")
    except CannotWrite:
        return
    after, inverse = apply(edit, {"article": source})
    assert apply(inverse, after)[0] == {"article": source}
    now = read_from_disk(tmp_path, after["article"] or "")
    old, new = before.blocks[at], now.blocks[at]
    (span,) = set(new.spans) - set(old.spans)
    assert span in [Span(*meant, "place", "new") for meant in _meant(old, start, end)]
    start, end = span.start, span.end
    assert [bare(block) for block in now.blocks[:at]] == [bare(block) for block in before.blocks[:at]]
    assert [bare(block) for block in now.blocks[at + 1 :]] == [bare(block) for block in before.blocks[at + 1 :]]
    assert new.text == old.text
    assert all(one.kind == "place" and one.start < end and start < one.end for one in set(old.spans) - set(new.spans))
