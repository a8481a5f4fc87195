from __future__ import annotations

from pathlib import Path

from storymap.atlas.corpus.dask_engine import DaskEngine
from storymap.atlas.corpus.run import run_corpus
from tests.atlas.corpus.samples import digests, many, rows, write_lines


def test_a_corpus_is_what_its_texts_name(tmp_path: Path) -> None:
    done = run_corpus([str(write_lines(tmp_path / "a.jsonl"))], tmp_path / "out")

    assert (done.documents, done.mentions, done.places, done.errors, done.parts, done.kept) == (3, 6, 5, 0, 1, 0)
    documents = rows(tmp_path / "out/documents")
    assert [(row["document"], row["id"], row["year"], row["words"], row["mentions"]) for row in documents] == [
        (0, "bridge", 2009, 24, 4),
        (1, "7", 2011, 11, 0),
        (2, "mill", 2009, 10, 2),
    ]
    assert [row["date"] for row in documents] == ["2009-04-17", "2011-03-03", "2009-05-01"]


def test_two_workers_write_the_same_bytes_as_none(tmp_path: Path) -> None:
    records = many(40)
    source = str(write_lines(tmp_path / "a.jsonl", records))
    run_corpus([source], tmp_path / "one", partition_size=2_000)
    done = run_corpus([source], tmp_path / "two", partition_size=2_000, engine=DaskEngine(workers=2))

    assert done.parts > 4
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
