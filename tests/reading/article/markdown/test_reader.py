"""Markdown to blocks and spans."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article, Block
from storymap.reading.article.reader import read_article
from tests.reading.media.samples import encoded, graphic, sound


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, text: str, problems: list[Problem] | None = None) -> Article:
    (folder / "story.md").write_text(text, encoding="utf-8")
    return read_article(folder / "story.md", problems=problems)


def marks(block: Block) -> list[tuple[str, str, str]]:
    return [(span.kind, block.text[span.start : span.end], span.value) for span in block.spans]


def within(block: Block) -> str:
    return " ".join(container.tag for container in block.within)


def test_inline_markup_becomes_spans_over_plain_text(folder: Path) -> None:
    article = read(folder, "An *old* **strong *and old*** `a  b` ~~gone~~ H<sub>2</sub>O &amp; more\n")
    (block,) = article.body
    assert block.text == "An old strong and old a b gone H2O & more"
    assert marks(block) == [
        ("emphasis", "old", ""),
        ("strong", "strong and old", ""),
        ("emphasis", "and old", ""),
        ("code", "a b", ""),
        ("strike", "gone", ""),
        ("subscript", "2", ""),
    ]


def test_places_are_tied_and_forbidden_by_hand(folder: Path) -> None:
    (block,) = read(folder, "On [the bridge](place:santa-fe-bridge), [Juarez](place:) and <place:x>").body
    assert marks(block) == [
        ("place", "the bridge", "santa-fe-bridge"),
        ("place", "Juarez", ""),
        ("place", "place:x", "x"),
    ]


def test_links_of_the_web_and_of_mail_stay(folder: Path) -> None:
    problems: list[Problem] = []
    text = '[a](https://example.org/é?b=1&c=2 "t") [b](mailto:a@example.org) <http://example.org>'
    (block,) = read(folder, text, problems).body
    assert marks(block) == [
        ("link", "a", "https://example.org/é?b=1&c=2"),
        ("link", "b", "mailto:a@example.org"),
        ("link", "http://example.org", "http://example.org"),
    ]
    assert problems == []


def test_other_links_become_text_with_one_warning_for_each_scheme(folder: Path) -> None:
    problems: list[Problem] = []
    text = (
        "[one](javascript:alert(1)) [two](JavaScript:x) [three](<java\tscript:x>) [four](data:text/html,x) "
        "[five](../other) [six](#top) [seven](//example.org) [eight](mailto:)"
    )
    (block,) = read(folder, text, problems).body
    assert block.text == "one two three four five six seven eight"
    assert block.spans == ()
    assert [p.what for p in problems] == [
        "links to a relative address become plain text",
        "links that begin with data: become plain text",
        "links that begin with javascript: become plain text",
        "a link that begins with mailto: is not a complete address and becomes plain text",
    ]


def test_soft_breaks_stay_and_hard_breaks_are_marked(folder: Path) -> None:
    (block,) = read(folder, "one\ntwo\\\nthree  \nfour").body
    assert block.text == "one\ntwo\nthree\nfour"
    assert [(span.kind, span.start, span.end) for span in block.spans] == [("break", 7, 8), ("break", 13, 14)]


def test_blocks_know_their_containers_and_lines(folder: Path) -> None:
    text = """---
title: T
---
> quoted
>
> 1. first
>    - inner

3. third
4. fourth

   again

```
if x:
    y
```

***
"""
    blocks = read(folder, text).body
    assert [(b.kind, b.text, within(b), b.line) for b in blocks] == [
        ("paragraph", "quoted", "blockquote", 4),
        ("paragraph", "first", "blockquote ol li", 6),
        ("paragraph", "inner", "blockquote ol li ul li", 7),
        ("paragraph", "third", "ol li", 9),
        ("paragraph", "fourth", "ol li", 10),
        ("paragraph", "again", "ol li", 12),
        ("code", "if x:\n    y", "", 14),
        ("rule", "", "", 19),
    ]
    assert blocks[3].within[0].start == 3
    assert blocks[4].within == blocks[5].within
    assert blocks[3].within[1].key != blocks[4].within[1].key


def test_tables_keep_their_empty_cells(folder: Path) -> None:
    blocks = read(folder, "| City | Deaths |\n|---|--:|\n| Juárez | *1,800* |\n| | none |").body
    assert [(b.text, within(b)) for b in blocks] == [
        ("City", "table tr th"),
        ("Deaths", "table tr th"),
        ("Juárez", "table tr td"),
        ("1,800", "table tr td"),
        ("\u00a0", "table tr td"),
        ("none", "table tr td"),
    ]
    assert len({b.within[1].key for b in blocks}) == 3
    assert len({b.within[0].key for b in blocks}) == 1


@pytest.mark.parametrize(
    ("text", "title", "headings"),
    [
        ("# A *title*\n\nText\n\n## Part", "A title", [("Part", 2)]),
        ("Kicker\n\n# Title\n\nText\n\n# Other", "Title", [("Other", 2)]),
        ("## Part\n\nText\n\n# Title", "Title", [("Part", 2)]),
        ("## Part\n\nText\n\n# One\n\n# Two", "Story", [("Part", 2), ("One", 2), ("Two", 2)]),
        ("Title\n=====\n\nText\n\nSub\n---\n\n###### Deep", "Title", [("Sub", 2), ("Deep", 6)]),
        ("---\ntitle: Given\n---\n# Other\n\nText", "Given", [("Other", 2)]),
        ("---\ntitle: Given\n---\n# given\n\nText", "Given", []),
    ],
)
def test_the_title_is_the_first_heading(folder: Path, text: str, title: str, headings: list[tuple[str, int]]) -> None:
    article = read(folder, text)
    assert article.title == title
    assert [(b.text, b.level) for b in article.body if b.kind == "heading"] == headings


def test_raw_html_is_read_and_never_passed_through(folder: Path) -> None:
    text = """Words with <b>bold</b> and <span onclick="x()">a span</span><script>alert(1)</script>.

<div style="color:red">

*Markdown* inside

</div>

<ul>
<li>One
<li>Two <img src=x onerror=alert(1)>
</ul>
<style>p { color: red }</style>
<!-- a comment -->

A < B &lt;b&gt; `<i>`
"""
    article = read(folder, text)
    assert [(b.text, within(b), b.line) for b in article.body if b.kind != "image"] == [
        ("Words with bold and a span.", "", 1),
        ("Markdown inside", "", 5),
        ("One", "ul li", 10),
        ("Two", "ul li", 11),
        ("A < B <b> <i>", "", 16),
    ]
    assert marks(article.body[1]) == [("emphasis", "Markdown", "")]


def test_pictures_alone_and_in_running_text(folder: Path) -> None:
    (folder / "a b.png").write_bytes(encoded(graphic(40, 30), "PNG"))
    problems: list[Problem] = []
    text = 'First.\n\n![The *bridge*](<a b.png> "Seen from\nEl Paso")\n\nWords ![](none.png) and ![x](a%20b.png) words.'
    blocks = read(folder, text, problems).body
    assert [(b.kind, b.text, b.line) for b in blocks] == [
        ("paragraph", "First.", 1),
        ("image", "Seen from El Paso", 3),
        ("paragraph", "Words and words.", 6),
        ("image", "", 6),
    ]
    assert blocks[1].image is not None
    assert (blocks[1].image.alt, blocks[1].image.src) == ("The bridge", "a b.png")
    assert blocks[1].image.data.startswith("data:image/png;base64,iVBORw0KGgo")
    assert [str(p) for p in problems] == [
        'story.md, line 6: the picture "none.png" is not shown: there is no such file; check the path'
    ]


def test_html_references_are_normalised_and_spans_follow(folder: Path) -> None:
    (block,) = read(folder, "Jua&#x301;rez, **Jua**&#x301;**rez** *x*&#x0; [e](place:a)&#769;").body
    assert block.text == "Juárez, Juárez x\ufffd é"
    assert marks(block)[-1] == ("place", "é", "a")
    assert ("emphasis", "x", "") in marks(block)


def test_a_picture_has_a_credit_right_after_it(folder: Path) -> None:
    (folder / "a.png").write_bytes(encoded(graphic(40, 30), "PNG"))
    text = '![A](a.png "The bridge."){credit="Ana Ruiz"}\n\n![B](a.png){credit=“AP”} and {credit="no"} stays\n'
    problems: list[Problem] = []
    blocks = read(folder, text, problems).body
    assert [(b.kind, b.text, b.image.credit if b.image else "") for b in blocks] == [
        ("image", "The bridge.", "Ana Ruiz"),
        ("paragraph", 'and {credit="no"} stays', ""),
        ("image", "", "AP"),
    ]
    assert problems == []


def test_a_picture_without_a_description_is_a_warning_unless_it_is_decoration(folder: Path) -> None:
    (folder / "a.png").write_bytes(encoded(graphic(40, 30), "PNG"))
    problems: list[Problem] = []
    text = 'Words.\n\n![](a.png)\n\n![](a.png){decorative}\n\n![](a.png){credit="AP" decorative}\n\n![A](a.png){}'
    blocks = read(folder, text, problems).body
    assert [b.image.decorative for b in blocks if b.image] == [False, True, True, False]
    assert blocks[-2].text == "{}"
    assert [str(p) for p in problems] == [
        'story.md, line 3: the picture "a.png" has no text for those who cannot see it; '
        "add an alt text that says what it shows"
    ]


def test_a_sound_or_film_is_written_as_a_picture_is(folder: Path) -> None:
    (folder / "rain.wav").write_bytes(sound())
    problems: list[Problem] = []
    text = '![Rain on a roof](rain.wav "Rain in Laredo."){credit="Ana Ruiz"}\n\n![](rain.WAV?x)\n\n![Gone](gone.mp4)'
    (heard,) = read(folder, text, problems).body
    assert heard.recording is not None
    assert (heard.kind, heard.text, heard.image) == ("recording", "Rain in Laredo.", None)
    assert (heard.recording.kind, heard.recording.alt, heard.recording.credit) == (
        "audio",
        "Rain on a roof",
        "Ana Ruiz",
    )
    assert heard.recording.data.startswith("data:audio/wav;base64,UklGR")
    assert [p.where for p in problems] == ["story.md, line 3", "story.md, line 5"]


def test_what_html_in_it_hides_is_left_out(folder: Path) -> None:
    problems: list[Problem] = []
    text = '# T\n\nShown.\n\n<div hidden>SECRET one</div>\n\n<p style="display:none">SECRET two</p>\n\nShown, too.\n'
    article = read(folder, text, problems)
    assert [block.text for block in article.body] == ["Shown.", "Shown, too."]
    assert problems == []
