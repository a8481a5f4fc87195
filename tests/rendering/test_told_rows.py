"""What a page knows of hundreds of places that a text names."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pandas as pd

from storymap.model import AuthorView, Block, Mention, Story, StoryFocus, Weight
from storymap.rendering.other_stories import OtherStories
from storymap.rendering.page import render_page
from tests.pages import Page
from tests.rendering.conftest import clustered_story, unpacked

FRAME = (-100.5, 19.5, -99.5, 20.5)


def data_of(story: Story, **options: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        Page(render_page(story, **options).render()).one("script", id="storymap-data").text
    )
    return data


def test_up_to_three_hundred_have_records_and_there_are_no_rows() -> None:
    data = data_of(clustered_story(400, *range(300)))
    assert len(data["places"]) == 300
    assert "rows" not in data


def test_of_more_the_rows_say_how_often_each_is_named_and_what_is_not_as_usual() -> None:
    story = clustered_story(400, *range(350), 7)
    zooms = pd.Series([9.5 if row == 4 else None for row in range(400)], story.places.index, dtype=object)
    story = replace(story, places=story.places.assign(zoom=zooms))
    blocks = (*story.article.blocks, Block("paragraph", "Look.", view=AuthorView(place_ids=("p380",))))
    story = replace(
        story,
        article=replace(story.article, blocks=blocks),
        focus=StoryFocus({"p2": Weight(0.5, "setting", FRAME)}),
    )
    data = data_of(story)
    assert data["places"] == {}
    assert unpacked(data["rows"].pop("named")) == [2 if row == 7 else 1 for row in range(350)] + [0]
    assert data["rows"] == {
        "count": 351,
        "usual": {"zoom": None, "role": "passing", "weight": 0.0, "frame": None},
        "others": {
            "2": {"zoom": None, "role": "setting", "weight": 0.5, "frame": list(FRAME)},
            "4": {"zoom": 9.5, "role": "passing", "weight": 0.0, "frame": None},
        },
        "passages": [],
        "stories": {},
    }


def test_a_story_without_a_focus_has_only_scenes() -> None:
    assert data_of(clustered_story(400, *range(350)))["rows"]["usual"] == {
        "zoom": None,
        "role": "scene",
        "weight": 1.0,
        "frame": None,
    }


def test_other_stories_are_linked_where_the_link_may_be_one() -> None:
    given = {
        "p3": OtherStories(2, "../atlas/"),
        "p4": OtherStories(2, "javascript:alert(1)"),
        "p399": OtherStories(1, "a"),
    }
    assert data_of(clustered_story(400, *range(350)), other_stories=given)["rows"]["stories"] == {"3": [2, "../atlas/"]}


def test_a_place_that_the_body_names_is_not_counted_in_the_title() -> None:
    story = clustered_story(400, *range(350))
    blocks = (Block("headline", "Place 0"), *story.article.blocks)
    moved = [replace(one, block=one.block + 1) for one in story.mentions]
    excerpts = tuple(replace(one, block=one.block + 1, mentions=(moved[at],)) for at, one in enumerate(story.excerpts))
    story = replace(
        story,
        article=replace(story.article, title="Place 0", blocks=blocks),
        mentions=(Mention(0, 0, 7, "p0"), *moved),
        excerpts=excerpts,
    )
    assert unpacked(data_of(story)["rows"]["named"]) == [1] * 350
