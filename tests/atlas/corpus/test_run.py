from __future__ import annotations

from pathlib import Path

from storymap.atlas.corpus.run import run_corpus
from tests.atlas.corpus.samples import rows, write_lines


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
