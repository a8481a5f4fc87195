"""The article in the editor's frame: words, marks and blocks, each where Python has it, by mouse, by keyboard and by touch."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from storymap import Story
from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.editor.framed import Framed, feature, write_story, write_window
from tests.hostile import HOSTILE

OpenFramed = Callable[..., Framed]
JUAREZ = feature("Ciudad Juárez", {"type": "Point", "coordinates": [-106.4869, 31.7386]}, aliases=["Juarez"])
BRIDGE = feature("Santa Fe bridge", {"type": "Point", "coordinates": [-106.4866, 31.7476]})

# Everything that may stand in a block beside its words: each line is one trap.
TEXT = """---
kicker: "EXCLUSIVE 🌵 <b>"
title: "An army 𝔘𝔫𝔦 at Juarez"
subtitle: "What *stands* in Ciudad Juárez & around"
byline: Ana Ruiz
---

Plain Ciudad Juárez and 👩‍👩‍👧 Juarez, *soft
break* and **bold *both* Juarez** end.

Hard break here\\
and *after it* Juarez 𝔘 there.\\
Third.

A [link to Juarez](https://example.org/) and [Juarez](https://example.com/) alone, `code <b> Juarez`, H~2~O, x^2^.

One note[^1] and Juarez again[^2].

> Quoted *Santa **Fe** bridge* at its end.

- an item of Juarez
- ## a heading in an item

| Place | What |
|---|---|
| Juarez | a cell & more |

```
code   block
  Juarez 👍
```

Words that [show the **bridge** Santa Fe bridge](view:31.75,-106.48,13) when pressed.

עברית Juarez עברית 12.

[^1]: The first note on Juarez.
[^2]: The second one.
"""


@pytest.fixture
def open_framed(open_page: OpenPage, tmp_path: Path) -> OpenFramed:
    def open_(text: str = TEXT, features: list[dict[str, Any]] | None = None, **options: Any) -> Framed:
        story = write_story(tmp_path, text, [JUAREZ, BRIDGE] if features is None else features)
        return Framed(open_page(write_window(tmp_path, story), wait=False, **options), story)

    return open_


def elements(framed: Framed) -> list[str]:
    """Return a selector of each block's element, in the order of the article."""
    leading = {
        "kicker": ".story-head > .kicker",
        "headline": ".story-head > h1",
        "standfirst": ".story-head > .subtitle",
    }
    blocks = framed.story.article.blocks
    above = sum(block.is_leading for block in blocks)
    return [leading.get(block.kind, f"#p{index - above + 1}") for index, block in enumerate(blocks)]


SELECT_ALL = """selector => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def check_words(story: Story, message: dict[str, Any]) -> None:
    """The words that were said are those of the block."""
    text = story.article.blocks[message["block"]].text
    assert text[message["start"] : message["end"]][:1000] == message["text"]


def test_all_of_every_block_is_its_text(open_framed: OpenFramed) -> None:
    framed = open_framed()
    blocks = framed.story.article.blocks
    assert {block.kind for block in blocks} >= {"kicker", "headline", "standfirst", "paragraph", "code", "heading"}
    for index, selector in enumerate(elements(framed)):
        text = blocks[index].text
        if not text:
            continue
        framed.forget()
        framed.frame.evaluate(SELECT_ALL, selector)
        message = framed.hear("words")
        start = len(text) - len(text.lstrip())
        assert (message["block"], message["start"], message["end"]) == (index, start, len(text.rstrip())), selector
        check_words(framed.story, message)


# Every boundary in the document, in text and between elements, leads to one in Python's text.
BOUNDARIES = """selector => {
  const block = document.querySelector(selector);
  const points = [];
  const walk = (node) => {
    if (node instanceof Text) for (let i = 0; i <= node.data.length; i++) points.push([node, i]);
    else for (let i = 0; i <= node.childNodes.length; i++) {
      points.push([node, i]);
      if (i < node.childNodes.length) walk(node.childNodes[i]);
    }
  };
  walk(block);
  window.points = points.filter(([node, i]) => !(node instanceof Text) || !/[\\udc00-\\udfff]/.test(node.data[i] ?? ''));
  return window.points.length;
}"""
SELECT_BETWEEN = """([first, last]) => {
  getSelection().setBaseAndExtent(...window.points[first], ...window.points[last]);
  return getSelection().toString();
}"""


@pytest.mark.parametrize("index", [4, 5, 6, 7])
def test_any_part_of_a_block_is_that_of_its_text(open_framed: OpenFramed, index: int) -> None:
    framed = open_framed()
    count = framed.frame.evaluate(BOUNDARIES, elements(framed)[index])
    for first in range(0, count - 12, max(1, count // 12)):
        framed.forget()
        framed.frame.evaluate(SELECT_BETWEEN, [first, first + 11])
        shown = framed.frame.evaluate("() => getSelection().getRangeAt(0).cloneContents().textContent")
        if not shown.strip() or "↩" in shown:
            continue
        message = framed.hear("words")
        check_words(framed.story, message)
        assert message["block"] == index
        assert message["text"].replace("\n", "") == shown.strip().replace("\n", "")
        framed.forget()
        framed.frame.evaluate("() => getSelection().removeAllRanges()")
        framed.hear("words")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_words(open_framed: OpenFramed, text: str) -> None:
    one_line = " ".join(text.replace("\x00", "").split())
    framed = open_framed(f"# At Juarez\n\nFirst {one_line} Juarez *{one_line}* last.\n")
    framed.frame.evaluate(SELECT_ALL, "#p1")
    message = framed.hear("words")
    block = framed.story.article.blocks[1]
    assert (message["block"], message["start"], message["end"]) == (1, 0, len(block.text))
    assert message["text"] == block.text
    assert framed.frame.evaluate("window.pwned") is None


def test_words_are_taken_by_the_mouse_and_taken_back(open_framed: OpenFramed) -> None:
    framed = open_framed("# T\n\nThousands cross the old market every day.\n")
    framed.frame.locator("#p1").dblclick(position={"x": 40, "y": 12})
    message = framed.hear("words")
    assert (message["block"], message["start"], message["end"], message["text"]) == (1, 0, 9, "Thousands")
    left, top, right, bottom = message["box"]
    assert 0 < left < right < 400 and 0 < top < bottom < 800
    framed.forget()
    framed.frame.locator("#p1").click(position={"x": 300, "y": 12})
    assert framed.hear("words") == {"say": "words", "block": 1, "start": 0, "end": 0, "text": "", "box": [0, 0, 0, 0]}


def test_a_selection_over_several_blocks_is_of_the_first(open_framed: OpenFramed) -> None:
    framed = open_framed("# T\n\nFirst Juarez.\n\nSecond one.\n")
    framed.frame.evaluate(
        "() => { const [first, last] = ['#p1', '#p2'].map((id) => document.querySelector(id));"
        "getSelection().setBaseAndExtent(document.createTreeWalker(first, NodeFilter.SHOW_TEXT).nextNode(), 2, last, 1) }"
    )
    message = framed.hear("words")
    assert (message["block"], message["start"], message["end"], message["text"]) == (1, 2, 13, "rst Juarez.")


def test_words_are_taken_by_key(open_framed: OpenFramed) -> None:
    framed = open_framed("# T\n\nThousands cross the Santa Fe bridge.\n\nThe end.\n")
    block = framed.frame.locator("#p1")
    framed.frame.locator("h1").focus()
    framed.page.keyboard.press("ArrowDown")
    expect(block).to_be_focused()
    for _ in range(2):
        framed.page.keyboard.press("ArrowRight")
    framed.page.keyboard.press("Shift+ArrowRight")
    assert framed.hear("words")["text"] == "cross the"
    framed.forget()
    framed.page.keyboard.press("Enter")
    message = framed.hear("words")
    assert (message["block"], message["start"], message["end"], message["by_key"]) == (1, 10, 19, True)
    framed.forget()
    framed.page.keyboard.press("Escape")
    assert framed.hear("words")["end"] == message["start"]
    assert framed.said("key") == []
    framed.page.keyboard.press("Escape")
    assert framed.hear("key")["key"] == "escape"


def test_a_name_is_picked_and_no_card_opens(open_framed: OpenFramed) -> None:
    framed = open_framed()
    marks = [mention for mention in framed.story.mentions if mention.block == 3]
    framed.frame.locator("#p1 a.place").first.click()
    message = framed.hear("picked")
    assert message["place_id"] == "ciudad-juarez"
    assert (message["block"], message["start"], message["end"]) == (marks[0].block, marks[0].start, marks[0].end)
    assert "by_key" not in message
    expect(framed.frame.get_by_role("dialog")).to_have_count(0)
    framed.forget()
    framed.frame.locator("#p1 a.place").nth(1).focus()
    framed.page.keyboard.press("Enter")
    message = framed.hear("picked")
    assert (message["start"], message["end"], message["by_key"]) == (marks[1].start, marks[1].end, True)


def test_a_mark_in_pieces_is_picked_whole(open_framed: OpenFramed) -> None:
    framed = open_framed("# T\n\nAt the *old Santa* Fe bridge.\n")
    (mention,) = framed.story.mentions
    framed.frame.locator("#p1 a.place").last.click()
    message = framed.hear("picked")
    assert (message["start"], message["end"]) == (mention.start, mention.end)


def test_a_symbol_and_an_entry_of_the_list_are_picked(open_framed: OpenFramed) -> None:
    framed = open_framed()
    framed.frame.locator(".place-marker[data-place=santa-fe-bridge]").dispatch_event("click")
    message = framed.hear("picked")
    assert (message["place_id"], message["block"]) == ("santa-fe-bridge", None)
    framed.frame.locator("#place-ciudad-juarez .place-open").click()
    assert framed.hear("picked", 2)["place_id"] == "ciudad-juarez"


def test_an_authors_link_leads_nowhere_and_the_name_in_it_is_picked(open_framed: OpenFramed) -> None:
    framed = open_framed("# T\n\nA [link to Juarez](https://example.org/) here.\n")
    before = len(framed.page.context.pages)
    framed.frame.locator("#p1 .mention").click()
    assert framed.hear("picked")["start"] == 10
    framed.frame.locator("#p1 a").click(position={"x": 5, "y": 8})
    assert len(framed.page.context.pages) == before


def test_a_block_offers_its_text_and_its_view(open_framed: OpenFramed) -> None:
    framed = open_framed("# A title\n\nFirst.\n\nSecond.\n")
    framed.frame.locator("#p2").hover()
    text = framed.frame.get_by_role("button", name="Edit the text")
    text.click()
    message = framed.hear("block")
    assert (message["block"], message["what"]) == (2, "text")
    framed.frame.get_by_role("button", name="Set the map for this paragraph").click()
    assert framed.hear("block", 2)["what"] == "view"
    framed.frame.locator("h1").hover()
    text.click()
    message = framed.hear("block", 3)
    assert (message["block"], message["what"]) == (0, "title")


def test_a_block_is_edited_by_key(open_framed: OpenFramed) -> None:
    framed = open_framed("# A title\n\nFirst.\n\nSecond.\n")
    framed.frame.locator("h1").focus()
    framed.page.keyboard.press("ArrowDown")
    framed.page.keyboard.press("Enter")
    message = framed.hear("block")
    assert (message["block"], message["what"]) == (1, "text")
    framed.page.keyboard.press("v")
    assert framed.hear("block", 2)["what"] == "view"


def test_only_one_block_has_a_tab_stop(open_framed: OpenFramed) -> None:
    framed = open_framed("# A title\n\nFirst.\n\nSecond.\n\nThird.\n")
    stops = framed.frame.locator("[data-working-stop]")
    expect(stops).to_have_count(1)
    stops.focus()
    framed.page.keyboard.press("ArrowDown")
    framed.page.keyboard.press("ArrowDown")
    expect(stops).to_have_count(1)
    expect(framed.frame.locator("#p2")).to_be_focused()


def test_a_finger_gets_large_buttons(open_framed: OpenFramed) -> None:
    framed = open_framed("# A title\n\nFirst.\n\nSecond.\n", **PHONE)
    framed.frame.locator("#p2").tap()
    button = framed.frame.get_by_role("button", name="Edit the text")
    box = button.bounding_box()
    assert box and box["width"] >= 44 and box["height"] >= 44
    button.tap()
    assert framed.hear("block")["block"] == 2


def test_the_windows_keys_are_passed_on(open_framed: OpenFramed) -> None:
    framed = open_framed()
    framed.frame.locator("[data-working-stop]").focus()
    for key in ("Control+z", "Control+Shift+Z", "Control+y", "/", "F6", "Shift+F6", "Escape"):
        framed.page.keyboard.press(key)
    framed.hear("key", 7)
    assert [message["key"] for message in framed.said("key")] == [
        "undo",
        "redo",
        "redo",
        "search",
        "next",
        "previous",
        "escape",
    ]


def test_words_are_shown_where_the_window_points(open_framed: OpenFramed) -> None:
    framed = open_framed("# T\n\n" + "Filler.\n\n" * 60 + "Thousands *cross* the bridge.\n")
    index = len(framed.story.article.blocks) - 1
    framed.tell(do="block", block=index, start=10, end=19)
    block = framed.frame.locator(f"#p{index}")
    expect(block).to_be_in_viewport()
    assert block.inner_html() == "Thousands <em>cross</em> the bridge."

    def tints() -> Locator:
        return framed.frame.locator(".working-words span")

    expect(tints()).not_to_have_count(0)
    framed.tell(do="block", block=index)
    expect(tints()).to_have_count(0)


def test_a_page_without_a_title_of_its_own_begins_with_its_first_block(open_framed: OpenFramed) -> None:
    framed = open_framed("Just a paragraph.\n")
    assert not framed.story.article.has_own_title
    framed.frame.evaluate(SELECT_ALL, "#p1")
    assert framed.hear("words")["block"] == 0
    framed.forget()
    framed.frame.evaluate(SELECT_ALL, "h1")
    assert framed.hear("words")["end"] == 0


def test_the_article_or_the_map_alone(open_framed: OpenFramed) -> None:
    framed = open_framed(**PHONE)
    article, panel = framed.frame.locator("#article"), framed.frame.locator("#map")
    framed.tell(do="part", part="map")
    expect(article).to_be_hidden()
    box = panel.bounding_box()
    assert box and (box["width"], box["height"]) == (360, 640)
    framed.tell(do="part", part="article")
    expect(panel).to_be_hidden()
    expect(article).to_be_visible()
    framed.tell(do="part", part="both")
    expect(panel).to_be_visible()


def test_nobody_but_the_window_is_heard(open_framed: OpenFramed) -> None:
    framed = open_framed()
    framed.frame.evaluate("() => window.postMessage({ do: 'part', part: 'map' }, '*')")
    framed.tell(do="part", part="everything")
    framed.tell(do="block", block=-1)
    framed.tell(do="place", place_id="a b", edit=True)
    expect(framed.frame.locator("#article")).to_be_visible()
    assert framed.frame.evaluate("() => document.documentElement.dataset.part") is None


def _png() -> str:
    rows = zlib.compress(b"\0\xff\0\0")

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return base64.b64encode(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    ).decode()


def test_a_caption_ends_where_its_credit_begins(open_framed: OpenFramed, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(base64.b64decode(_png()))
    framed = open_framed('# T\n\n![A red dot](picture.png "The market in Juarez."){credit="Ana Ruiz"}\n')
    block = framed.story.article.blocks[1]
    assert block.image is not None and block.image.credit == "Ana Ruiz"
    framed.frame.evaluate(SELECT_ALL, "#p1")
    message = framed.hear("words")
    assert (message["start"], message["end"], message["text"]) == (0, len(block.text), block.text)


def test_the_boxes_follow_when_the_page_is_scrolled(open_framed: OpenFramed) -> None:
    framed = open_framed("# T\n\nThousands cross.\n\n" + "Filler.\n\n" * 60)
    framed.frame.locator("#p1").dblclick(position={"x": 40, "y": 12})
    before = framed.hear("words")["box"]
    framed.frame.evaluate("() => window.scrollTo(0, 50)")
    until(framed.page, f"said.some(({{ say, box }}) => say === 'words' && box[1] === {before[1]} - 50)")
