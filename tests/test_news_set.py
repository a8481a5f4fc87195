"""The form of the labelled news in tools/bench/news: what a measurement may rely on."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest
from tools.bench.news.agreement import compare
from tools.bench.news.labels import KINDS, LabelledArticle, read_labelled
from tools.bench.news.sets import DEMANDING, KEPT, LANGUAGES, PLAIN, SETS, NewsSet

from tests.conftest import ROOT

EVERY = [(news, article) for news in SETS.values() for language in LANGUAGES for article in news.articles(language)]
LARGE = {"es", "fr", "de", "pt", "it", "nl"}
LENGTHS = {"demanding": ((150, 400), (400, 800)), "plain": ((150, 450), (350, 700))}  # words; letters of zh and ja

each_set = pytest.mark.parametrize("news", SETS.values(), ids=SETS)
each_article = pytest.mark.parametrize(("news", "article"), EVERY, ids=lambda one: getattr(one, "article_id", None))


@each_set
def test_each_language_has_its_number_of_articles_in_order(news: NewsSet) -> None:
    assert sorted(path.stem for path in news.texts.iterdir()) == sorted(LANGUAGES)
    of_set = {
        "demanding": {language: 20 if language in LARGE | {"en"} else 10 for language in LANGUAGES},
        "plain": {language: 5 if language in LARGE else 4 for language in LANGUAGES} | {"en": 16},
    }[news.name]
    for language, count in of_set.items():
        assert [one.article_id for one in news.articles(language)] == [
            f"{language}-{n:02}" for n in range(1, count + 1)
        ]


def test_half_of_the_demanding_set_and_all_of_the_plain_one_are_kept() -> None:
    for language in LANGUAGES:
        articles = DEMANDING.articles(language)
        halves = Counter(DEMANDING.half(article) for article in articles)
        assert halves == dict.fromkeys(("development", "kept"), len(articles) // 2)
        assert {PLAIN.half(article) for article in PLAIN.articles(language)} == {KEPT}
    assert [DEMANDING.half(article) for article in DEMANDING.articles("es")[:2]] == ["development", "kept"]


@each_article
def test_an_article_is_as_long_as_a_short_report(news: NewsSet, article: LabelledArticle) -> None:
    words, letters = LENGTHS[news.name]
    least, most = letters if article.language in {"zh", "ja"} else words
    assert least <= (len(article.text) if article.language in {"zh", "ja"} else len(article.text.split())) <= most


@each_article
def test_labels_are_names_of_their_own_in_the_order_of_the_text(news: NewsSet, article: LabelledArticle) -> None:
    assert len(article.labels) >= (15 if news is DEMANDING else 10)
    assert all(first.end <= second.start for first, second in pairwise(article.labels))
    for label in article.labels:
        name = article.text[label.start : label.end]
        assert name == name.strip(" ,;:«»„“”"), name
        assert "\n" not in name


@each_article
def test_each_place_says_what_it_is(news: NewsSet, article: LabelledArticle) -> None:
    for place in {label.place for label in article.labels}:
        assert place.kind in KINDS
        code = place.identity.rsplit(", ", 1)[-1]
        if place.kind == "state":
            assert ", " in place.identity, place
        if place.kind in {"region", "river", "other"}:
            assert not place.identity.isupper(), place
        else:
            assert len(code) == 2 and code.isascii() and code.isupper(), place


def test_each_kind_of_place_comes_often() -> None:
    kinds = Counter(label.place.kind for news, article in EVERY if news is DEMANDING for label in article.labels)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 80


def test_the_plain_set_names_what_most_news_names() -> None:
    articles = [article for news, article in EVERY if news is PLAIN]
    kinds = Counter(label.place.kind for article in articles for label in article.labels)
    assert kinds["country"] + kinds["state"] + kinds["city"] > 0.75 * kinds.total()
    assert kinds["street"] + kinds["landmark"] < 0.1 * kinds.total()
    distinct = sorted(len({label.place for label in article.labels}) for article in articles)
    assert 12 <= distinct[len(distinct) // 2] <= 15


@each_set
def test_a_third_of_each_language_was_read_a_second_time_and_agrees(news: NewsSet) -> None:
    for language in LANGUAGES:
        articles, again = news.articles(language), read_labelled(news.second_reading / f"{language}.txt")
        assert 3 * len(again) >= len(articles)
        agreement = compare(articles, again)
        assert agreement.f1 > 0.94, language
        assert agreement.same_place > 0.93 * agreement.shared, language


def test_the_manifest_states_the_licence_of_every_file() -> None:
    folder = ROOT / "tools" / "bench" / "news"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["licence"] == "CC0-1.0"
    named = {path for pattern in manifest["files"] for path in folder.glob(pattern)}
    assert named == set(folder.glob("**/*.txt"))
