"""A part of a name is not the whole, a name lies in what stands after it, and mere words are no places."""

from __future__ import annotations

from itertools import pairwise

import pytest

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.collected_suggestions import collect_suggestions
from storymap.geoparsing.toponyms import find_toponyms


def located(text: str, language: str = "en") -> dict[str, str]:
    """Return the names of a text that have a place and a score of .2 and more, with the place."""
    gazetteer = open_gazetteer()
    return {
        text[t.start : t.end]: gazetteer.full_name(t.places[0])
        for t in find_toponyms(text, gazetteer, language=language)
        if t.places and t.score >= 0.2
    }


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The whales were seen off Punta Eugenia, in Baja California Sur, Mexico, on Tuesday.", "Punta"),
        ("The regatta was held at Vila Franca, near Lisbon, Portugal.", "Franca"),
        ("Surfers at Beacon's Beach in Encinitas, California, said the bluff is unsafe.", "Beacon"),
        ("Hampshire County Council said roads in Winchester and Southampton were icy.", "Hampshire County"),
        ("He was last seen in Bayan-Ölgi, a province of Mongolia.", "Bayan"),
    ],
)
def test_a_part_of_a_longer_name_has_no_place_far_away(text: str, part: str) -> None:
    assert part not in located(text)


def test_the_longer_name_is_what_an_editor_is_offered() -> None:
    text = "The ship was lost off Punta Eugenia, in Mexico. The regatta was held at Vila Franca, near Lisbon, Portugal."
    toponyms = find_toponyms(text, open_gazetteer())
    offered = [text[t.start : t.end] for t in toponyms if not t.places and t.score > 0.05]
    assert offered == ["Punta Eugenia", "Vila Franca"]
    assert all(one.end <= two.start for one, two in pairwise(toponyms))


def test_a_part_of_a_longer_name_has_its_place_near_the_others() -> None:
    assert located("Lamar County Jail is full. Police in Paris and Reno, Texas, said so.")["Lamar County"] == (
        "Lamar County, Texas, United States"
    )


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("es", "El Ayuntamiento de Getafe cerró la piscina.", "Getafe"),
        ("fr", "À Pantin le Premier ministre a parlé.", "Pantin"),
        ("de", "Er arbeitet im Klinikum Fulda und wohnt in Fulda.", "Fulda"),
        ("en", "The Bonham Police Department closed the road near Bonham.", "Bonham"),
    ],
)
def test_a_capital_of_another_word_makes_no_longer_name(language: str, text: str, town: str) -> None:
    assert town in located(text, language)


def test_a_known_name_beside_another_is_no_part_of_it() -> None:
    assert set(located("The London-Paris train was full.")) == {"London", "Paris"}


@pytest.mark.parametrize(
    "text",
    [
        "The crash happened in Randolph, New Hampshire, on Monday. Randolph has 300 people.",
        "The crash happened in Randolph, N.H., on Monday.",
        "The crash happened in Randolph (New Hampshire) on Monday.",
    ],
)
def test_a_town_that_the_gazetteer_does_not_have_is_not_put_into_another_state(text: str) -> None:
    assert "Randolph" not in located(text)
    suggestions = collect_suggestions(text, find_toponyms(text, open_gazetteer()), open_gazetteer())
    randolph = next(suggestion for suggestion in suggestions if suggestion.name == "Randolph")
    assert (randolph.status, randolph.may_be_written) == ("maybe", False)
    assert "the gazetteer has no place of this name in what stands after it; locate it by hand" in randolph.why


def test_a_list_puts_nothing_into_anything() -> None:
    assert set(located("Shops in Worcester, New York and Ohio closed.")) == {"Worcester", "New York", "Ohio"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "South won the match."),
        ("en", "The South voted for him, the West did not."),
        ("en", "The Olympic torch passed."),
        ("en", "A Liberal said so."),
        ("en", "Reuters and Xinhua reported it."),
        ("de", "Ein Mann stand in der Nähe der Straßen."),
        ("es", "El Norte y el Sur son un hombre y una mujer."),
    ],
)
def test_mere_words_are_no_places(language: str, text: str) -> None:
    assert located(text, language) == {}


def test_a_town_called_like_a_word_is_found_where_its_state_stands_after_it() -> None:
    assert located("The plant in West, Texas, blew up.")["West"] == "West, Texas, United States"
    assert located("He lives in Liberal, Kan., now.")["Liberal"] == "Liberal, Kansas, United States"


def test_the_council_of_a_city_names_the_city_without_the_word() -> None:
    assert set(located("Dublin City Council met in Dublin.")) == {"Dublin"}
