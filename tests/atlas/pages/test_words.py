"""The words of an atlas are there in every language that a page speaks, and fit to be edited by a translator."""

from __future__ import annotations

import re

import pytest
from babel import Locale

from storymap.atlas.pages.words import atlas_words, catalogue_of
from storymap.rendering.contract.page import Text
from storymap.rendering.i18n import catalogue_texts, languages

ENGLISH = catalogue_of("en")
EVERY = pytest.mark.parametrize("language", languages())


def forms(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def placeholders(text: Text) -> set[str]:
    return {name for form in forms(text) for name in re.findall(r"\{(.*?)\}", form)}


@EVERY
def test_a_catalogue_has_every_key_in_order_and_puts_in_what_the_english_one_does(language: str) -> None:
    texts = catalogue_of(language)
    assert list(texts) == sorted(ENGLISH)
    for key, text in texts.items():
        assert placeholders(text) == placeholders(ENGLISH[key]), key
        assert all(form == form.strip() != "" and not re.search(r"[<>&\x00-\x1f]", form) for form in forms(text)), key


@EVERY
def test_a_catalogue_has_the_plural_forms_its_language_needs(language: str) -> None:
    needed = Locale.parse(language, sep="-").plural_form.tags | {"other"}
    for key, text in catalogue_of(language).items():
        assert isinstance(text, dict) == isinstance(ENGLISH[key], dict), key
        assert not isinstance(text, dict) or set(text) == needed, key


@EVERY
def test_a_text_of_every_page_keeps_its_placeholders_and_no_language_was_left_in_english(language: str) -> None:
    of_pages = catalogue_texts(language)
    for key, text in catalogue_of(language).items():
        assert key not in of_pages or placeholders(of_pages[key]) == placeholders(text), key
        assert language == "en" or text != ENGLISH[key], key


def test_numbers_and_plurals_follow_the_language() -> None:
    assert atlas_words("ru").say("storiesCounted", count=22) == "22 статьи"
    assert atlas_words("ar").say("storiesShown", shown=3, count=12) == "3 من 12 مقالًا"
    assert atlas_words("pl").say("storiesShown", shown=2, count=5) == "2 z 5 artykułów"
    assert atlas_words("sv").say("storiesCounted", count=1) == "1 story"
