"""What a story is about: the frame that opens it, the weights and the roles of its places."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.focus.stories import (
    AFGHANISTAN,
    EL_PASO,
    HONG_KONG,
    HOUSTON,
    IRAN,
    IRAQ,
    JUAREZ,
    KABUL,
    LAREDO,
    PAKISTAN,
    TEXAS,
    UNITED_STATES,
    WASHINGTON,
    contains,
    focus_of,
    place,
    roles,
    width_km,
)

BORDER = """In Juarez the streets are empty. In El Paso they are not. Between Juarez and El Paso lies one bridge.

More people died in Juarez than in Afghanistan, Iraq, Iran or Pakistan that year, officials in Washington said.

In Juarez nobody counts any more."""
NAMED_IN_PASSING = [
    place("Afghanistan", AFGHANISTAN),
    place("Iraq", IRAQ),
    place("Iran", IRAN),
    place("Pakistan", PAKISTAN),
    place("Washington", WASHINGTON),
]
TWIN_CITIES = [place("Juarez", JUAREZ), place("El Paso", EL_PASO)]


def test_places_named_in_passing_do_not_widen_the_frame() -> None:
    focus = focus_of(BORDER, *TWIN_CITIES, *NAMED_IN_PASSING)
    assert contains(focus.frame, JUAREZ)
    assert contains(focus.frame, EL_PASO)
    assert width_km(focus.frame) < 60
    assert roles(focus) == {
        "juarez": "scene",
        "el-paso": "scene",
        **dict.fromkeys(("afghanistan", "iraq", "iran", "pakistan", "washington"), "passing"),
    }
    weights = {place_id: weight.value for place_id, weight in focus.weights.items()}
    assert max(weights, key=weights.__getitem__) == "juarez"
    assert weights["juarez"] == 1
    assert all(weights[name] < 0.3 for name in ("afghanistan", "iraq", "iran", "pakistan"))


def test_what_lies_beyond_the_frame_is_pointed_at_the_heaviest_first() -> None:
    focus = focus_of(BORDER, *TWIN_CITIES, *NAMED_IN_PASSING)
    assert focus.edge[0] == "washington"
    assert set(focus.edge) == {"washington", "afghanistan", "iraq", "iran", "pakistan"}


def test_a_state_around_the_scene_is_its_setting_and_weighs_less() -> None:
    text = "In Laredo, Texas, lorries wait. Laredo lives from them. Texas has no other crossing like that at Laredo."
    focus = focus_of(text, place("Laredo", LAREDO, kind="town"), place("Texas", TEXAS, kind="state"))
    assert roles(focus) == {"laredo": "scene", "texas": "setting"}
    assert width_km(focus.frame) == pytest.approx(15, abs=0.5)
    assert focus.weights["texas"].value < 0.5
    assert focus.edge == ()


def test_a_state_whose_towns_share_the_story_is_shown_whole() -> None:
    towns = {"Laredo": LAREDO, "El Paso": EL_PASO, "Houston": HOUSTON, "Amarillo": (-101.83, 35.22)}
    text = "All of Texas burns. " + " ".join(f"In {town} the fire is near. Texas sends help." for town in towns)
    focus = focus_of(text, place("Texas", TEXAS, kind="state"), *(place(*town, kind="town") for town in towns.items()))
    assert roles(focus)["texas"] == "scene"
    assert focus.frame == pytest.approx((-106.65, 25.84, -93.51, 36.5), abs=0.2)
    assert max(focus.weights, key=lambda name: focus.weights[name].value) == "texas"


def test_a_country_is_framed_without_its_far_parts() -> None:
    focus = focus_of("The United States votes.", place("United States", UNITED_STATES, kind="country"))
    assert focus.frame == pytest.approx((-124.7, 25.1, -66.9, 49.4), abs=0.2)


def test_two_scenes_far_apart_are_shown_together() -> None:
    text = (
        "The trial of Laredo moves to Houston. Laredo waits, and Houston waits. In Laredo he lived, in Houston he hid."
    )
    focus = focus_of(text, place("Laredo", LAREDO), place("Houston", HOUSTON))
    assert contains(focus.frame, LAREDO)
    assert contains(focus.frame, HOUSTON)
    assert set(roles(focus).values()) == {"scene"}


@pytest.mark.parametrize(
    ("language", "here", "there"),
    [
        ("en", "In Kabul it rained.", "It rained more than in Hong Kong."),
        ("es", "En Kabul llovió.", "Llovió más que en Hong Kong."),
        ("fr", "Il a plu à Kabul, dans Kabul.", "Il a plu plus qu'en Hong Kong."),
        ("de", "In Kabul regnete es.", "Es regnete mehr als in Hong Kong."),
        ("pt", "Choveu em Kabul.", "Choveu mais do que em Hong Kong."),
    ],
)
def test_words_before_a_name_say_whether_it_happens_there(language: str, here: str, there: str) -> None:
    places = [place("Kabul", KABUL), place("Hong Kong", HONG_KONG)]
    focus = focus_of(f"{'x ' * 400}.\n\n{there} {here}", *places, language=language)
    assert focus.weights["hong-kong"].value < 0.6 < focus.weights["kabul"].value


def test_the_title_counts_most_and_is_said() -> None:
    places = [place("Kabul", KABUL), place("Hong Kong", HONG_KONG)]
    focus = focus_of("Kabul is far from Hong Kong.", *places, title="What Kabul wants")
    assert focus.weights["kabul"].why == ("named 2 times", "in the title", "early", "shown at first")
    assert focus.weights["kabul"].value > focus.weights["hong-kong"].value
    # A name within a longer word of the title is not named there.
    assert "in the title" not in focus_of("Kabul.", places[0], title="Kabulistan").weights["kabul"].why


def test_headline_and_standfirst_count_once_and_a_kicker_as_one_mention() -> None:
    places = [place("Kabul", KABUL), place("Hong Kong", HONG_KONG), place("Laredo", LAREDO)]
    above = {"title": "Kabul, Kabul", "subtitle": "To Kabul", "kicker": "Hong Kong"}
    focus = focus_of(f"{'x ' * 400}. Laredo.", *places, **above)
    # What they count, 3, 1 and 1, has the power of .7.
    assert {place_id: weight.value for place_id, weight in focus.weights.items()} == {
        "kabul": 1.0,
        "hong-kong": 0.463,
        "laredo": 0.463,
    }


def test_a_qualifier_says_where_another_place_is() -> None:
    text = "In Laredo (Texas) it is hot. Laredo (Texas) waits."
    focus = focus_of(text, place("Laredo", LAREDO), place("Texas", TEXAS, kind="state"))
    assert "only says where another place is" in focus.weights["texas"].why


def test_the_author_has_the_last_word_on_roles() -> None:
    said = [place("Juarez", JUAREZ, role="passing"), place("El Paso", EL_PASO), place("Kabul", KABUL, role="scene")]
    focus = focus_of(BORDER + "\n\nKabul is far.", *said)
    assert roles(focus) == {"juarez": "passing", "el-paso": "passing", "kabul": "scene"}
    assert contains(focus.frame, KABUL)
    assert not contains(focus.frame, JUAREZ)
    assert "the author says so" in focus.weights["kabul"].why
    assert "the author says so" not in focus.weights["el-paso"].why


def test_the_author_has_the_last_word_on_weights() -> None:
    focus = focus_of(BORDER, *TWIN_CITIES, place("Washington", WASHINGTON, weight=1.0))
    assert focus.weights["washington"].value == 1
    assert focus.edge == ("washington",)
    focus = focus_of(BORDER, place("Juarez", JUAREZ, weight=0.0), place("El Paso", EL_PASO))
    assert focus.weights["juarez"].value == 0


@pytest.mark.parametrize("said", [{"role": "passing"}, {"role": "setting"}, {"weight": 0.0}])
def test_where_nothing_is_a_scene_the_frame_is_not_empty(said: dict[str, Any]) -> None:
    focus = focus_of(BORDER, place("Juarez", JUAREZ, **said), place("El Paso", EL_PASO, **said))
    assert contains(focus.frame, JUAREZ)
    assert contains(focus.frame, EL_PASO)


def test_the_only_named_place_may_be_on_no_map() -> None:
    focus = focus_of("Nobody left Atlantis.", place("Atlantis", None), place("Laredo", LAREDO), place("Kabul", KABUL))
    assert contains(focus.frame, LAREDO)
    assert contains(focus.frame, KABUL)


def test_the_author_is_heard_of_more_places_than_are_looked_at_else() -> None:
    towns = [place(f"Town{number}x", (number / 10, 40.0), role="scene") for number in range(301)]
    focus = focus_of("In Town0x.", *towns)
    assert contains(focus.frame, (30.0, 40.0))
    assert set(roles(focus).values()) == {"scene"}


def test_it_is_said_that_a_weight_is_the_authors() -> None:
    focus = focus_of(BORDER, place("Juarez", JUAREZ, weight=0.03), place("El Paso", EL_PASO))
    assert "the author's weight" in focus.weights["juarez"].why


def test_all_places_are_the_scene_where_the_text_names_none() -> None:
    pubs = [place(f"Pub {number}", (-0.1 + number / 500, 51.5 + number / 900)) for number in range(50)]
    focus = focus_of("A walk from one to the next.", *pubs)
    assert set(roles(focus).values()) == {"scene"}
    assert all(contains(focus.frame, (pub.geometry.x, pub.geometry.y)) for pub in pubs if pub.geometry is not None)


def test_a_voyage_opens_on_several_of_its_ports_though_no_two_are_near() -> None:
    ports = {"Sanlúcar": (-6.35, 36.78), "Tenerife": (-16.6, 28.3), "Río": (-43.2, -22.9), "Ushuaia": (-68.3, -54.8)}
    ports |= {"Apia": (-171.8, -13.8), "Guam": (144.8, 13.4), "Cebú": (123.9, 10.3), "Durban": (31.0, -29.9)}
    text = "Sanlúcar waves. " + " ".join(f"En {port} descansan." for port in ports) + " Regresan a Sanlúcar."
    focus = focus_of(text, *(place(*port) for port in ports.items()), language="es")
    assert list(roles(focus).values()).count("scene") >= 3
    assert focus.frame is not None
    assert focus.frame[2] - focus.frame[0] > 30


def test_a_collection_of_which_the_text_names_a_few_is_shown_whole() -> None:
    mills = [place(f"Mill{number}x", (number / 10 - 20, 40.0)) for number in range(400)]
    focus = focus_of("In Mill7x it began, and in Mill9x it went on.", *mills)
    assert focus.frame is None
    assert roles(focus) == {"mill7x": "scene", "mill9x": "scene"}


def test_fifty_places_in_one_town_and_one_on_another_continent() -> None:
    pubs = [place(f"Pub{number}", (-0.1 + number / 500, 51.5 + number / 900)) for number in range(50)]
    text = " ".join(f"Then comes {pub.name}." for pub in pubs) + " Its owner is from Kabul."
    focus = focus_of(text, *pubs, place("Kabul", KABUL))
    assert width_km(focus.frame) < 40
    assert roles(focus)["kabul"] == "passing"
    assert focus.edge == ("kabul",)


@pytest.mark.parametrize(
    ("fields", "side"), [({"kind": "building"}, 1), ({"kind": "town"}, 15), ({}, 15), ({"kind": "state"}, 200)]
)
def test_the_smallest_frame_depends_on_the_kind(fields: dict[str, str], side: float) -> None:
    focus = focus_of("It stands in Laredo.", place("Laredo", LAREDO, **fields))
    assert width_km(focus.frame) == pytest.approx(side, rel=0.02)


def test_without_a_located_place_there_is_no_frame() -> None:
    focus = focus_of("Nobody knows where Atlantis is.", place("Atlantis", None))
    assert focus.frame is None
    assert roles(focus) == {"atlantis": "passing"}
    assert focus_of("Nothing.").weights == {}


def test_across_180_degrees_the_frame_is_narrow() -> None:
    text = "From Suva to Taveuni the ferry sails. In Suva it waits, in Taveuni it rests."
    focus = focus_of(text, place("Suva", (178.44, -18.14)), place("Taveuni", (-179.98, -16.84)))
    assert focus.frame is not None
    west, _, east, _ = focus.frame
    assert 177 < west < 179
    assert 180 < east < 181


coordinates = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


@settings(max_examples=60, deadline=None)
@given(st.lists(coordinates, min_size=1, max_size=12), st.data())
def test_the_frame_holds_a_scene_and_weights_are_from_0_to_1(
    points: list[tuple[float, float]], data: st.DataObject
) -> None:
    places = [place(f"Town{number}x", point) for number, point in enumerate(points)]
    named = data.draw(st.lists(st.sampled_from([p.name for p in places]), max_size=20))
    focus = focus_of("We went on. " + " ".join(f"{name} was next." for name in named), *places)
    assert focus.frame is not None
    west, south, east, north = focus.frame
    assert -180.5 <= west < east <= west + 361
    assert -86 <= south < north <= 86
    scenes = [p for p in places if roles(focus)[p.place_id] == "scene"]
    assert scenes
    assert all(0 <= weight.value <= 1 for weight in focus.weights.values())
    for one in scenes:
        assert isinstance(one.geometry, shapely.Point)
        x, y = one.geometry.x, one.geometry.y
        assert any(west - 1e-3 <= x + turn <= east + 1e-3 for turn in (-360, 0, 360))
        assert south - 1e-3 <= y <= north + 1e-3
    assert not set(focus.edge) & {one.place_id for one in scenes}
