"""The editor speaks the languages of the page, and every catalogue is whole."""

from __future__ import annotations

import json
import re

import pytest
from babel import Locale

from storymap.rendering.i18n import languages
from storymap.server.editor_words import chosen_language, editor_languages, editor_texts
from tests.conftest import ROOT
from tests.rendering.test_i18n import forms, placeholders

LOCALES = ROOT / "src" / "storymap" / "server" / "locales"
ENGLISH = editor_texts("en")
EVERY = pytest.mark.parametrize("language", languages())


def test_the_editor_speaks_the_languages_of_the_page() -> None:
    assert set(editor_languages()) == set(languages())


@EVERY
def test_a_catalogue_has_every_key_and_no_other_in_order(language: str) -> None:
    written = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    assert list(written) == sorted(ENGLISH)


@EVERY
def test_a_catalogue_has_the_plural_forms_its_language_needs(language: str) -> None:
    needed = Locale.parse(language, sep="-").plural_form.tags | {"other"}
    for key, text in editor_texts(language).items():
        assert isinstance(text, dict) == isinstance(ENGLISH[key], dict), key
        if isinstance(text, dict):
            assert set(text) == needed, key


@EVERY
def test_a_translation_puts_in_what_the_english_text_does(language: str) -> None:
    plural_form = Locale.parse(language, sep="-").plural_form
    for key, text in editor_texts(language).items():
        wanted = set().union(*map(placeholders, forms(ENGLISH[key])))
        for category, form in text.items() if isinstance(text, dict) else [("", text)]:
            stands_for = [n for n in range(1, 200) if category and plural_form(n) == category]
            may_spell = len(stands_for) == 1 or category == "zero"
            assert placeholders(form) == wanted or (may_spell and placeholders(form) == wanted - {"count"}), (key, form)


@EVERY
def test_a_catalogue_is_plain_text(language: str) -> None:
    for key, text in editor_texts(language).items():
        for form in forms(text):
            assert form == form.strip() != "", key
            assert not re.search(r"[<>&\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", form), key
            assert re.fullmatch(r"(?:[^{}]|\{[a-z]+\})*", form), key


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("sv, fr;q=0.4, es;q=0.8", "es"),
        ("zh-TW", "zh-Hant"),
        ("pt-BR;q=0", "en"),
        ("../../etc;q=nan,,;;", "en"),
        ("", "en"),
    ],
)
def test_the_browser_says_which_language_is_wanted(header: str, language: str) -> None:
    assert chosen_language(header) == language
