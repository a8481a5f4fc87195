"""What an article may have written instead of a place's name, and what it has not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice, product

import pytest
from shapely.geometry import Point

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.matching.mentions import find_mentions
from storymap.matching.near_misses.find import near_misses
from storymap.matching.near_misses.messages import near_miss_problems
from storymap.matching.near_misses.one_letter import differs_in_one_letter
from tests.matching.stories import article_of, places_of
from tests.time_limit import TimeLimit


def near(text: str, *names: str, language: str = "en", at: Sequence[float] = (), known: bool = True) -> list[str]:
    """Return what of a text is near to the name of one of some places."""
    article = article_of(text, language=language)
    places = places_of(*((f"p{number}", name) for number, name in enumerate(names)))
    if at:
        places = places.set_geometry([Point(at)] * len(places), crs="EPSG:4326")
    mentions = find_mentions(article, places)
    gazetteer: Gazetteer | None = open_gazetteer() if known else None
    found = near_misses(article, places, mentions, range(len(places)), gazetteer)
    return [form.text for _, forms in sorted(found.items()) for form in forms]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # One letter, in the article or in the places file.
        ("They live in Cuidad Juarez.", "Ciudad Juárez", ["Cuidad Juarez"]),
        ("From Rotterdam by train.", "Rottterdam", ["Rotterdam"]),
        ("In Massachusets and\nNew Hampshere.", "New Hampshire", ["New Hampshere"]),
        ("In San Franzisco.", "San Francisco", ["San Franzisco"]),
        ("In Sanfrancisco.", "San Francisco", ["Sanfrancisco"]),
        # A line of wrapped text may end with a hyphen.
        ("They met in Saint-\nDenys.", "Saint-Denis", ["Saint-Denys"]),
        # What stands before a comma or a bracket.
        ("They live in Laredo.", "Laredo, Texas", ["Laredo"]),
        ("They live in Chihuahua.", "Chihuahua (state)", ["Chihuahua"]),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_a_name_that_is_nearly_right_is_found(text: str, name: str, expected: list[str], known: bool) -> None:
    assert near(text, name, known=known) == expected


@pytest.mark.parametrize(
    ("text", "name", "at", "expected"),
    [
        ("From Kiev to Lvov.", "Kyiv", (30.5, 50.4), ["Kiev"]),
        ("From Bombay by ship.", "Mumbai", (72.9, 19.1), ["Bombay"]),
        ("He left the US and the U.S. Army.", "United States", (-98.5, 39.8), ["US", "U.S."]),
        ("From Kiev to Lvov.", "Kyiv", (-90.0, 40.0), []),  # another Kyiv
        ("It cost US$30.", "United States", (-98.5, 39.8), []),
        ("The Ukrainian spoke.", "Ukraine", (32.0, 49.0), []),
    ],
)
def test_another_name_of_the_place_is_found_by_the_gazetteer(
    text: str, name: str, at: tuple[float, float], expected: list[str]
) -> None:
    assert near(text, name, at=at) == expected
    assert near(text, name, at=at, known=False) == []


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("uk", "У Києві тихо.", "Київ", []),  # the rules find it: it is a mention
        ("pl", "W Kielcach i w Łodzi padało.", "Łódź", []),
        ("ru", "Во Ржеве снег, под Ржевом тоже.", "Ржев", []),
        ("pl", "W Kielcach padało, koło Kielc też.", "Kielce", ["Kielcach"]),
        ("pl", "Kielczanie mówią.", "Kielce", []),
        ("en", "The Kielcach.", "Kielce", []),
        ("de", "Auch Berlins Polizei schwieg.", "Berlin", ["Berlins"]),
        ("de-AT", "Die Berliner schwiegen.", "Berlin", []),
        ("de", "Ems und Rums.", "Rum", []),
        ("en", "The Berlins.", "Berlin", []),
    ],
)
def test_an_ending_that_the_rules_do_not_know_is_found(
    language: str, text: str, name: str, expected: list[str]
) -> None:
    assert near(text, name, language=language, known=False) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alexandra came to Egypt.", "Alexandria"),
        ("Syrian and Syrians, Libyan.", "Syria"),
        ("The Argentine team.", "Argentina"),
        ("He bought a Mali in Cali.", "Bali"),
        ("Colombia beat Austria.", "Columbia"),
        ("rotterdam is written small: cuidad juarez.", "Ciudad Juárez"),
        ("See https://example.org/Cuidad and #Cuidadjuarez.", "Ciudadjuarez"),
        ("It was in Paris, Laredo.", "Pariss Laredo"),
    ],
)
def test_words_and_names_of_something_else_are_no_mistakes(text: str, name: str) -> None:
    assert near(text, name) == []


def test_a_part_of_a_longer_form_is_told_with_that_alone() -> None:
    assert near("The United States Department.", "U.S.", at=(-98.5, 39.8)) == ["United States"]


@pytest.mark.parametrize(
    ("name", "other"),
    [("juarez", "juaraz"), ("juarez", "jaurez"), ("juarez", "juaez"), ("juarez", "juarrez"), ("berlin", "berlni")],
)
def test_one_letter_is_one_letter(name: str, other: str) -> None:
    assert differs_in_one_letter(name, other)
    assert differs_in_one_letter(other, name)


@pytest.mark.parametrize(
    "other", ["juarez", "suarez", "juares", "juare", "juarezo", "jaurze", "juraze", "jua ez", "jua1rez", ""]
)
def test_what_differs_otherwise_is_another_name(other: str) -> None:
    assert not differs_in_one_letter("juarez", other)
    assert not differs_in_one_letter(other, "juarez")


@cache
def _book() -> str:
    return "".join(
        f"Aletown{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} and Rotter. " for n in range(8000)
    )


def test_the_forms_of_a_place_are_few() -> None:
    text = " ".join(f"Rotte{letter}dam." for letter in "abcdefghijklmnopqstuvwxyz")
    assert len(near(text, "Rotterdam", known=False)) == 5
    assert near(_book(), *(f"Aletowm{n}x" for n in range(300)), known=False) == []


def test_names_that_all_begin_alike_are_compared_in_seconds(within: TimeLimit) -> None:
    letters = "abcdefghijklmnop"
    names = [f"Ale{''.join(ends)}ow" for ends in islice(product(letters, repeat=3), 4000)]
    places = places_of(*((f"p{n}", names[n], names[n::1000]) for n in range(1000)))
    with within(20):
        assert near_misses(article_of(_book(), language="pl"), places, (), range(1000)) == {}


def test_the_message_has_the_aliases_as_they_are_written() -> None:
    article = article_of("From Kiev.", "To Kiyv.")
    places = places_of(("k", "Kyiv", ["Київ"])).set_geometry([Point(30.5, 50.4)], crs="EPSG:4326")
    (problem,) = near_miss_problems(article, places, (), (), open_gazetteer())
    assert str(problem) == (
        'places.geojson, feature 1: "Kiev" (line 1) may be "Kyiv"; if so, write "aliases": ["Київ", "Kiev"] in its '
        "properties"
    )


def test_a_table_is_told_the_alias_without_json() -> None:
    places = places_of(("k", "Kyiv")).set_geometry([Point(30.5, 50.4)], crs="EPSG:4326")
    places["where"] = ["places.csv, row 2"]
    (problem,) = near_miss_problems(article_of("From Kiev."), places, (), (), open_gazetteer())
    assert problem.remedy == "if so, add to its aliases: Kiev"


def test_a_phrase_that_is_ignored_is_not_told() -> None:
    article = article_of("They live in Cuidad Juarez, not in Ciudad Juárez.")
    places = places_of(("juarez", "Ciudad Juárez"))
    mentions = find_mentions(article, places)
    assert [form.text for form in near_misses(article, places, mentions, [0])[0]] == ["Cuidad Juarez"]
    places["ignore"] = [("Cuidad Juarez",)]
    assert near_misses(article, places, mentions, [0]) == {}
