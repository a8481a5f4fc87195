"""From stories to an atlas: names, shapes, order and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from storymap.atlas.decisions import Decisions
from storymap.atlas.make_atlas import make_atlas
from storymap.atlas.records import MemberKey, StoryPlace, StoryRecord

SPRINGFIELDS = (
    StoryRecord("elections", "Elections", places=(StoryPlace("springfield", "Springfield", Point(-89.64, 39.80)),)),
    StoryRecord("floods", "Floods", places=(StoryPlace("springfield", "Springfield", Point(-93.29, 37.22)),)),
    StoryRecord("trains", "Trains", places=(StoryPlace("springfield", "Springfield", Point(-72.59, 42.10)),)),
)
JUAREZ = (
    StoryRecord(
        "a",
        "A",
        date="2009-04",
        language="es",
        places=(
            StoryPlace("j", "Ciudad Juárez", Point(-106.4608, 31.7202), ("Juárez",), identifiers=("geonames:4013708",)),
        ),
    ),
    StoryRecord("b", "B", date="2011", language="es", places=(StoryPlace("j", "Juarez", Point(-106.4605, 31.7200)),)),
    StoryRecord(
        "c",
        "C",
        language="en",
        places=(StoryPlace("p", "Paso del Norte", Point(-106.487, 31.739), identifiers=("geonames:4013708",)),),
    ),
)
BRIDGE = (
    StoryRecord("closes", "It closes", places=(StoryPlace("b", "Santa Fe bridge", Point(-106.4867, 31.7478)),)),
    StoryRecord("walk", "A walk", places=(StoryPlace("b", "Santa Fe Bridge", Point(-106.4861, 31.7471)),)),
)


def slugs(stories: Sequence[StoryRecord], **more: object) -> list[tuple[str, str, list[str]]]:
    atlas = make_atlas(stories, **more)  # type: ignore[arg-type]
    return [(place.slug, place.name, [str(key) for key in place.members]) for place in atlas.places]


def test_three_springfields_juarez_under_three_names_and_a_bridge() -> None:
    assert slugs((*SPRINGFIELDS, *JUAREZ, *BRIDGE)) == [
        ("ciudad-juarez", "Ciudad Juárez", ["a/j", "b/j", "c/p"]),
        ("santa-fe-bridge", "Santa Fe bridge", ["closes/b", "walk/b"]),
        ("springfield", "Springfield", ["elections/springfield"]),
        ("springfield-2", "Springfield", ["floods/springfield"]),
        ("springfield-3", "Springfield", ["trains/springfield"]),
    ]


def test_what_is_said_of_a_place_is_put_together() -> None:
    place = make_atlas(JUAREZ).places[0]
    assert (place.aliases, place.identifiers) == (("Juárez", "Juarez", "Paso del Norte"), ("geonames:4013708",))
    # That of a gazetteer goes before one that was placed by hand.
    assert place.geometry == Point(-106.4608, 31.7202)


def test_an_area_is_shown_before_a_point() -> None:
    area = box(-79.8, 40.4, -71.8, 45.0)
    stories = (
        StoryRecord("a", "A", places=(StoryPlace("n", "New York", Point(-75, 43), kind="state"),)),
        StoryRecord("b", "B", places=(StoryPlace("n", "New York", area, kind="state"),)),
    )
    assert [place.geometry for place in make_atlas(stories).places] == [area]


def test_the_newest_story_comes_first_and_most_stories_say_the_language() -> None:
    atlas = make_atlas((*JUAREZ, replace(JUAREZ[0], story_id="d", date="2011-03-01")))
    assert [story.story_id for story in atlas.stories] == ["d", "b", "a", "c"]
    assert atlas.language == "es"
    assert make_atlas(JUAREZ, language="en").language == "en"


def test_a_name_that_the_desk_decided() -> None:
    assert slugs(JUAREZ, decisions=Decisions(names={"ciudad-juarez": "Juárez"}))[0][:2] == ("ciudad-juarez", "Juárez")


def test_an_address_stays_when_names_change_and_when_a_story_is_gone_and_back() -> None:
    first = make_atlas((*SPRINGFIELDS, *BRIDGE))
    changed = [
        replace(story, places=tuple(replace(place, name=f"New {place.name}") for place in story.places))
        for story in (*SPRINGFIELDS, *BRIDGE)
    ]
    again = make_atlas(changed, earlier=first.addresses)
    assert [place.slug for place in again.places] == [place.slug for place in first.places]
    without = make_atlas(changed[1:], earlier=again.addresses)
    assert [place.slug for place in without.places] == ["santa-fe-bridge", "springfield-2", "springfield-3"]
    other = StoryRecord("new", "New", places=(StoryPlace("s", "Springfield", Point(10, 10)),))
    back = make_atlas((*changed, other), earlier=make_atlas((*changed[1:], other), earlier=without.addresses).addresses)
    assert {str(key): place.slug for place in back.places for key in place.members if "springfield" in place.slug} == {
        "elections/springfield": "springfield",
        "floods/springfield": "springfield-2",
        "trains/springfield": "springfield-3",
        "new/s": "springfield-4",
    }


def test_where_a_place_moved_is_told_while_it_is_there() -> None:
    one = make_atlas(SPRINGFIELDS)
    same = Decisions(same=((MemberKey("elections", "springfield"), MemberKey("floods", "springfield")),))
    joined = make_atlas(SPRINGFIELDS, decisions=same, earlier=one.addresses)
    assert joined.moved == (("springfield-2", "springfield"),)
    gone = make_atlas(SPRINGFIELDS[2:], earlier=joined.addresses)
    assert gone.moved == ()
    assert make_atlas(SPRINGFIELDS, decisions=same, earlier=gone.addresses).moved == joined.moved


@given(st.permutations([*SPRINGFIELDS, *JUAREZ, *BRIDGE]))
def test_the_order_of_stories_means_nothing(stories: list[StoryRecord]) -> None:
    assert make_atlas(stories) == make_atlas([*SPRINGFIELDS, *JUAREZ, *BRIDGE])
