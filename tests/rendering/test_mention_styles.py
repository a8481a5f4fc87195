"""Numbers and links in the text stay calm: who names a place again and again does not shout it."""

from __future__ import annotations

from dataclasses import replace

from storymap.model import Article, Block, Mention, Role, Story, StoryFocus, Weight
from storymap.rendering.mention_styles import mention_styles
from storymap.rendering.page import render_page
from tests.pages import Element, Page
from tests.rendering.conftest import JUAREZ, places_frame, tie

TEXT = "Juárez and Mexico, Juárez and Mexico."


def story_of(**roles: Role) -> Story:
    """Both places are named twice before the first heading, and twice in each of the two sections after it."""
    blocks = [Block("paragraph", TEXT)]
    for title in ("One", "Two"):
        blocks += [Block("heading", title, level=2), Block("paragraph", TEXT)]
    places = places_frame(
        {"place_id": "juarez", "name": "Juárez", "geometry": JUAREZ},
        {"place_id": "mexico", "name": "Mexico", "geometry": JUAREZ.buffer(5)},
    )
    found = [(0, 6, "juarez"), (11, 17, "mexico"), (19, 25, "juarez"), (30, 36, "mexico")]
    mentions = [Mention(block, *one) for block in (0, 2, 4) for one in found]
    story = tie(Article(title="T", blocks=tuple(blocks)), places, *mentions)
    weights = {place_id: Weight(1.0, role) for place_id, role in roles.items()}
    return replace(story, focus=StoryFocus(weights=weights))


def looks(story: Story, place_id: str) -> list[tuple[bool, str]]:
    return [tuple(style) for mention, style in mention_styles(story).items() if mention.place_id == place_id]


def test_a_place_of_the_scene_has_its_number_once_a_section() -> None:
    assert looks(story_of(juarez="scene"), "juarez") == [(True, ""), (False, "is-later")] * 3


def test_without_a_focus_every_place_is_of_the_scene() -> None:
    assert looks(story_of(), "mexico") == [(True, ""), (False, "is-later")] * 3


def test_settings_and_what_is_named_in_passing_have_their_number_once_in_the_text() -> None:
    story = story_of(juarez="passing", mexico="setting")
    for place_id in ("juarez", "mexico"):
        assert looks(story, place_id) == [(True, "is-minor"), *[(False, "is-minor")] * 5]


def test_every_mention_stays_a_link_and_the_list_has_every_number() -> None:
    page = Page(render_page(story_of(juarez="scene", mexico="setting")).render())

    def links(place_id: str) -> list[Element]:
        return [link for link in page.all("a", data_place=place_id) if link.attributes.get("id", "").startswith("m")]

    for place_id in ("juarez", "mexico"):
        assert {link.attributes["href"] for link in links(place_id)} == {f"#place-{place_id}"}
        assert len(links(place_id)) == 6
    assert [link.attributes.get("data-number") for link in links("juarez")] == ["1", None] * 3
    assert [link.attributes.get("data-number") for link in links("mexico")] == ["2", *[None] * 5]
    assert [number.text for number in page.all("span", class_="place-number")] == ["1", "2"]


def test_above_the_body_a_place_has_its_number_only_if_the_body_does_not_name_it() -> None:
    story = story_of(juarez="scene", mexico="passing")
    bridge = {"place_id": "bridge", "name": "Bridge", "geometry": JUAREZ}
    head = Block("headline", "Bridge, Mexico, Juárez, Bridge")
    places = places_frame(
        *({"place_id": i, "name": i, "geometry": JUAREZ} for i in ("juarez", "mexico")),
        {**bridge, "layer": "Crossings"},
    )
    found = [(0, 6, "bridge"), (8, 14, "mexico"), (16, 22, "juarez"), (24, 30, "bridge")]
    mentions = [Mention(0, *one) for one in found] + [replace(m, block=m.block + 1) for m in story.mentions]
    article = Article(title="T", blocks=(head, *story.article.blocks))
    weights = {**story.focus.weights, "bridge": Weight(1.0, "scene")}
    led = replace(tie(article, places, *mentions), focus=StoryFocus(weights))
    assert looks(led, "bridge") == [(True, ""), (False, "is-later")]
    assert looks(led, "juarez") == [(False, "is-later"), *looks(story, "juarez")]
    assert looks(led, "mexico") == [(False, "is-minor"), *looks(story, "mexico")]
