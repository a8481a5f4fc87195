"""The queries of docs/corpus.md: each is run as it stands there, over five articles whose answers are known."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from storymap.atlas.corpus.run import run_corpus
from tests.conftest import ROOT

QUERIES = re.findall(r"^```sql\n(.*?)^```", (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8"), re.M | re.S)
ARTICLES = [
    (
        "A bridge closes",
        "2009-04-17",
        "The bridge between El Paso, Texas, and Ciudad Juárez closed on Friday. In El Paso, trucks waited for hours.",
    ),
    (
        "Night buses",
        "2009-11-02",
        "Buses now run all night in El Paso, Texas. Drivers from Las Cruces, New Mexico, complained.",
    ),
    (
        "A choir travels",
        "2012-06-01",
        "A choir from Ciudad Juárez sang in Monterrey on Sunday. It had never left Ciudad Juárez before.",
    ),
    ("The fair", "2012-09-09", "Houston, Texas, opens its fair today. Visitors came to Houston from Galveston."),
    (
        "Two cities",
        "2012-12-24",
        "El Paso, Texas, and Ciudad Juárez lit one tree together. El Paso paid for the lights.",
    ),
]
ANSWERS = [
    [
        ("El Paso", "US", 2009, 2),
        ("Texas", "US", 2009, 2),
        ("Ciudad Juárez", "MX", 2012, 2),
        ("Texas", "US", 2012, 2),
        ("Ciudad Juárez", "MX", 2009, 1),
    ],
    [
        ("2009-04-17", "A bridge closes", "El Paso"),
        ("2009-11-02", "Night buses", "El Paso"),
        ("2012-06-01", "A choir travels", "Ciudad Juárez"),
        ("2012-12-24", "Two cities", "El Paso"),
    ],
    [
        ("Ciudad Juárez", "El Paso", 2),
        ("Ciudad Juárez", "Monterrey", 1),
        ("El Paso", "Las Cruces", 1),
        ("Galveston", "Houston", 1),
    ],
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of five articles in `tables/`."""
    folder = tmp_path_factory.mktemp("desk")
    lines = [
        json.dumps({"id": str(number), "title": title, "date": date, "text": text})
        for number, (title, date, text) in enumerate(ARTICLES, 1)
    ]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run_corpus([str(folder / "articles.jsonl")], folder / "tables")
    return folder


def test_there_are_three_queries() -> None:
    assert len(QUERIES) == len(ANSWERS)


@pytest.mark.parametrize(("query", "answer"), [*zip(QUERIES, ANSWERS, strict=False)])
def test_a_query_answers(query: str, answer: list[Any], desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    assert duckdb.sql(query).fetchall() == answer
