"""The spans of sentences that a long text's page has as numbers; that a browser finds them is held in tests/browser."""

from __future__ import annotations

import copy
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from storymap.rendering.article_html import PART
from storymap.rendering.basemap.integer_codec import decode
from storymap.rendering.html_tree import Node, html_of
from storymap.rendering.page import render_page
from storymap.rendering.passage_ranges import take_passages
from tests.rendering.conftest import clustered_story

TEXT = st.text("aé😀 .", min_size=1, max_size=4)
NAME = st.builds(lambda text: Node("a", {"href": "#place-a"}, [text]), TEXT)
BREAK = st.builds(lambda: Node("br"))
INLINE = st.lists(st.one_of(TEXT, TEXT, NAME, BREAK), min_size=1, max_size=4)
PASSAGE = st.builds(lambda children: Node("span", {}, children), INLINE)
BLOCK = st.lists(st.one_of(TEXT, NAME, BREAK, PASSAGE, PASSAGE), max_size=5)


def article(*parts: list[list[Node | str]]) -> list[Node]:
    """Parts of blocks, the second of which is in a list."""
    made = []
    number = 0
    for blocks in parts:
        part = Node("div", {"class": PART})
        for block in blocks:
            number += 1
            paragraph = Node("p", {"id": f"p{number}"}, block)
            part.children.append(Node("ul", {}, [paragraph]) if number == 2 else paragraph)
        made.append(part)
    return made


def units(node: Node | str) -> list[str]:
    """The text of a node in UTF-16 units."""
    if isinstance(node, Node):
        return [unit for child in node.children for unit in units(child)]
    data = node.encode("utf-16-le")
    return [data[at : at + 2].hex() for at in range(0, len(data), 2)]


def spans_in(part: Node) -> list[tuple[list[str], list[str]]]:
    """The text before and in each bare span of a part that begins and ends with text."""
    found: list[tuple[list[str], list[str]]] = []
    before: list[str] = []

    def walk(node: Node | str) -> None:
        if isinstance(node, str):
            before.extend(units(node))
            return
        is_found = node.tag == "span" and units(node.children[0]) and units(node.children[-1])
        if is_found:
            found.append((list(before), units(node)))
        for child in node.children:
            walk(child)

    walk(part)
    return found


@given(st.lists(st.lists(BLOCK, max_size=3), max_size=3))
def test_the_numbers_say_where_each_was(parts: list[list[list[Node | str]]]) -> None:
    before = article(*parts)
    after = copy.deepcopy(before)
    ranges = [decode(text).tolist() for text in take_passages(after)]
    for part, taken, numbers in zip(before, after, ranges, strict=True):
        at, told = 0, []
        assert numbers[:1] in ([], [len(units(part))])
        for gap, length in zip(numbers[1::2], numbers[2::2], strict=True):
            told.append((units(part)[: at + gap], units(part)[at + gap : at + gap + length]))
            at += gap + length
        assert told == spans_in(part)
        assert units(taken) == units(part)
        # Of the elements those are gone, and no others.
        assert html_of([part]).count("<") - html_of([taken]).count("<") == 2 * len(told)


def test_one_that_would_not_be_found_again_stays() -> None:
    kept = [Node("span", {}, [Node("br"), "A."]), " ", Node("span", {}, ["B.", Node("br")])]
    (part,) = article([[*kept, Node("span", {"class": "excerpt", "id": "e7"}, ["C."]), Node("span", {}, ["D."])]])
    assert [decode(text).tolist() for text in take_passages([part])] == [[9, 7, 2]]
    assert html_of([part]) == (
        '<div class="article-part"><p id="p1"><span><br>A.</span> <span>B.<br></span>'
        '<span class="excerpt" id="e7">C.</span>D.</p></div>'
    )
    code = Node("pre", {"id": "p1"}, [Node("code", {}, [Node("span", {}, ["E."])])])
    for text in ("a\rb", "a\x00b"):
        (part,) = article([[text, Node("span", {}, ["F."])]])
        assert take_passages([part]) == [""]
    assert take_passages([Node("div", {"class": PART}, [code])]) == [""]
    assert "<span>" in html_of([code])
    assert take_passages([Node("p", {"id": "p1"}, [Node("span", {}, ["Not in a part."])])]) == []


def test_in_a_part_that_is_too_long_for_the_numbers_they_stay() -> None:
    (part,) = article([["So. " * 450_000, Node("span", {}, ["F."])]])
    assert take_passages([part]) == [""]
    assert html_of([part]).endswith("<span>F.</span></p></div>")


def test_the_page_of_a_long_text_has_them_in_its_data_and_another_has_elements() -> None:
    page = render_page(clustered_story(2_500, *range(2_400))).render()
    data = re.search(r'id="storymap-data">(.*?)</script>', page)
    assert data is not None
    ranges = [decode(text).tolist() for text in json.loads(data[1])["rows"]["passages"]]
    # The first of a part says with its id where the part begins, but for the first part; "To Place 6." has eleven letters.
    assert len(ranges) == 48
    assert ranges[0] == [590, *[0, 11] * 10, *[0, 12] * 40]
    assert ranges[1] == [600, 12, 12, *[0, 12] * 48]
    short = render_page(clustered_story(400, *range(350))).render()
    assert '"passages":[]' in short
    assert "<span>To" in short
