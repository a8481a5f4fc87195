"""The catalogues are complete and fit to be edited by a translator; the page speaks the language of its story."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from babel import Locale

from storymap.model import Image, Story
from storymap.rendering.i18n import Text, catalogue_texts, find_catalogue, is_right_to_left, languages
from storymap.rendering.page import render_page
from tests.conftest import ROOT
from tests.pages import Page

ENGLISH = catalogue_texts("en")
EVERY = pytest.mark.parametrize("language", languages())


def forms(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(.*?)\}", text))


def texts(language: str) -> Iterator[tuple[str, str]]:
    for key, text in catalogue_texts(language).items():
        for form in forms(text):
            yield key, form


def test_the_interface_speaks_these_languages() -> None:
    assert set(languages()) == set("ar de en es fa fr he hi it ja nl pl pt ru tr uk zh zh-Hant".split())


@EVERY
def test_a_catalogue_has_every_key_and_no_other_in_order(language: str) -> None:
    assert list(catalogue_texts(language)) == sorted(ENGLISH)


@EVERY
def test_a_catalogue_has_the_plural_forms_its_language_needs(language: str) -> None:
    needed = Locale.parse(language, sep="-").plural_form.tags | {"other"}
    for key, text in catalogue_texts(language).items():
        assert isinstance(text, dict) == isinstance(ENGLISH[key], dict), key
        if isinstance(text, dict):
            assert set(text) == needed, key


@EVERY
def test_a_translation_puts_in_what_the_english_text_does(language: str) -> None:
    plural_form = Locale.parse(language, sep="-").plural_form
    for key, text in catalogue_texts(language).items():
        wanted = set().union(*map(placeholders, forms(ENGLISH[key])))
        if isinstance(text, str):
            assert placeholders(text) == wanted, key
            continue
        for category, form in text.items():
            # A form may spell its number out only if it stands for one number; no list of mentions is empty.
            stands_for = [n for n in range(1, 200) if plural_form(n) == category]
            may_spell = len(stands_for) == 1 or category == "zero"
            assert placeholders(form) == wanted or (may_spell and placeholders(form) == wanted - {"count"}), (key, form)


@EVERY
def test_a_catalogue_is_plain_text(language: str) -> None:
    for key, form in texts(language):
        assert form == form.strip() != "", key
        assert not re.search(r"[<>&\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", form), key
        assert re.fullmatch(r"(?:[^{}]|\{[a-z]+\})*", form), key


@EVERY
def test_a_translation_is_none_of_another_text(language: str) -> None:
    """Two controls of one page must not have one name."""
    buttons = "backToStory close nextPassage nextPlace previousPassage previousPlace readInStory zoomIn zoomOut".split()
    catalogue = catalogue_texts(language)
    assert len({str(catalogue[key]) for key in buttons}) == len(buttons)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es-MX", "es"),
        ("pt-BR", "pt"),
        ("zh-CN", "zh"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("iw", "he"),
        ("ES", "es"),
        ("sv", "en"),
        ("tlh", "en"),
        ("", "en"),
        ("../en", "en"),
    ],
)
def test_a_region_has_its_languages_words_and_an_unknown_language_english(tag: str, language: str) -> None:
    assert find_catalogue(tag).language == language


@pytest.mark.parametrize(
    ("tag", "count", "said"),
    [
        ("en", 1, "named once"),
        ("en", 1234, "named 1,234 times"),
        ("es", 1234, "mencionado 1,234 veces".replace(",", ".")),
        ("es-MX", 1234, "mencionado 1,234 veces"),
        ("fr", 1234, "cité 1\u202f234 fois"),
        ("fr", 1_000_000, "cité 1\u202f000\u202f000 de fois"),
        ("ru", 21, "21 упоминание"),
        ("ru", 3, "3 упоминания"),
        ("uk", 11, "11 згадок"),
        ("pl", 22, "22 wzmianki"),
        ("ar", 2, "ذُكر مرتين"),
        ("ar", 11, "ذُكر 11 مرة"),
        ("ar-EG", 11, "ذُكر ١١ مرة"),
        ("fa", 1234, "۱٬۲۳۴ بار نام برده شده"),
        ("he", 2, "מוזכר פעמיים"),
        ("zh", 5, "提及 5 次"),
        ("sv", 2, "named 2 times"),
    ],
)
def test_numbers_and_plurals_follow_the_language(tag: str, count: int, said: str) -> None:
    assert find_catalogue(tag).say("named", count=count) == said


@pytest.mark.parametrize(
    ("tag", "country"), [("en", "India"), ("fr", "Inde"), ("ar", "الهند"), ("zh", "印度"), ("sv", "India")]
)
def test_a_country_has_its_name_in_the_language(tag: str, country: str) -> None:
    assert find_catalogue(tag).country("IN") == country
    assert find_catalogue(tag).country("QQ") == "QQ"


def test_values_are_escaped_in_html_and_markup_is_kept() -> None:
    words = find_catalogue("fr")
    assert words.html("moreAbout", name="<b>{name}") == "En savoir plus sur &lt;b&gt;{name}"
    assert words.html("sortByText") == "Dans l’ordre du texte"


@pytest.mark.parametrize(
    ("tag", "right_to_left"),
    [
        ("ar", True),
        ("he-IL", True),
        ("fa", True),
        ("ur", True),
        ("az-Arab", True),
        ("ar-Latn", False),
        ("es-419", False),
    ],
)
def test_the_script_decides_the_direction(tag: str, right_to_left: bool) -> None:
    assert is_right_to_left(tag) is right_to_left


def test_the_page_carries_the_words_of_its_language_only(border_story: Story) -> None:
    story = replace(border_story, article=replace(border_story.article, language="fr-CA"))
    html = render_page(story).render()
    data = json.loads(Page(html).one("script", id="storymap-data").text)
    assert data["words"] == catalogue_texts("fr")
    assert data["locale"] == "fr-CA-u-nu-latn"


@pytest.mark.parametrize("language", [name for name in languages() if name != "en"])
def test_no_english_word_of_the_interface_is_left_in_another_language(border_story: Story, language: str) -> None:
    places = border_story.places.copy()
    places["layer"] = "Places"
    places["url"] = "https://example.org/more"
    places.loc["sinaloa", "geometry"] = None
    picture = replace(border_story.article.blocks[0], kind="image", text="", image=Image("missing.png"))
    article = replace(
        border_story.article,
        title="X",
        language=language,
        source_url="https://example.org/",
        blocks=(*border_story.article.blocks[:3], picture),
    )
    page = Page(render_page(replace(border_story, article=article, places=places)).render())
    shown = page.one("body").text
    for script in page.all("script"):
        shown = shown.replace(script.text, "")
    shown += " ".join(e.attributes.get(name, "") for e in page.elements for name in ("aria-label", "title", "alt"))
    own = " ".join(form for _, form in texts(language))
    for word in sorted(
        {word for _, form in texts("en") for word in re.findall(r"[A-Za-z]{3,}", form)} - {"the", "The"}
    ):
        if not re.search(rf"\b{word}\b", own):
            assert not re.search(rf"\b{word}\b", shown), word
    assert find_catalogue(language).say("placesInStory") in shown
    assert find_catalogue(language).say("notOnMap") in shown


def test_where_the_interface_speaks_another_language_it_says_so(border_story: Story) -> None:
    swedish = replace(border_story, article=replace(border_story.article, language="sv"))
    page = Page(render_page(swedish).render())
    assert page.one("h2", id="places-title").attributes["lang"] == "en"
    assert "lang" not in Page(render_page(border_story).render()).one("h2", id="places-title").attributes


def test_numbers_in_the_text_are_those_of_the_list(border_story: Story) -> None:
    story = replace(border_story, article=replace(border_story.article, language="fa"))
    page = Page(render_page(story).render())
    # Once a section: the second mention has none.
    assert [e.attributes.get("data-number") for e in page.all("a", data_place="juarez")] == ["۱", None]
    assert [e.text for e in page.all("span", class_="place-number")] == ["۱", "۲", "۳"]


def test_the_docs_list_every_language() -> None:
    docs = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", docs, re.MULTILINE) == list(languages())
    mirrored = sum(map(is_right_to_left, languages()))
    assert mirrored == 3
    assert f"{len(languages())} of them, three from right to left" in (ROOT / "README.md").read_text(encoding="utf-8")
