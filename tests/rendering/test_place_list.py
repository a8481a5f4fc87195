from __future__ import annotations

import json
import re
from dataclasses import replace

import shapely

from storymap.model import Article, Block, Mention, StoryFocus
from storymap.rendering.page import render_page
from storymap.rendering.page_addition import PageAddition
from storymap.rendering.place_list import MOST_PASSAGES
from tests.pages import Page
from tests.rendering.conftest import clustered_story, one_place, places_frame, tie


def test_an_entry_lists_the_first_mentions_of_a_place_that_is_named_again_and_again() -> None:
    named = tuple(Block("paragraph", f"Day {n} in Juárez.") for n in range(1, 1_235))
    mentions = [Mention(n, len(f"Day {n + 1} in "), len(block.text) - 1, "juarez") for n, block in enumerate(named)]
    page = Page(render_page(tie(Article("T", named), places_frame(one_place()), *mentions)).render())
    links = page.one("p", class_="place-mentions").text
    assert links.endswith(f"{MOST_PASSAGES - 1} {MOST_PASSAGES} … 1,234")
    passages = page.one("ul", class_="place-excerpts").text
    assert f"Day {MOST_PASSAGES} in Juárez." in passages
    assert f"Day {MOST_PASSAGES + 1} in" not in passages
    assert passages.endswith(f"… {MOST_PASSAGES} of 1,234")
    # The card turns through all of them.
    data = json.loads(page.one("script", id="storymap-data").text)
    assert len(data["places"]["juarez"]["mentions"]) == 1_234


def without_script(page: str) -> str:
    listed = re.search(r'<noscript>(<ol class="places-unlisted".*?)</noscript>', page, re.DOTALL)
    assert listed is not None
    return listed[1]


def test_without_script_a_thousand_are_listed_and_the_others_counted() -> None:
    listed = without_script(render_page(clustered_story(2_500, 7)).render())
    assert listed.count("<li>") == 1_000
    assert listed.endswith('<p class="places-unlisted">and 1,499 more places, on the interactive map</p>')


def test_without_script_the_unlisted_have_the_numbers_that_come_after_the_listed() -> None:
    listed = without_script(render_page(clustered_story(400, *range(350))).render())
    assert listed.startswith('<ol class="places-unlisted" start="351"><li>Place 350</li>')
    assert listed.count("<li>") == 50


def test_the_picture_points_at_named_places_beyond_it_that_have_no_entries() -> None:
    far = {"p5": {"geometry": shapely.Point(20, 30)}}
    story = clustered_story(400, *range(350), **far)
    story = replace(story, focus=StoryFocus(frame=(-101.0, 19.0, -80.0, 24.0)))
    rows = render_page(story, addition=PageAddition("atlas", "storymap-stories", {})).printed()
    assert re.findall(r'<g class="hint">.*?<text class="name"[^>]*>([^<]+)', rows) == ["Place 5"]
