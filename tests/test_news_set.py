"""The form of the labelled news in tools/bench/news: what a measurement may rely on."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest
from tools.bench.news.__main__ import LANGUAGES
from tools.bench.news.agreement import SECOND_READING, compare
from tools.bench.news.labels import KINDS, TEXTS, LabelledArticle, read_labelled

from tests.conftest import ROOT

SETS = {language: read_labelled(TEXTS / f"{language}.txt") for language in LANGUAGES}
EVERY = [article for articles in SETS.values() for article in articles]

each_article = pytest.mark.parametrize("article", EVERY, ids=lambda article: article.article_id)


def test_each_language_has_its_number_of_articles_in_order() -> None:
    assert sorted(path.stem for path in TEXTS.iterdir()) == sorted(LANGUAGES)
    for language, articles in SETS.items():
        count = 20 if language in {"en", "es", "fr", "de", "pt", "it", "nl"} else 10
        assert [article.article_id for article in articles] == [f"{language}-{n:02}" for n in range(1, count + 1)]


def test_half_of_each_language_is_kept() -> None:
    for articles in SETS.values():
        assert Counter(article.half for article in articles) == dict.fromkeys(
            ("development", "kept"), len(articles) // 2
        )
    assert SETS["es"][0].half == "development"
    assert SETS["es"][1].half == "kept"


@each_article
def test_an_article_is_as_long_as_a_short_report(article: LabelledArticle) -> None:
    if article.language in {"zh", "ja"}:
        assert 400 <= len(article.text) <= 800
    else:
        assert 150 <= len(article.text.split()) <= 400


@each_article
def test_labels_are_names_of_their_own_in_the_order_of_the_text(article: LabelledArticle) -> None:
    assert len(article.labels) >= 15
    assert all(first.end <= second.start for first, second in pairwise(article.labels))
    for label in article.labels:
        name = article.text[label.start : label.end]
        assert name == name.strip(" ,;:«»„“”"), name
        assert "\n" not in name


@each_article
def test_each_place_says_what_it_is(article: LabelledArticle) -> None:
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
    kinds = Counter(label.place.kind for article in EVERY for label in article.labels)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 80


def test_a_third_of_each_language_was_read_a_second_time_and_agrees() -> None:
    for language, articles in SETS.items():
        again = read_labelled(SECOND_READING / f"{language}.txt")
        assert 3 * len(again) >= len(articles)
        agreement = compare(articles, again)
        assert agreement.f1 > 0.95, language
        assert agreement.same_place > 0.97 * agreement.shared, language


def test_the_manifest_states_the_licence_of_every_file() -> None:
    folder = ROOT / "tools" / "bench" / "news"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["licence"] == "CC0-1.0"
    named = {path for pattern in manifest["files"] for path in folder.glob(pattern)}
    assert named == set(folder.glob("*/*.txt"))
