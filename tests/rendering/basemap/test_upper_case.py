"""Capitals by language; tests/rendering/same_rules compares them with the browser's."""

import pytest

from storymap.rendering.basemap.upper_case import case_language, upper_case


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("tr", "tr"),
        ("tr-TR", "tr"),
        ("az_Latn_AZ", "az"),
        ("EL", "el"),
        ("", "und"),
        ("i-klingon", "und"),
        ("x", "und"),
    ],
)
def test_a_tag_has_a_language(tag, language):
    assert case_language(tag) == language


def test_only_some_languages_have_rules_of_their_own():
    assert [upper_case("i", language) for language in ("tr", "az", "de", "und")] == ["İ", "İ", "I", "I"]
    assert upper_case("Straße", "de") == "STRASSE"
