"""Links from the places of a story to the other stories that name them."""

from __future__ import annotations

import pytest

from storymap.model import Article, Block, Mention, Story
from storymap.rendering.i18n import find_catalogue
from storymap.rendering.other_stories import OtherStories
from storymap.rendering.page import render_page
from tests.hostile import HOSTILE
from tests.pages import Page
from tests.rendering.conftest import one_place, places_frame, tie

PATH = "../atlas/place/juarez/index.html"


def story(**fields: str) -> Story:
    article = Article("T", (Block("paragraph", "In Juárez."),))
    return tie(article, places_frame(one_place(**fields)), Mention(0, 3, 9, "juarez"))


def links(given: dict[str, OtherStories] | None, made: Story | None = None) -> list[tuple[str, str]]:
    page = Page(render_page(made or story(), other_stories=given).render())
    return [
        (link.attributes["href"], link.text)
        for link in page.all("a", target="_blank")
        if "stories" in link.text or "story" in link.text
    ]


def test_a_place_that_others_name_links_to_them() -> None:
    assert links({"juarez": OtherStories(3, PATH)}) == [(PATH, "3 other stories about Juárez")]
    assert links({"juarez": OtherStories(1, "https://a.example.org/place/juarez/")}) == [
        ("https://a.example.org/place/juarez/", "1 other story about Juárez")
    ]


def test_without_others_a_page_is_what_it_was() -> None:
    plain = render_page(story()).render()
    for given in (None, {}, {"juarez": OtherStories(0, PATH)}, {"elsewhere": OtherStories(2, PATH)}):
        assert render_page(story(), other_stories=given).render() == plain


def test_the_link_comes_after_that_of_the_place_itself() -> None:
    made = story(url="https://example.org/juarez")
    page = Page(render_page(made, other_stories={"juarez": OtherStories(2, PATH)}).render())
    assert [link.text for link in page.all("a", target="_blank")] == [
        "More about Juárez",
        "2 other stories about Juárez",
    ]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//elsewhere.example.org", "data:text/html,x", "a b", ""])
def test_what_may_be_no_link_is_none(href: str) -> None:
    assert links({"juarez": OtherStories(3, href)}) == []


def test_hostile_names_are_text() -> None:
    for name in HOSTILE:
        (link,) = links({"juarez": OtherStories(3, PATH)}, story(name=name))
        assert link == (PATH, f"3 other stories about {name}")


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("ar", 2, "نصان آخران عن El Paso"),
        ("ar", 3, "3 نصوص أخرى عن El Paso"),
        ("de", 1, "1 weiterer Text über El Paso"),
        ("es", 12, "12 relatos más sobre El Paso"),
        ("fr", 1, "1 autre récit sur El Paso"),
        ("ja", 3, "El Pasoについてのほかの記事 3 件"),
        ("pl", 22, "Jeszcze 22 teksty o miejscu: El Paso"),
        ("ru", 5, "Ещё 5 текстов о месте: El Paso"),
        ("uk", 21, "Ще 21 текст про місце: El Paso"),
        ("sv", 1234, "1,234 other stories about El Paso"),
    ],
)
def test_the_words_follow_the_number_in_each_language(language: str, count: int, said: str) -> None:
    assert find_catalogue(language).say("otherStories", count=count, name="El Paso") == said
