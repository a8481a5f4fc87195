"""The addresses of places stay."""

from __future__ import annotations

from storymap.atlas.addresses import give_addresses
from storymap.atlas.records import Addresses, MemberKey

A, B, C, D = (MemberKey(story, "p") for story in "abcd")


def test_a_place_keeps_its_address_when_its_name_changes() -> None:
    slugs, before = give_addresses([[A], [B]], ["Ciudad Juárez", "El Paso"], Addresses())
    assert slugs == ["ciudad-juarez", "el-paso"]
    slugs, _ = give_addresses([[B], [A, C]], ["El Paso del Norte", "Juárez"], before)
    assert slugs == ["el-paso", "ciudad-juarez"]


def test_two_that_become_one_are_found_under_both_addresses() -> None:
    _, before = give_addresses([[A, B], [C]], ["Juárez", "Juarez City"], Addresses())
    slugs, after = give_addresses([[A, B, C]], ["Juárez"], before)
    assert slugs == ["juarez"]
    assert after.moved == {"juarez-city": "juarez"}
    slugs, after = give_addresses([[A, B], [C]], ["Juárez", "Juarez City"], after)
    assert slugs == ["juarez", "juarez-city-2"]
    assert after.moved == {"juarez-city": "juarez"}


def test_of_one_that_becomes_two_the_larger_keeps_it() -> None:
    _, before = give_addresses([[A, B, C]], ["Springfield"], Addresses())
    slugs, _ = give_addresses([[A], [B, C]], ["Springfield", "Springfield"], before)
    assert slugs == ["springfield-2", "springfield"]


def test_an_address_is_not_given_again() -> None:
    _, before = give_addresses([[A]], ["Basel"], Addresses())
    _, gone = give_addresses([[B]], ["Bern"], before)
    slugs, _ = give_addresses([[B], [D]], ["Bern", "Basel"], gone)
    assert slugs == ["bern", "basel-2"]
