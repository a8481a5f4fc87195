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
    assert slugs == ["juarez", "juarez-city"]
    assert after.moved == {}


def test_two_that_were_one_for_a_while_have_their_own_addresses_again() -> None:
    slugs, before = give_addresses([[A], [B]], ["Old Town", "New Quarter"], Addresses())
    assert slugs == ["old-town", "new-quarter"]
    for keeps in ("Old Town", "New Quarter"):
        _, joined = give_addresses([[A, B]], [keeps], before)
        slugs, after = give_addresses([[A], [B]], ["Old Town", "New Quarter"], joined)
        assert slugs == ["old-town", "new-quarter"]
        assert after.moved == {}


def test_of_places_with_one_name_each_has_its_own_number_again() -> None:
    slugs, before = give_addresses([[A, C], [B]], ["Springfield", "Springfield"], Addresses())
    assert slugs == ["springfield", "springfield-2"]
    _, joined = give_addresses([[A, B, C]], ["Springfield"], before)
    # A third of that name is none of those that were one.
    slugs, after = give_addresses([[D], [B], [A, C]], ["Springfield"] * 3, joined)
    assert slugs == ["springfield-3", "springfield-2", "springfield"]
    assert after.moved == {}


def test_of_one_that_becomes_two_the_larger_keeps_it() -> None:
    _, before = give_addresses([[A, B, C]], ["Springfield"], Addresses())
    slugs, _ = give_addresses([[A], [B, C]], ["Springfield", "Springfield"], before)
    assert slugs == ["springfield-2", "springfield"]


def test_an_address_is_not_given_again() -> None:
    _, before = give_addresses([[A]], ["Basel"], Addresses())
    _, gone = give_addresses([[B]], ["Bern"], before)
    slugs, _ = give_addresses([[B], [D]], ["Bern", "Basel"], gone)
    assert slugs == ["bern", "basel-2"]
