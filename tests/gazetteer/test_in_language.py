from __future__ import annotations

import pytest

from storymap.gazetteer import place_types
from storymap.gazetteer.gazetteer import CustomPlace, open_gazetteer
from storymap.gazetteer.in_language import in_language


@pytest.mark.parametrize(
    ("language", "name", "full_name"),
    [
        ("es", "España", "Spain"),
        ("es-MX", "Estados Unidos", "United States"),
        ("de", "Mittelmeer", "Mediterranean Sea"),
        ("fr", "Pouilles", "Puglia, Italy"),
        ("it", "Londra", "London, England, United Kingdom"),
        ("sv", "Tyskland", "Germany"),
        ("ru", "Нижний Новгород", "Nizhniy Novgorod, Nizhegorodskaya oblast', Russia"),
        ("uk", "Полтавщина", "Poltavska oblast, Ukraine"),
        ("ja", "大阪", "Osaka, Japan"),
        ("ar", "القاهرة", "Cairo, Al Qāhirah, Egypt"),
        ("hi", "लखनऊ", "Lucknow, Uttar Pradesh, India"),
    ],
)
def test_a_name_in_the_language_comes_first(language: str, name: str, full_name: str) -> None:
    gazetteer = in_language(open_gazetteer(), language)
    assert gazetteer.full_name(gazetteer.lookup(name)[0].entry) == full_name


def test_english_and_a_language_that_nobody_knows_change_nothing() -> None:
    gazetteer = open_gazetteer()
    assert in_language(gazetteer, "en-GB") is gazetteer
    assert in_language(gazetteer, "xx").lookup("España") == gazetteer.lookup("España")


def test_places_of_ones_own_stay_first() -> None:
    own = open_gazetteer().with_places([CustomPlace("España", 1.5, 2.5, country="PH")])
    first, second, *_ = in_language(own, "es").lookup("España")
    assert (first.entry.kind, second.entry.kind) == (place_types.CUSTOM, place_types.COUNTRY)
