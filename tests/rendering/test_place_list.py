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


def test_the_picture_points_at_named_places_beyond_it_that_have_no_entries() -> None:
    far = {"p5": {"geometry": shapely.Point(20, 30)}}
    story = clustered_story(400, *range(350), **far)
    story = replace(story, focus=StoryFocus(frame=(-101.0, 19.0, -80.0, 24.0)))
    rows = render_page(story, addition=PageAddition("atlas", "storymap-stories", {})).printed()
    assert re.findall(r'<g class="hint">.*?<text class="name"[^>]*>([^<]+)', rows) == ["Place 5"]
