"""The made corpus: the same articles in every run, as long, as mixed and as ambiguous as they are said to be."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.bench.made_corpus.article import MadeArticle, made_article
from tools.bench.made_corpus.phrases import LANGUAGES, Choice, Slot, parsed, sections, told
from tools.bench.made_corpus.stories import story_records, write_stories
from tools.bench.made_corpus.writing import json_lines, write_json_lines, write_parquet

from storymap import build_story, open_gazetteer
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def articles() -> list[MadeArticle]:
    return [made_article(number) for number in range(2_000)]


def test_the_first_article_is_always_this_one() -> None:
    article = made_article(0)
    assert (article.title, article.date, article.byline, article.language) == (
        "Irving leaves Moorpark",
        "2019-06-11",
        "Sam Houston",
        "en",
    )
    assert article.text.partition(". ")[0] == (
        "The council of Moorpark voted 54 to 4 on Sunday to buy back the railway station after months of quarrels"
    )
    assert article.record["id"] == "made-000000000"
    assert article.record["url"] == "https://archive.example/2019/0"
    assert [town.name for town in article.towns][:3] == ["Moorpark", "Westlake Village", "Monrovia"]


def test_a_thousand_articles_are_always_these_bytes() -> None:
    digest = hashlib.sha256("".join(json_lines(range(1_000))).encode()).hexdigest()
    assert digest == "1ca5c246dad1aabc28a131f5ba36ec44dc61dfd87e54e9e8dca7f31cf74f0569"


@given(st.integers(0, 10**9))
def test_an_article_depends_on_its_number_alone(number: int) -> None:
    first = made_article(number)
    made_article(number + 1)
    assert made_article(number) == first


def test_parts_make_the_whole_in_both_forms(tmp_path: Path) -> None:
    write_json_lines(tmp_path / "all.jsonl", range(70))
    write_parquet(tmp_path / "parts", range(70), rows_in_file=30)
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines == [json.loads(line) for part in (range(40), range(40, 70)) for line in json_lines(part)]
    parts = sorted((tmp_path / "parts").iterdir())
    assert [path.name for path in parts] == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    assert [row for path in parts for row in pq.read_table(path).to_pylist()] == lines


def test_parquet_is_the_same_bytes_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_parquet(tmp_path / name, range(50))
    assert [(tmp_path / name / "part-00000.parquet").read_bytes() for name in ("one", "two")].count(
        (tmp_path / "one" / "part-00000.parquet").read_bytes()
    ) == 2


def test_they_have_about_four_hundred_words(articles: list[MadeArticle]) -> None:
    words = [len(article.text.split()) for article in articles]
    assert 380 <= sum(words) / len(words) <= 420
    assert min(words) > 200


def test_they_come_in_four_languages_and_from_thirty_seven_years(articles: list[MadeArticle]) -> None:
    languages = Counter(article.language for article in articles)
    assert set(languages) == set(LANGUAGES)
    assert languages.most_common(1)[0][0] == "en"
    assert min(languages.values()) > 100
    years = Counter(article.date[:4] for article in articles)
    assert 5 <= years.pop("") <= 40
    assert sorted(years) == [str(year) for year in range(1990, 2027)]


def test_a_few_towns_are_named_often_and_most_hardly_ever(articles: list[MadeArticle]) -> None:
    homes = Counter(article.towns[0] for article in articles if article.towns)
    counts = sorted(homes.values(), reverse=True)
    assert counts[0] > 40
    assert sum(count == 1 for count in counts) > 500
    assert sum(counts[:20]) > len(articles) / 10


def test_names_are_ambiguous_and_people_are_called_like_towns(articles: list[MadeArticle]) -> None:
    gazetteer = open_gazetteer()
    named = {town for article in articles for town in article.towns}
    assert sum(len(gazetteer.lookup(town.name)) >= 5 for town in named) > 400
    people = {article.byline.split()[-1] for article in articles}
    assert sum(bool(gazetteer.lookup(name)) for name in people) > 60
    assert 20 <= sum(not article.towns for article in articles) <= 70


def test_each_town_that_an_article_names_stands_in_it_and_in_the_gazetteer(articles: list[MadeArticle]) -> None:
    gazetteer = open_gazetteer()
    for article in articles[:100]:
        for town in article.towns:
            entry = gazetteer.by_geonameid(town.geonameid)
            assert entry is not None
            assert (gazetteer.name(entry), entry.country) == (town.name, town.country)
            assert town.name.casefold() in (article.title + article.text).casefold()
        assert "{" not in article.text and "[" not in article.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_of_the_sentences_is_known(language: str) -> None:
    known = set("home state country near far world p q r P Q few small hundreds many year month weekday".split())
    found = set(re.findall(r"\{(\w+)\}", (ROOT / f"tools/bench/made_corpus/texts/{language}.txt").read_text("utf-8")))
    assert found <= known
    assert {"title", "lead", "body", "close"} <= set(sections(language))


def test_a_sentence_has_slots_and_choices() -> None:
    phrase = parsed("In {home} [it rained|{few} slept].")
    assert phrase == ("In ", Slot("home"), " ", Choice((("it rained",), (Slot("few"), " slept"))), ".")
    assert told(phrase, str.upper, lambda number: number - 1) == "In HOME FEW slept."


def test_stories_are_folders_that_build(tmp_path: Path) -> None:
    write_stories(tmp_path, range(3))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["story-000000", "story-000001", "story-000002"]
    story = build_story(tmp_path / "story-000000" / "story.md")
    (record,) = story_records(range(1))
    assert story.article.title == record.title == "Irving leaves Moorpark"
    assert list(story.places["name"]) == [place.name for place in record.places]
    assert all(place.sentences[0].text[sentence.start : sentence.end] == place.name
               for place in record.places for sentence in place.sentences)  # fmt: skip


def test_the_command_writes_what_is_asked_for(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.bench.made_corpus", "5", "-o", str(tmp_path / "a.jsonl")]
    done = subprocess.run(
        [*command, "--form", "jsonl", "--first", "7"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("5 articles, ")
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == "".join(json_lines(range(7, 12)))
