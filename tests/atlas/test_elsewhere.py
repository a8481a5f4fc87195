"""Where the places of one story are named elsewhere."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import Point

from storymap.atlas.decisions import Decisions
from storymap.atlas.elsewhere import Elsewhere, find_story, named_elsewhere
from storymap.atlas.records import AtlasPlace, MemberKey, StoryPlace
from tests.atlas.small_atlas import ATLAS, BRIDGE, CITY, EL_PASO, MARKET, UNDATED

NEAR = Point(-106.4860, 31.7580)


def test_a_story_is_not_counted_among_the_others() -> None:
    assert named_elsewhere(ATLAS, BRIDGE.places, "a-bridge") == {"el-paso": Elsewhere("el-paso", 1)}
    assert named_elsewhere(ATLAS, MARKET.places, "mercado") == {
        "paso": Elsewhere("el-paso", 1),
        "paso-del-norte": Elsewhere("el-paso", 1),
    }


def test_a_story_that_the_atlas_does_not_have_is_compared_with_its_places() -> None:
    places = (
        StoryPlace("a", "el paso", NEAR),
        StoryPlace("b", "Another name", Point(0, 0), identifiers=("geonames:5520993",)),
        StoryPlace("c", "El Paso", Point(-75.0, 8.0)),
        StoryPlace("d", "El Paso", NEAR, identifiers=("geonames:1",)),
        StoryPlace("e", "Elsewhere", NEAR),
    )
    for one, found in zip(places, (2, 2, None, None, None), strict=True):
        expected = {} if found is None else {one.place_id: Elsewhere("el-paso", found)}
        assert named_elsewhere(ATLAS, (one,), None) == expected, one


def test_a_place_that_is_new_in_a_known_story_is_compared_and_decisions_hold() -> None:
    new = StoryPlace("new", "El Paso", NEAR)
    other = StoryPlace("other", "The Pass", Point(10, 10))
    key = MemberKey("undated", "new")
    assert named_elsewhere(ATLAS, (new,), "undated") == {"new": Elsewhere("el-paso", 2)}
    apart = Decisions(different=frozenset({frozenset({key, MemberKey("mercado", "paso")})}))
    assert named_elsewhere(ATLAS, (new,), "undated", apart) == {}
    joined = Decisions(same=((MemberKey("undated", "other"), MemberKey("mercado", "paso")),))
    assert named_elsewhere(ATLAS, (other,), "undated", joined) == {"other": Elsewhere("el-paso", 2)}


def test_a_place_is_compared_with_each_position_that_stories_give_it() -> None:
    far = StoryPlace("far", "El Paso", Point(-106.40, 31.70))
    story = replace(UNDATED, places=(far,))
    place = replace(EL_PASO, members=(*EL_PASO.members, MemberKey("undated", "far")))
    atlas = replace(ATLAS, stories=(*ATLAS.stories[:2], story), places=(place,))
    new = StoryPlace("new", "El Paso", Point(-106.401, 31.70))
    assert named_elsewhere(ATLAS, (new,), None) == {}
    assert named_elsewhere(atlas, (new,), None) == {"new": Elsewhere("el-paso", 3)}


def test_a_place_that_may_be_two_is_neither() -> None:
    story = replace(UNDATED, places=(StoryPlace("twin", "El Paso", NEAR),))
    twin = AtlasPlace("el-paso-2", "El Paso", NEAR, (MemberKey("undated", "twin"),))
    two = replace(ATLAS, stories=(*ATLAS.stories[:2], story), places=(*ATLAS.places, twin))
    assert named_elsewhere(two, (StoryPlace("a", "El Paso", CITY),), None) == {}


def test_a_story_is_known_by_its_source_its_address_or_its_title_and_date() -> None:
    atlas = replace(ATLAS, stories=(replace(BRIDGE, source="../bridge/story.md"), *ATLAS.stories[1:]))
    assert find_story(atlas, sources={"../bridge/story.md"}) == atlas.stories[0]
    assert find_story(atlas, sources=(), addresses={"https://maps.example.org/bridge/"}) == atlas.stories[0]
    assert find_story(atlas, sources=(), title="El mercado", date="2009-01") == MARKET
    assert find_story(atlas, sources=(), title="El mercado", date="2010") is None
    assert find_story(atlas, sources=(), title="", date="last spring") is None


def test_only_places_of_others_are_named_elsewhere() -> None:
    assert named_elsewhere(replace(ATLAS, stories=(BRIDGE,), places=(replace(EL_PASO, members=EL_PASO.members[1:2]),)),
                           BRIDGE.places, "a-bridge") == {}  # fmt: skip
