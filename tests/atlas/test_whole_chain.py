"""A made archive through `storymap corpus`, on a cluster of this machine, and through `storymap atlas`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tools.bench.atlas.killing import FAULTS, KilledRun, digests, document_ids, kill_rounds
from tools.bench.atlas.process import Ran, storymap
from tools.bench.made_corpus.article import made_article
from tools.bench.made_corpus.writing import write_parquet

COUNT = 1_000
PARTITION = "0.2"  # megabytes of text: a dozen partitions


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 1,000 articles as Parquet in `articles`."""
    folder = tmp_path_factory.mktemp("archive")
    write_parquet(folder / "articles", range(COUNT), rows_in_file=350)
    return folder


@pytest.fixture(scope="module")
def ran(desk: Path) -> Ran:
    """The command on two workers; its tables are in `tables`."""
    options = ("--workers", "2", "--partition-size", PARTITION)
    return storymap("corpus", desk / "articles", "-o", desk / "tables", *options)


@pytest.fixture(scope="module")
def ask(desk: Path, ran: Ran) -> Any:
    """Asks the tables: NAME stands for the files of a table."""
    tables = desk / "tables"

    def asked(query: str) -> list[Any]:
        for name in ("documents", "mentions"):
            query = query.replace(name.upper(), f"'{tables / name}/*.parquet'")
        return duckdb.sql(query.replace("PLACES", f"'{tables / 'places.parquet'}'")).fetchall()

    return asked


def test_each_article_is_a_document_once_in_their_order(desk: Path, ran: Ran) -> None:
    assert document_ids(desk / "tables") == [made_article(number).record["id"] for number in range(COUNT)]
    summary = json.loads((desk / "tables" / "corpus.json").read_text(encoding="utf-8"))
    assert (summary["documents"], summary["errors"]) == (COUNT, 0)
    assert len(list((desk / "tables" / "documents").glob("*.parquet"))) >= 8


def test_what_is_said_of_an_article_is_what_it_says(ask: Any) -> None:
    rows = ask("SELECT id, title, date, language, url, words FROM DOCUMENTS ORDER BY document")
    for number in range(0, COUNT, 97):
        record = made_article(number).record
        words = len(record["text"].split()) + len(record["title"].split())
        assert rows[number] == (*(record[name] for name in ("id", "title", "date", "language", "url")), words)


def test_the_tables_count_the_same(ask: Any) -> None:
    assert ask("SELECT count(*) FROM MENTIONS") == ask("SELECT sum(mentions) FROM DOCUMENTS")
    counted = ask("SELECT place, count(DISTINCT document), count(*) FROM MENTIONS GROUP BY place ORDER BY place")
    assert counted == ask("SELECT place, documents, mentions FROM PLACES")
    by_year = """SELECT place, year, count(DISTINCT m.document), count(*) FROM MENTIONS AS m
        JOIN DOCUMENTS AS d USING (document) WHERE year IS NOT NULL GROUP BY ALL ORDER BY place, year"""
    assert ask(by_year) == ask("SELECT place, unnest(years, recursive := true) FROM PLACES")


def test_each_mention_is_its_name_in_its_sentence_and_the_focus_is_named(ask: Any) -> None:
    assert ask('SELECT count(*) FROM MENTIONS WHERE substring(text, start + 1, "end" - start) <> name') == [(0,)]
    assert ask(
        """SELECT count(*) FROM (SELECT document, unnest(focus) AS place FROM DOCUMENTS) AS f
        ANTI JOIN MENTIONS AS m ON m.document = f.document AND m.place = f.place"""
    ) == [(0,)]


def test_the_towns_that_were_meant_are_found(ask: Any) -> None:
    """Whoever made the articles knows: were documents and mentions out of step, hardly any would be."""
    found = set(ask("SELECT DISTINCT id, place FROM MENTIONS JOIN DOCUMENTS USING (document)"))
    meant = [
        (f"made-{number:09d}", f"geonames:{town.geonameid}")
        for number in range(COUNT)
        for town in made_article(number).towns
    ]
    assert sum(one in found for one in meant) > 0.8 * len(meant)


def test_killed_runs_that_are_started_again_make_the_same(tmp_path: Path) -> None:
    write_parquet(tmp_path / "articles", range(120))
    options = ("--partition-size", "0.04", "--workers")
    whole = storymap("corpus", tmp_path / "articles", "-o", tmp_path / "whole", *options, "2")
    ids = frozenset(made_article(number).record["id"] for number in range(120))
    run = KilledRun(tmp_path / "articles", (*options, "2"), (*options, "1"), whole.seconds / 2, ids, tmp_path / "whole")
    assert len(digests(tmp_path / "whole")) > 10
    found = kill_rounds(run, 2, tmp_path, seed=3)
    assert found["killed"] >= 1
    assert {fault: found[fault] for fault in FAULTS} == dict.fromkeys(FAULTS, 0)


def test_the_tables_become_an_atlas(desk: Path, ask: Any) -> None:
    ((places,),) = ask("SELECT count(*) FROM PLACES")
    built = storymap("atlas", desk / "tables", "-o", desk / "atlas")
    assert f"{COUNT} stories {places} places " in built.said.replace(",", "")
    assert f"{COUNT:,}" in (desk / "atlas" / "index.html").read_text(encoding="utf-8")
