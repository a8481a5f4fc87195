"""What a page leaves out of its marks follows from what is there; the browser's own rules are held in tests/browser."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storymap.model import Article, Block, Mention, Role, Span, Story, StoryFocus, Weight
from storymap.rendering.article_html import PART, article_nodes
from storymap.rendering.derived_attributes import drop_derived
from storymap.rendering.html_tree import Node, html_of
from storymap.rendering.numbering import Numbering
from storymap.rendering.page import render_page
from tests.rendering.conftest import clustered_story, places_frame, record, tie


def elements(nodes: list[Node] | list[Node | str]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Node):
            yield node
            yield from elements(node.children)


def dressed(nodes: list[Node], story: Story, numbering: Numbering) -> list[Node]:
    """The elements with what a browser gives them, by rules that are written anew here."""
    made = copy.deepcopy(nodes)
    of_number = {str(number): place_id for place_id, number in numbering.number.items()}
    known: dict[str, int] = {}
    seen: set[tuple[str, bool]] = set()
    for node in elements(made):
        own = node.attributes
        if own.get("class") == PART:
            known, seen = {}, set()
        elif node.tag[0] == "h" and node.tag != "hr":
            seen = {one for one in seen if one[1]}
        elif node.tag == "span" and (not own or own.get("id", "")[:1] == "e"):
            node.attributes = {"class": "excerpt", "id": own.get("id") or f"e{known.get('e', 0) + 1}"}
            known["e"] = int(node.attributes["id"][1:])
        elif "data-place" in own or own.get("href", "")[1:].isdecimal():
            if "data-mention" in own:
                continue
            place_id = own.get("data-place") or of_number[own["href"][1:]]
            role = story.focus.weights[place_id].role if place_id in story.focus.weights else "passing"
            is_minor = role != "scene" if story.focus.weights else False
            has_number = (place_id, is_minor) not in seen and "class" not in own
            seen.add((place_id, is_minor))
            if "data-place" not in own:
                style = " is-minor" if is_minor else "" if has_number else " is-later"
                colour = numbering.layer_of[place_id].symbol.colour
                node.attributes = {
                    "class": f"place colour-{colour}{style}",
                    "id": own.get("id") or f"m{known.get('m', 0) + 1}",
                    "href": own["href"],
                    "data-place": place_id,
                    **({"data-number": numbering.words.number(numbering.number[place_id])} if has_number else {}),
                }
            known["m"] = int(node.attributes["id"][1:])
    return made


def both(story: Story) -> tuple[list[Node], list[Node]]:
    """The body as it is, and with what was dropped given back."""
    numbering = Numbering(story)
    dropped = article_nodes(story, numbering).body
    drop_derived(dropped, story, numbering)
    return article_nodes(story, numbering).body, dressed(dropped, story, numbering)


NAMED = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["p", "p", "p", "h", "link", "beside"])), max_size=30)


@given(NAMED, st.lists(st.sampled_from(["scene", "setting", "passing"]), min_size=10, max_size=10), st.booleans())
def test_what_is_left_out_is_given_back(named: list[tuple[int, str]], roles: list[Role], is_long: bool) -> None:
    blocks, mentions = [], []
    for place, kind in named:
        text = f"To P{place} and P{place}. Then."
        spans = {
            "link": (Span(0, 9, "link", "https://a.example/"),),
            "beside": (Span(3, 5, "link", "https://a.example/"),),
        }
        blocks.append(Block("heading" if kind == "h" else "paragraph", text, level=2, spans=spans.get(kind, ())))
        mentions += [Mention(len(blocks) - 1, start, start + 2, f"p{place}") for start in (3, 10)]
    if is_long:
        blocks += [Block("paragraph", "So.")] * 2_000
    layers = [{**record(row), "layer": f"L{row % 3}"} for row in range(400)]
    story = tie(Article("T", tuple(blocks)), places_frame(*layers), *mentions)
    weights = {f"p{row}": Weight(1.0, role) for row, role in enumerate(roles)}
    before, after = both(replace(story, focus=StoryFocus(weights)))
    assert after == before


def test_a_book_that_names_hundreds_has_bare_links() -> None:
    story = clustered_story(2_500, *range(2_400))
    before, after = both(story)
    assert after == before
    page = render_page(story).render()
    assert "<p id=p7>To <a href=#7>Place 6</a>.<p id=p8>" in page
    # The first of each part says where the part begins.
    assert "<p id=p51><span id=e51>To <a href=#51 id=m51>Place 50</a>.</span><p id=p52>To" in page
    assert page.count("<span id=e") == 2_400 // 50 - 1
    assert len(html_of(before)) > 3 * page.index("</article>") - 3 * page.index('<article class="article"')


def test_a_page_with_few_that_is_worked_on_or_patched_has_all_of_it() -> None:
    assert "<span>To" not in render_page(clustered_story(400, *range(300))).render()
    story = render_page(clustered_story(400, *range(350)))
    assert "<span>To" not in story.render_with("working")
    assert "<span>To" not in html_of(story.parts().nodes.body)
    assert "<span>To" in story.render()


def test_what_an_entry_of_the_list_leads_to_is_there_without_script() -> None:
    nowhere: dict[str, Any] = {"geometry": None}
    story = clustered_story(350, *range(320), 7, 9, p7=nowhere, p300=nowhere)
    before, after = both(story)
    assert after == before
    page = render_page(story).render()
    assert "<a href=#9>Place 9</a>" in page
    linked = re.findall(r'href="#(m\d+)"', page)
    assert linked == ["m8", "m321", "m301"]
    assert all(f" id={mark} " in page for mark in linked)
