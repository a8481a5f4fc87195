"""The gazetteer searched as one types."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.gazetteer.entries import FIRST_ADDED, FIRST_CUSTOM
from storymap.gazetteer.gazetteer import CustomPlace, open_gazetteer
from storymap.gazetteer.in_language import in_language
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.name_search import NameSearch, joined_keys
from tests.time_limit import TimeLimit


@pytest.fixture(scope="module")
def search() -> NameSearch:
    found = NameSearch(open_gazetteer())
    found.prepare()
    return found


def names(search: NameSearch, typed: str, most: int = 12) -> list[str]:
    gazetteer = open_gazetteer()
    return [gazetteer.full_name(entry) for entry in search.find(typed, most)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("el pa", "El Paso, Texas, United States"),
        ("El Pa", "El Paso, Texas, United States"),
        ("el paso", "El Paso, Texas, United States"),
        ("laredo, tex", "Laredo, Texas, United States"),
        ("laredo, Texas", "Laredo, Texas, United States"),
        ("springf", "Springfield, Illinois, United States"),
        ("st. louis, mis", "St. Louis, Missouri, United States"),
        ("lond", "London, England, United Kingdom"),
        ("texas", "Texas, United States"),
        ("usa", "United States"),
        ("koln", "Köln, Nordrhein-Westfalen, Germany"),
    ],
)
def test_the_likeliest_place_is_first(search: NameSearch, typed: str, first: str) -> None:
    assert names(search, typed)[0] == first


def test_a_word_within_a_name_is_found_too(search: NameSearch) -> None:
    assert "Ciudad Juárez, Chihuahua, Mexico" in names(search, "juar")


def test_a_blank_ends_a_word(search: NameSearch) -> None:
    assert not [name for name in names(search, "el ") if not name.startswith("El ")]


@pytest.mark.parametrize("typed", ["", " ", ",", "  ,  ", "\x00", "...", "x" * 100_000, "\n", "(", "\\", "laredo,"])
def test_nothing_is_found_and_nothing_breaks(search: NameSearch, typed: str) -> None:
    assert names(search, typed) == ([] if typed != "laredo," else names(search, "laredo"))


def test_no_place_is_there_twice_and_the_number_is_kept(search: NameSearch) -> None:
    found = search.find("san", 7)
    assert len({entry.number for entry in found}) == len(found) == 7


def test_places_of_ones_own_come_first() -> None:
    gazetteer = open_gazetteer().with_places([CustomPlace("El Patio", 31.7, -106.4)])
    found = NameSearch(gazetteer).find("el pat")
    assert found[0].number == FIRST_CUSTOM
    assert gazetteer.name(found[0]) == "El Patio"


def test_places_of_added_gazetteers_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from storymap.editing.added_gazetteers import Wishes, add_gazetteer, open_added

    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "data"))
    table = tmp_path / "ours.csv"
    table.write_text("name,lat,lon\nZzyzx Bridge Yard,35.1,-116.1\nZzyzx Mill,35.2,-116.2\n")
    add_gazetteer(str(table), Wishes(), [])
    gazetteer = open_gazetteer().with_added(open_added([]))
    found = NameSearch(gazetteer).find("zzyzx m")
    assert [(entry.number >= FIRST_ADDED, gazetteer.name(entry)) for entry in found] == [(True, "Zzyzx Mill")]
    assert (round(found[0].lat, 3), round(found[0].lon, 3)) == (35.2, -116.2)


def test_names_of_the_articles_language_are_found() -> None:
    spanish = in_language(open_gazetteer(), "es")
    assert spanish.full_name(NameSearch(spanish).find("londres")[0]).startswith("London")


def test_the_keys_of_all_names_are_those_by_which_names_are_found() -> None:
    all_names = next(iter(open_gazetteer().name_tables()))[1]
    assert joined_keys(all_names) == "\n".join(map(name_key, all_names))


def test_what_no_gazetteer_should_have_keeps_the_lines_in_order() -> None:
    odd = ["St. Louis", "", "  ", "a\u200bb", "Mt. St. Helens", "\u0301", "ab", "Pt", "Ǆ", "ﬀ"]
    assert joined_keys(odd).split("\n") == [name_key(name) for name in odd]


def test_a_search_takes_milliseconds(within: TimeLimit, search: NameSearch) -> None:
    typed = ["e", "el", "el pa", "san", "spring", "new y", "juar", "a", "laredo, tex"]
    for each in typed:
        # 10 to 20 ms each.
        with within(0.75):
            for _ in range(5):
                search.find(each)
