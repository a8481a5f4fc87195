"""The same texts in each form that is read: the same places, sentences and dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.atlas.corpus.run import run_corpus
from tests.atlas.corpus.samples import FORMS, many, rows, warc, write_lines, write_parquet

NAMED = [
    ("The bridge at El Paso", "El Paso", "geonames:5520993", "scene"),
    ("The bridge between El Paso and Ciudad Juárez was closed on Friday.", "El Paso", "geonames:5520993", "scene"),
    (
        "The bridge between El Paso and Ciudad Juárez was closed on Friday.",
        "Ciudad Juárez",
        "geonames:4013708",
        "scene",
    ),
    ("Buses went by way of Las Cruces.", "Las Cruces", "geonames:5475352", "passing"),
    ("A mill burned down in Lowell, Massachusetts.", "Lowell", "geonames:4942618", "scene"),
    ("A mill burned down in Lowell, Massachusetts.", "Massachusetts", "geonames:6254926", "setting"),
]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_is_read_of_each_form(form: str, tmp_path: Path) -> None:
    source = FORMS[form](tmp_path)
    done = run_corpus([str(source)], tmp_path / "out")

    assert (done.documents, done.mentions, done.places, done.errors) == (3, 6, 5, 0)
    mentions = rows(tmp_path / "out/mentions")
    named = [(row["text"], row["name"], row["place"], row["role"]) for row in mentions]
    assert sorted(named) == sorted(NAMED)
    assert all(row["text"][row["start"] : row["end"]] == row["name"] for row in mentions)
    dates = {row["date"]: row["year"] for row in rows(tmp_path / "out/documents")}
    assert dates == {"2009-04-17": 2009, "2011-03-03": 2011, "2009-05-01": 2009}


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "parquet", "one row group", "warc.gz", "warc"])
@pytest.mark.parametrize("size", [50, 700, 5_000])
def test_each_document_is_in_one_part_wherever_parts_begin(form: str, size: int, tmp_path: Path) -> None:
    from storymap.atlas.corpus.division import divide
    from storymap.atlas.corpus.records import CorpusOptions, DocumentError
    from storymap.atlas.corpus.sources.kinds import read_piece
    from storymap.atlas.corpus.sources.source_files import find_source_files

    records = many(5)
    ending = {"one row group": "parquet"}.get(form, form)
    path = tmp_path / f"a.{ending}"
    if ending == "parquet":
        write_parquet(path, records, row_group_size=4 if form == "parquet" else 100)
    elif ending.startswith("warc"):
        path.write_bytes(warc(records, packed=ending == "warc.gz"))
    else:
        import gzip

        data = write_lines(path, records).read_bytes()
        path.write_bytes(gzip.compress(data) if form == "jsonl.gz" else data)
    options = CorpusOptions()
    partitions = divide(find_source_files([str(path)], []), options, size)
    found = [raw for part in partitions for piece in part.pieces for raw in read_piece(piece, options)]
    assert not [raw for raw in found if isinstance(raw, DocumentError)]
    ids = [raw.read().id.removeprefix("urn:") for raw in found if not isinstance(raw, DocumentError)]
    assert ids == [record["id"] for record in records]
    assert len(partitions) > (1 if size < 5_000 else 0)
