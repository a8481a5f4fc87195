"""The name of a feature where no field is called a name: found by words and values, and said."""

from __future__ import annotations

from typing import Any

import pytest

from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.likely_names import ids_are_names, likely_name


def features(*properties: dict[str, Any], ids: tuple[Any, ...] = ()) -> list[Feature]:
    found = []
    for number, each in enumerate(properties):
        value: dict[str, Any] = {"type": "Feature", "properties": each}
        if ids:
            value["id"] = ids[number]
        found.append(Feature(f"feature {number}", value))
    return found


def likely(*properties: dict[str, Any]) -> str:
    return likely_name(features(*properties), properties[0])


@pytest.mark.parametrize(
    "field",
    ["stop_name", "STATE_NAME", "shapeName", "GM_NAAM", "nom_commune", "NM_MUN", "NOMBDEP", "KTNAME", "statnaam", "KOMNAVN",
     "LAD21NM", "NAMELSAD", "JPT_NAZWA_", "ADM1_EN", "admin2Name", "City", "PAYS", "Gemeinde", "город", "国家"],
)  # fmt: skip
def test_a_name_is_found_by_its_words(field: str) -> None:
    assert likely({"code": "a1", "area": 5, field: "Basel"}, {"code": "b2", field: "Bern"}) == field


@pytest.mark.parametrize(
    "field", ["user_name", "fileName", "surname", "NAME_ISO", "layer_name", "adm1_pcode", "population"]
)
def test_a_name_of_something_else_is_none(field: str) -> None:
    assert likely({field: "Basel"}, {field: "Bern"}) == ""


def test_a_field_that_does_not_tell_features_apart_is_no_name() -> None:
    assert likely({"STATE": "ND"}, {"STATE": "ND"}, {"STATE": "ND"}) == ""
    assert likely({"STATE_NAME": 5}, {"STATE_NAME": 6}) == ""
    assert likely({"region": "North", "comuna": "Arica"}, {"region": "North", "comuna": "Putre"}) == "comuna"


def test_of_levels_the_last_is_the_feature_s_own() -> None:
    own = {"ADM0_EN": "China", "ADM1_EN": "Shaanxi", "ADM1_ZH": "陕西"}
    assert likely(own, {**own, "ADM1_EN": "Gansu", "ADM1_ZH": "甘肃"}) == "ADM1_EN"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("Maryland", "New York"), True),
        (("Côte d’Ivoire", "Perú"), True),
        (("a1", "b2"), False),
        (("USA", "FRA"), False),
        ((1, 2), False),
        (("Same", "Same"), False),
        (("Q1234567", "node/5"), False),
    ],
)
def test_ids_that_are_words_are_names(ids: tuple[Any, ...], expected: bool) -> None:
    assert ids_are_names(features({}, {}, ids=ids)) == expected
