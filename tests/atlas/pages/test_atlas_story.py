"""An atlas as one story: what readers will find in it, and where its map opens."""

from __future__ import annotations

from shapely.geometry import Point

from storymap.atlas.pages.atlas_story import atlas_story, layer_names
from storymap.atlas.records import Atlas, AtlasPlace, MemberKey, StoryPlace, StoryRecord
from storymap.model import DEFAULT_LAYER
from tests.atlas.pages.dozen import atlas_of, dozen
from tests.atlas.small_atlas import ATLAS


def test_a_story_is_a_heading_with_its_link_a_line_and_the_sentences_that_name_places() -> None:
    blocks = atlas_story(ATLAS).article.blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("headline", "Borders"),
        ("standfirst", "3 stories and 3 places"),
        ("heading", "A bridge & its <walkers>"),
        ("dateline", "April 17, 2009 · Ann Arbor"),
        ("paragraph", "The desert begins."),
        ("paragraph", "El Paso woke early."),
        ("paragraph", "They slept in El Paso."),
        ("heading", "El mercado"),
        ("dateline", "January 2009"),
        ("paragraph", "En El Paso\nhay un mercado."),
        ("paragraph", "Paso del Norte es vieja."),
        ("heading", "undated"),
        ("dateline", "last spring"),
        ("paragraph", "Nowhere"),
    ]
    links = [[span.value for span in block.spans] for block in blocks if block.kind == "heading"]
    assert links == [["https://maps.example.org/bridge/"], ["../stories/el%20mercado/index.html"], []]


def test_mentions_are_exact_and_lead_to_the_places_of_the_atlas() -> None:
    story = atlas_story(ATLAS)
    blocks = story.article.blocks
    named = [(blocks[one.block].text[one.start : one.end], one.place_id) for one in story.mentions]
    assert named == [
        ("desert", "chihuahuan-desert"),
        ("El Paso", "el-paso"),
        ("El Paso", "el-paso"),
        ("El Paso", "el-paso"),
        ("Paso del Norte", "el-paso"),
        ("Nowhere", "nowhere"),
    ]
    assert [one.place_id for one in story.excerpts if one.place_id == "el-paso"] == ["el-paso"] * 4
    assert story.places.loc["el-paso", "url"] == "./place/el-paso/index.html"


def test_the_dozen_opens_on_all_of_its_places() -> None:
    story = atlas_story(dozen())
    assert sum(block.kind == "heading" for block in story.article.blocks) == 12
    assert story.focus.frame is None


def towns(*points: tuple[float, float]) -> Atlas:
    """A story for each town."""
    stories = [
        StoryRecord(f"s{n}", f"S{n}", places=(StoryPlace("t", f"T{n}", Point(point)),))
        for n, point in enumerate(points)
    ]
    return atlas_of(stories, "Towns")


def test_where_four_of_five_stories_are_near_each_other_the_map_opens_there() -> None:
    home = [(-106.5 + n / 10, 31.7) for n in range(8)]
    frame = atlas_story(towns(*home, (2.35, 48.85))).focus.frame
    assert frame is not None
    assert -108 < frame[0] < frame[2] < -105


def test_where_they_are_all_over_the_earth_it_opens_on_all() -> None:
    home = [(-106.5 + n / 10, 31.7) for n in range(5)]
    assert atlas_story(towns(*home, (2.35, 48.85), (139.7, 35.7), (28.0, -26.2))).focus.frame is None


def test_an_atlas_of_nothing_still_has_a_title() -> None:
    story = atlas_story(Atlas("", "en", (), ()))
    assert (story.article.title, story.article.subtitle) == ("All stories", "0 stories and 0 places")


def test_layers_beyond_eight_share_one() -> None:
    sizes = {f"Layer {n}": n + 1 for n in range(10)}
    places = [
        AtlasPlace(f"p-{n}-{m}", "P", None, (MemberKey("s", f"p-{n}-{m}"),), layer=name)
        for n, (name, size) in enumerate(sizes.items())
        for m in range(size)
    ]
    names = layer_names(Atlas("A", "en", (), tuple(places)))
    assert {name for name, shown in names.items() if shown == DEFAULT_LAYER} == {"Layer 0", "Layer 1", "Layer 2"}
    assert len(set(names.values())) == 8
