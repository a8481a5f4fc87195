"""The language of an article that declares none: recognised, told, and English where that is doubtful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storymap.errors import Problem, StorymapError
from storymap.geoparsing.suggest import find_suggestions
from storymap.model import Article, Block
from storymap.reading.article.language.recognition import Recognition, recognise_language
from storymap.reading.article.reader import read_article
from storymap.rendering.page import render_page
from storymap.story import build_story
from tests.reading.article.epub_files import write_epub
from tests.reading.article.files import read
from tests.time_limit import TimeLimit

TEXTS: dict[str, str] = json.loads((Path(__file__).parent / "data" / "languages.json").read_text(encoding="utf-8"))
NO_PLACES = '{"type": "FeatureCollection", "features": []}'
SURE = "the language is {}, recognised from the text; language: {} in the front matter, or --lang {}, says so"


@pytest.mark.parametrize("language", TEXTS)
def test_two_sentences_are_enough(language: str) -> None:
    found = recognise_language([TEXTS[language]])
    same = {"hr": ("hr", "bs", "sr")}.get(language, (language,))
    assert found.language in same
    assert found.doubtful == ""


def test_what_was_recognised_is_said_with_the_way_to_declare_it(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, TEXTS["fr"], problems).language == "fr"
    assert [(problem.severity, str(problem)) for problem in problems] == [
        ("note", "story.md: " + SURE.format("French", "fr", "fr"))
    ]


def test_english_and_names_alone_are_english_and_nothing_is_said(tmp_path: Path) -> None:
    for text in (TEXTS["en"], "A day in Laredo\n\nIn Laredo it rained. Nobody left Laredo.", "Alpha. Juarez.", "1 2 3"):
        problems: list[Problem] = []
        assert read(tmp_path, text, problems).language == "en"
        assert problems == []


def test_a_declaration_wins_and_nothing_is_said(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, f"---\nlanguage: ca\n---\n{TEXTS['es']}", problems).language == "ca"
    html = f'<!doctype html><html lang="gl"><body><p>{TEXTS["es"]}</p></body></html>'
    assert read(tmp_path, html, problems, "story.html").language == "gl"
    read(tmp_path, TEXTS["es"])
    assert read_article(tmp_path / "story.md", language="pt", problems=problems).language == "pt"
    (tmp_path / "places.geojson").write_text(NO_PLACES)
    assert build_story(tmp_path / "story.md", language="pt").article.language == "pt"
    assert problems == []


def test_a_short_text_is_doubtful_and_stays_english(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, "Un incendie près de Marseille a détruit dix maisons.", problems).language == "en"
    assert [(problem.severity, str(problem)) for problem in problems] == [
        (
            "warning",
            "story.md: the language may be French, but the text is too short to be sure; it is taken for English; "
            "write language: fr in the front matter, or add --lang fr, if it is",
        )
    ]


def test_a_short_text_in_letters_that_languages_share_is_told_apart_by_letters_else_doubtful() -> None:
    assert recognise_language(["Ми їхали з Києва, і її не було."]) == Recognition("uk")
    assert recognise_language(["Мы были дома, это мы."]) == Recognition("ru")
    assert recognise_language(["سافرنا من القاهرة إلى دمشق ثم إلى بيروت."]) == Recognition("ar")
    assert recognise_language(["大阪府警は神戸で男二人を逮捕した。"]) == Recognition("ja")
    assert recognise_language(["Молоко."]).doubtful


def test_quotations_in_other_languages_are_outvoted() -> None:
    french = [TEXTS["fr"]] * 4
    assert recognise_language([TEXTS["es"], *french, TEXTS["en"]]) == Recognition("fr")
    assert recognise_language([TEXTS["es"], *([TEXTS["en"]] * 4)]) == Recognition("en")
    assert recognise_language([TEXTS["ja"], *([TEXTS["en"]] * 4), TEXTS["ar"]]) == Recognition("en")


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "ы" * 1_000_000, "あ" * 1_000_000, "la " * 400_000, "\ud800 é" * 300_000]
)
def test_a_book_of_one_letter_costs_no_more_than_a_page(within: TimeLimit, text: str) -> None:
    with within(0.5):  # measured: 0.01
        recognise_language([text])


def test_the_page_of_an_undeclared_arabic_story_runs_from_right_to_left(tmp_path: Path) -> None:
    read(tmp_path, TEXTS["ar"])
    (tmp_path / "places.geojson").write_text(NO_PLACES)
    page = render_page(build_story(tmp_path / "story.md")).render()
    assert '<html lang="ar" dir="rtl"' in page


def test_several_authors_are_joined_in_the_recognised_language(tmp_path: Path) -> None:
    article = read(tmp_path, f"---\nauthors: [Ana Ruiz, Li Bo]\n---\n{TEXTS['es']}")
    assert article.byline == "Ana Ruiz y Li Bo"


def test_an_article_made_in_python_is_recognised_too(tmp_path: Path) -> None:
    (tmp_path / "places.geojson").write_text(NO_PLACES)
    article = Article("Puente", (Block("paragraph", TEXTS["es"]),))
    story = build_story(article, tmp_path / "places.geojson")
    assert story.article.language == "es"
    assert "article: " + SURE.format("Spanish", "es", "es") in map(str, story.problems)


def test_suggest_says_and_uses_the_recognised_language(tmp_path: Path) -> None:
    read(tmp_path, TEXTS["es"])
    problems: list[Problem] = []
    find_suggestions(tmp_path / "story.md", problems=problems)
    assert "story.md: " + SURE.format("Spanish", "es", "es") in map(str, problems)


def test_a_file_without_front_matter_is_not_told_to_have_it(tmp_path: Path) -> None:
    problems: list[Problem] = []
    book = write_epub(tmp_path / "a.epub", {"a.xhtml": f"<p>{TEXTS['fr']}</p>"}, metadata="")
    assert read_article(book, problems=problems).language == "fr"
    said = [str(problem) for problem in problems if "language" in problem.what]
    assert said == ["a.epub: the language is French, recognised from the text; --lang fr says so"]
    with pytest.raises(StorymapError, match=r"beside the article; name a file with --places$"):
        build_story(book)
