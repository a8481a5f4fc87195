"""What is one place over many stories."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPoint, Point, box
from shapely.geometry.base import BaseGeometry

from storymap.atlas.decisions import Decisions, read_decisions
from storymap.atlas.distances import kilometres
from storymap.atlas.records import MemberKey, StoryPlace, StoryRecord
from storymap.atlas.same_places import group_places


def place(
    name: str, geometry: BaseGeometry | None, *identifiers: str, aliases: tuple[str, ...] = (), kind: str = ""
) -> StoryPlace:
    return StoryPlace("p", name, geometry, aliases=aliases, identifiers=identifiers, kind=kind)


def stories(*places: StoryPlace) -> list[StoryRecord]:
    """A story for each place: s0, s1 …"""
    return [StoryRecord(f"s{number}", f"Story {number}", places=(one,)) for number, one in enumerate(places)]


def groups(*places: StoryPlace, decisions: Decisions | None = None) -> list[list[int]]:
    """The groups, by the numbers of the stories."""
    found = group_places(stories(*places), decisions).groups
    return [[int(key.story_id[1:]) for key in group] for group in found]


def doubts(*places: StoryPlace, decisions: Decisions | None = None) -> list[str]:
    found = group_places(stories(*places), decisions).doubts
    return [f"{one.one.story_id} {one.other.story_id}: {one.why}" for one in found]


SPRINGFIELDS = (
    place("Springfield", Point(-89.64, 39.80), "geonames:4250542"),
    place("Springfield", Point(-93.29, 37.22), "geonames:4409896"),
    place("Springfield", Point(-72.59, 42.10)),
)


def test_three_springfields_are_three() -> None:
    assert groups(*SPRINGFIELDS) == [[0], [1], [2]]
    assert doubts(*SPRINGFIELDS) == []


def test_juarez_under_three_names_is_one() -> None:
    juarez = (
        place("Ciudad Juárez", Point(-106.4608, 31.7202), "geonames:4013708", aliases=("Juárez",)),
        place("Juarez", Point(-106.4605, 31.7200)),
        place("Paso del Norte", Point(-106.487, 31.739), "geonames:4013708"),
    )
    assert groups(*juarez) == [[0, 1, 2]]
    assert doubts(*juarez) == []


def test_a_bridge_that_two_people_placed_by_hand_is_one() -> None:
    bridge = (place("Santa Fe bridge", Point(-106.4867, 31.7478)), place("Santa Fe Bridge", Point(-106.4861, 31.7471)))
    assert groups(*bridge) == [[0, 1]]


def test_a_city_is_not_the_state_of_its_name() -> None:
    city = place("New York", Point(-74.0, 40.7), kind="city")
    state = place("New York", box(-79.8, 40.4, -71.8, 45.0), kind="state")
    assert groups(city, state) == [[0], [1]]
    assert doubts(city, state) == ["s0 s1: a point and an area of one name are in the same place"]


def test_areas_of_one_kind_that_overlap_are_one() -> None:
    one, other = (place("Sinaloa", box(-109.5, 22.5, east, 27.1), kind="state") for east in (-105.4, -105.3))
    assert groups(one, other) == [[0, 1]]
    assert groups(one, place("Sinaloa", box(-109.5, 22.5, -105.4, 27.1), kind="river basin")) == [[0], [1]]


def test_what_is_between_is_for_a_person() -> None:
    near = (place("San José", Point(0, 10)), place("San Jose", Point(0.1, 10)))
    assert groups(*near) == [[0], [1]]
    assert doubts(*near) == ["s0 s1: they have the same name and are 11 km apart"]
    same = Decisions(same=((MemberKey("s0", "p"), MemberKey("s1", "p")),))
    assert groups(*near, decisions=same) == [[0, 1]]
    assert doubts(*near, decisions=same) == []
    different = Decisions(different=frozenset({frozenset((MemberKey("s0", "p"), MemberKey("s1", "p")))}))
    assert groups(*near, decisions=different) == [[0], [1]]
    assert doubts(*near, decisions=different) == []


def test_two_identifiers_of_one_gazetteer_are_two_places_even_in_one_spot() -> None:
    old, new = place("Delhi", Point(77.22, 28.65), "geonames:1"), place("Delhi", Point(77.22, 28.65), "geonames:2")
    assert groups(old, new) == [[0], [1]]
    assert doubts(old, new) == ["s0 s1: they have the same name and place, and different identifiers"]
    # Nor by a third that is like both.
    between = place("Delhi", Point(77.22, 28.65))
    assert groups(old, between, new) == [[0, 1], [2]]


def test_one_identifier_far_apart_is_one_and_told() -> None:
    ends = (place("Rio Grande", Point(-106, 32), "geonames:5"), place("Rio Bravo", Point(-97, 26), "geonames:5"))
    assert groups(*ends) == [[0, 1]]
    assert doubts(*ends) == ["s0 s1: they have the same identifier and are more than 50 km apart"]


def test_neighbours_over_longitude_180_are_neighbours() -> None:
    assert groups(place("Taveuni", Point(179.999, -16.8)), place("Taveuni", Point(-179.999, -16.8))) == [[0, 1]]


def test_a_place_that_is_not_located_is_asked_about() -> None:
    assert doubts(place("The mill", None), place("The mill", Point(1, 1))) == [
        "s0 s1: they have the same name, and one is not located"
    ]


PLACES = st.builds(
    lambda name, lon, lat, identifiers: place(name, Point(lon / 100, lat / 100), *identifiers),
    st.sampled_from(["A", "B", "a", "Á"]),
    st.integers(0, 40),
    st.integers(0, 40),
    st.lists(st.sampled_from(["x:1", "x:2", "y:1"]), max_size=1),
)


@given(st.lists(PLACES, max_size=12))
def test_every_place_is_in_one_group_and_no_group_has_two_identifiers_of_one_gazetteer(
    places: list[StoryPlace],
) -> None:
    found = groups(*places)
    assert sorted(number for group in found for number in group) == list(range(len(places)))
    for group in found:
        identifiers = {identifier for number in group for identifier in places[number].identifiers}
        assert len({identifier[0] for identifier in identifiers}) == len(identifiers)


def test_decisions_are_read() -> None:
    decisions = read_decisions(
        '[[same]]\nplaces = ["a/x", "b/y", "c/z"]\n[[different]]\nplaces = ["a/x", "d/w"]\n[names]\n"el-paso" = "El Paso"\n'
    )
    assert decisions.same == ((MemberKey("a", "x"), MemberKey("b", "y"), MemberKey("c", "z")),)
    assert decisions.different == {frozenset((MemberKey("a", "x"), MemberKey("d", "w")))}
    assert decisions.names == {"el-paso": "El Paso"}


def test_a_thousand_stories_of_one_city_are_one_place_in_no_time() -> None:
    city = [place("El Paso", Point(-106.4869, 31.7587), "geonames:5520993") for _ in range(1_000)]
    by_hand = [place("El Paso", Point(-106.4869, 31.7587)) for _ in range(1_000)]
    spread = [place("El Paso", Point(-106.4869 + number / 1e6, 31.7587)) for number in range(300)]
    assert groups(*city, *by_hand, *spread) == [list(range(2_300))]


def test_what_a_person_decided_about_one_of_many_that_are_alike_holds() -> None:
    alike = [place("Delhi", Point(77.22, 28.65)) for _ in range(4)]
    apart = Decisions(different=frozenset({frozenset((MemberKey("s0", "p"), MemberKey("s2", "p")))}))
    assert groups(*alike, decisions=apart) == [[0, 1, 3], [2]]
    apart = Decisions(
        different=frozenset(frozenset((MemberKey("s0", "p"), MemberKey(other, "p"))) for other in ("s1", "s2", "s3"))
    )
    assert groups(*alike, decisions=apart) == [[0], [1, 2, 3]]


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_the_quick_distance_of_points_is_that_of_any_shapes(lon: float, lat: float, east: float, north: float) -> None:
    one, other = Point(lon, lat), Point((lon + east + 180) % 360 - 180, lat + north)
    assert kilometres(one, other) == pytest.approx(kilometres(one, MultiPoint([other])), abs=1e-6)
