"""Slugs of names, and of names that are alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.reading.slugs import UniqueSlugs, is_slug, slugify, slugs_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("El Paso", "el-paso"),
        (" El Paso ", "el-paso"),
        ("El  Paso", "el-paso"),
        ("St. John's", "st-johns"),
        ("Ciudad Juárez", "ciudad-juarez"),
        ("66", "66"),
        ("a" * 63 + " b", "a" * 63),
        ("a" * 70, "a" * 64),
        ("\u212a2", "k2"),
        ("東京", "place-130016b2"),
        (" ", "place-36a9e7f1"),
    ],
)
def test_a_name_is_lower_case_latin_letters_and_hyphens(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text(max_size=80))
def test_whatever_the_name_is_its_slug_is_one_and_its_own(name: str) -> None:
    slug = slugify(name)
    assert is_slug(slug)
    assert slug == slug.strip("-")
    assert "--" not in slug
    assert slugify(slug) == slug


NAMES = (
    "El Paso",
    " El Paso",
    "El  Paso ",
    "Juárez",
    "",
    " ",
    "a\nb",
    "\n",
    "St. John's",
    "Ka Town",
    "A" * 64,
    "a b" * 30,
)


@given(st.lists(st.sampled_from(NAMES) | st.text(alphabet="aB1 \n-é", max_size=4), max_size=6))
def test_slugs_of_many_names_are_those_of_each(names: list[str]) -> None:
    assert slugs_of(names) == [slugify(name) for name in names]
    assert slugs_of(["El Paso", *names] * 100) == [slugify(name) for name in ["El Paso", *names]] * 100


def test_a_slug_that_is_taken_gets_a_number() -> None:
    slugs = UniqueSlugs(["paris-2"])
    assert [slugs.take("paris") for _ in range(3)] == ["paris", "paris-3", "paris-4"]
