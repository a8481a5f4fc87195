from __future__ import annotations

import json
from dataclasses import replace

from storymap.model import AuthorView, Story
from storymap.rendering.page import render_page
from tests.pages import Page


def test_no_text_of_the_story_is_in_the_data_block(border_story: Story) -> None:
    data = Page(render_page(border_story).render()).one("script", id="storymap-data").text
    for name in ("Juárez", "Santa Fe", "Sinaloa", "Cities", "The border"):
        assert name not in data


def test_an_authors_views_are_numbers_and_ids(border_story: Story) -> None:
    heading, first, second = border_story.article.blocks
    view = AuthorView(("juarez", "bridge"), show=("States",), hide=("Cities", "Crossings"))
    blocks = (replace(heading, view=view), first, replace(second, view=AuthorView((), (-106.5, 31.75), 12.0)))
    story = replace(border_story, article=replace(border_story.article, blocks=blocks))
    data = json.loads(Page(render_page(story).render()).one("script", id="storymap-data").text)
    assert data["layers"] == ["feature_group_layer_1", "feature_group_layer_2", "feature_group_layer_3"]
    assert data["views"] == {
        "p1": {"places": ["juarez", "bridge"], "show": [0], "hide": [2, 1]},
        "p3": {"places": [], "centre": [31.75, -106.5], "zoom": 12.0, "show": [], "hide": []},
    }
    assert f"var {data['layers'][0]} = L.featureGroup" in render_page(story).render()


def test_a_page_knows_for_how_long_a_passage_stays(border_story: Story) -> None:
    def autoplay(story: Story) -> object:
        return json.loads(Page(render_page(story).render()).one("script", id="storymap-data").text).get("autoplay")

    assert autoplay(border_story) is None
    assert autoplay(replace(border_story, article=replace(border_story.article, autoplay=8))) == 8
