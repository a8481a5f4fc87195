from __future__ import annotations

import pytest

from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.word_forms import base_forms, base_name, prefix_readings


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("ru", "москве", "москва"),
        ("ru", "казанью", "казань"),
        ("uk", "києві", "київ"),
        ("de", "osterreichs", "osterreich"),
    ],
)
def test_a_form_leads_back_to_the_name(language: str, form: str, base: str) -> None:
    assert base.replace("ї", "і") in base_forms(form.replace("ї", "і"), language)


def test_a_short_word_is_no_form() -> None:
    assert base_forms("эта", "ru") == ("эта",)
    assert base_forms("alps", "de") == ("alps",)


def test_a_prefix_is_taken_off_and_the_article_put_back() -> None:
    assert ("ل", "القاهرة") in list(prefix_readings("للقاهرة", "ar"))
    assert ("ב", "חיפה") in list(prefix_readings("בחיפה", "he"))
    assert not list(prefix_readings("בארץ", "he"))  # "in the country", a word of its own


@pytest.mark.parametrize(
    ("language", "surface", "key", "name"),
    [
        ("ru", "Москве", "москва", "Москва"),
        ("ru", "Нижнем Новгороде", "нижний новгород", "Нижний Новгород"),
        ("uk", "Харківській області", "харківська область", "Харківська область"),
        ("ar", "لقاهرة", "القاهرة", "القاهرة"),
        ("fr", "Paris", "paris", "Paris"),
    ],
)
def test_a_declined_name_is_called_as_it_is_by_itself(language: str, surface: str, key: str, name: str) -> None:
    assert base_name(surface, name_key(key), language) == name
