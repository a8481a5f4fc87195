"""What is damaged, or meant to do harm, is a row of errors.parquet: the run goes on, and others are read."""

from __future__ import annotations

import gzip
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from storymap.atlas.corpus.records import Columns, CorpusOptions
from storymap.atlas.corpus.run import CorpusCounts, run_corpus
from storymap.errors import Problem, StorymapError
from tests.atlas.corpus.samples import (
    TEXTS,
    lines,
    rows,
    warc,
    warc_record,
    write_lines,
    write_parquet,
    write_wacz,
)

GOOD = json.dumps({"id": "good", "text": "A mill burned down in Lowell, Massachusetts."}).encode() + b"\n"


def read(tmp_path: Path, name: str, data: bytes) -> tuple[CorpusCounts, list[dict[str, Any]]]:
    (tmp_path / name).write_bytes(data)
    done = run_corpus([str(tmp_path / name)], tmp_path / "out")
    return done, rows(tmp_path / "out/errors.parquet")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"no JSON", "this is not a text to read"),
        (b"[1, 2]", "this is not a text to read"),
        (b"[" * 200_000, "this is not a text to read"),
        (b'{"id": "bad"}', 'it has no text in "text"'),
        (b'{"id": "bad", "text": 7}', 'it has no text in "text"'),
        (b'{"id": "bad", "text": " \\n "}', 'it has no text in "text"'),
        (b'{"id": "bad", "text": "a", "n": ' + b"9" * 5_000 + b"}", "a number here has thousands of digits"),
        (b'{"id": "bad", "text": "' + b"In Lowell. " * 200_000 + b'"}', "the text has more than 2,000,000 characters"),
        (b'{"id": "bad", "text": "' + b"In Lowell. " * 5_000_000 + b'"}', "the line is longer than 16 MB"),
    ],
    ids=lambda value: str(value[:30]),
)
def test_a_damaged_line_is_an_error_and_stops_nothing(line: bytes, what: str, tmp_path: Path) -> None:
    done, errors = read(tmp_path, "a.jsonl", GOOD + line + b"\n" + GOOD)
    assert (done.documents, done.mentions, done.errors) == (2, 4, 1)
    assert errors[0]["source"] == "a.jsonl" and errors[0]["position"] == f"byte {len(GOOD)}"
    assert errors[0]["what"] == what and errors[0]["remedy"]
    assert errors[0]["id"] == (
        "bad" if b'"bad"' in line[:20] and len(line) < 17 << 20 and b"999" not in line else f"a.jsonl#{len(GOOD)}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "A mill burned down in Lowell, Massachusetts. \ud800",
        "A mill burned down\0 in Lowell, Massachusetts.",
        "A mill burned down in Lowell, Massachusetts.\u202e\x1b[2J",
        "A mill burned down in Lowell, Massachusetts." + "e" + "\u0301" * 5_000,
    ],
    ids=["half a character", "NUL", "controls", "marks"],
)
def test_odd_characters_are_read_past(text: str, tmp_path: Path) -> None:
    data = json.dumps(
        {"id": "a\ud800\n", "title": "\ud800\0", "url": "\udfff", "date": "\udfff", "text": text}
    ).encode()
    done, _ = read(tmp_path, "a.jsonl", data)
    assert (done.documents, done.mentions, done.errors) == (1, 2, 0)
    assert rows(tmp_path / "out/documents")[0]["focus"] == ["geonames:4942618"]


def test_bytes_that_are_no_utf8_are_read_past(tmp_path: Path) -> None:
    done, _ = read(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + GOOD.replace(b"A mill", b"A m\xffll") + b"\n\r\n" + GOOD[:-1])
    assert (done.documents, done.mentions, done.errors) == (2, 4, 0)


def test_a_sentence_without_an_end_is_cut_around_its_names(tmp_path: Path) -> None:
    text = "the mill of Lowell, Massachusetts, and " * 400
    done, _ = read(tmp_path, "a.jsonl", json.dumps({"text": text}).encode())
    assert done.mentions == 800
    for row in rows(tmp_path / "out/mentions"):
        assert len(row["text"]) <= 1_000
        assert row["text"][row["start"] : row["end"]] == row["name"] in ("Lowell", "Massachusetts")


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl.gz", "a.jsonl.zst", "a.warc.gz", "a.warc", "a.wacz", "a.html"])
@pytest.mark.parametrize("data", [b"\0\xff" * 500, b"\x1f\x8b\x08\0" * 100, b"PAR1" * 9, b"PK\x03\x04" * 9])
def test_a_file_that_is_nothing_is_an_error_beside_others(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(data)
    write_lines(tmp_path / "in/b.jsonl")
    done = run_corpus([str(tmp_path / "in")], tmp_path / "out")
    assert done.documents == 3
    assert {row["source"] for row in rows(tmp_path / "out/errors.parquet")} <= {f"{name}"}


def test_what_stands_before_the_damage_of_a_packed_file_is_read(tmp_path: Path) -> None:
    done, errors = read(tmp_path, "a.jsonl.gz", gzip.compress(lines().encode())[:-12])
    assert done.errors == 1 and errors[0]["what"] == "the file is damaged"


def test_a_damaged_record_of_a_web_archive_costs_itself(tmp_path: Path) -> None:
    whole = gzip.compress(warc_record("bad", "200 OK", "text/html", b"<p>In Lowell</p>" * 50))
    done, errors = read(tmp_path, "a.warc.gz", whole[:40] + b"\0" * 20 + whole[60:] + warc())
    assert (done.documents, done.errors) == (3, 1)
    assert errors[0]["position"] == "byte 0"


def test_a_wacz_that_says_more_than_it_has_is_read_to_its_end(tmp_path: Path) -> None:
    path = write_wacz(tmp_path / "a.wacz")
    data = bytearray(path.read_bytes())
    for at in (data.find(b"PK\x01\x02") + 20, data.find(b"PK\x01\x02") + 24):  # its packed size, and its size
        data[at : at + 4] = b"\xff\xff\xff\x7f"
    done, _ = read(tmp_path, "a.wacz", bytes(data))
    assert (done.documents, done.parts) == (3, 1)


def test_a_web_archive_that_is_cut_off_says_so(tmp_path: Path) -> None:
    first, last = (warc([record], packed=False) for record in (TEXTS[0], TEXTS[2]))
    done, errors = read(tmp_path, "a.warc", first + last[:-30])
    assert (done.documents, done.errors, errors[0]["what"]) == (1, 1, "the record is damaged, or larger than 17 MB")
    # The lines after the last record are often missing.
    done, _ = read(tmp_path, "a.warc", first + last[:-4])
    assert (done.documents, done.errors) == (2, 0)


@pytest.mark.parametrize("more", [b"", b"a" * (20 << 20)], ids=["small", "large"])
def test_a_web_archive_that_is_packed_as_one_is_told(more: bytes, tmp_path: Path) -> None:
    whole = warc(packed=False) + warc_record("long", "200 OK", "text/html", more)
    done, errors = read(tmp_path, "a.warc.gz", gzip.compress(whole))
    assert (done.documents, done.errors) == (0, 1)
    assert (errors[0]["what"], errors[0]["remedy"]) == (
        "its records are packed as one, and not each by itself",
        "unpack it, and name the .warc file",
    )


@pytest.mark.parametrize("data", [b"", b"hi\n", b"PAR1 no more"])
def test_a_file_that_is_no_parquet_is_told_as_damaged(data: bytes, tmp_path: Path) -> None:
    write_lines(tmp_path / "good.jsonl", TEXTS[:1])
    (tmp_path / "a.parquet").write_bytes(data)
    run_corpus([str(tmp_path / name) for name in ("a.parquet", "good.jsonl")], tmp_path / "out")
    (error,) = rows(tmp_path / "out/errors.parquet")
    told = (error["source"], error["what"], error["remedy"])
    assert told == ("a.parquet", "the file is damaged", "export it again, or leave it out")


def test_bytes_of_a_parquet_file_that_are_no_utf8_are_read_past(tmp_path: Path) -> None:
    raw = pa.array([b"A m\xffll burned down in Lowell, Massachusetts."], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 1, raw.buffers())
    pq.write_table(pa.table({"text": text}), tmp_path / "a.parquet")
    done = run_corpus([str(tmp_path / "a.parquet")], tmp_path / "out")
    assert (done.documents, done.mentions, done.errors) == (1, 2, 0)


LOWELL = "A mill burned down in Lowell, Massachusetts."


@pytest.mark.parametrize(
    ("column", "field", "said"),
    [
        (pa.array([2**30, 14351, None], pa.date32()), "date", ["", "2009-04-17", ""]),
        (pa.array([2**62, 0, -(2**62)], pa.timestamp("ms")), "date", ["", "1970-01-01", ""]),
        (pa.array([0, 0, None], pa.timestamp("ms", tz="Nowhere/Land")), "date", ["1970-01-01", "1970-01-01", ""]),
        (pa.array([Decimal("1.5"), None, Decimal(2)]), "id", ["1.5", "a.parquet#1", "2.0"]),
        (pa.array([b"\xffx", b"El Paso", None]), "title", ["\ufffdx", "El Paso", ""]),
        (pa.array([["a"], None, []]), "title", ["", "", ""]),
        (pa.array([float("nan"), 2009, float("inf")]), "date", ["", "2009.0", ""]),
    ],
    ids=["days", "moments", "zones", "decimals", "bytes", "lists", "floats"],
)
def test_values_of_parquet_that_are_none_cost_themselves(
    column: pa.Array, field: str, said: list[str], tmp_path: Path
) -> None:
    pq.write_table(pa.table({"text": [LOWELL] * 3, field: column}), tmp_path / "a.parquet")
    done = run_corpus([str(tmp_path / "a.parquet")], tmp_path / "out")
    assert (done.documents, done.errors) == (3, 0)
    assert [row[field] for row in rows(tmp_path / "out/documents")] == said


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_texts_of_parquet_are_read_however_they_are_kept(kind: pa.DataType, tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": pa.array([LOWELL]).cast(kind)}), tmp_path / "a.parquet")
    assert run_corpus([str(tmp_path / "a.parquet")], tmp_path / "out").mentions == 2


def test_two_columns_of_one_name_are_told(tmp_path: Path) -> None:
    pq.write_table(pa.table([pa.array(["a"])] * 2, ["text"] * 2), tmp_path / "a.parquet")
    with pytest.raises(StorymapError, match=r'a\.parquet: there are several columns "text"; rename all but one'):
        run_corpus([str(tmp_path / "a.parquet")], tmp_path / "out")
    pq.write_table(pa.table([pa.array([LOWELL]), *[pa.array(["a"])] * 2], ["text", "id", "id"]), tmp_path / "a.parquet")
    run_corpus([str(tmp_path / "a.parquet")], tmp_path / "out")
    assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["a"]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_column_that_is_not_there_is_told_with_those_that_are(form: str, tmp_path: Path) -> None:
    write = write_parquet if form == "parquet" else write_lines
    source = write(tmp_path / f"a.{form}", [{"id": "1", "body": "In Lowell."}])
    with pytest.raises(StorymapError) as told:
        run_corpus([str(source)], tmp_path / "out")
    noun = "column" if form == "parquet" else "member"
    assert (
        str(told.value)
        == f'a.{form}: it has no {noun} "text" (it has id, body); name the one with the text with --text'
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_column_that_is_named_is_in_one_of_the_files_at_least(form: str, tmp_path: Path) -> None:
    write = write_parquet if form == "parquet" else write_lines
    sources = [str(write(tmp_path / f"{name}.{form}", [{"text": "In Lowell.", name: "x"}])) for name in ("at", "by")]
    options = CorpusOptions(Columns(url="nix", title="by"))
    with pytest.raises(StorymapError) as told:
        run_corpus(sources, tmp_path / "out", options=options)
    what = '--url: nothing that is read has "nix" (it has text, at, by)'
    assert str(told.value) == f"{what}; name one that is there, or leave the option out"
    assert not (tmp_path / "out").exists()
    assert run_corpus(sources, tmp_path / "out", options=CorpusOptions(Columns(url="at"))).documents == 2
    assert [row["url"] for row in rows(tmp_path / "out/documents")] == ["x", ""]


def test_files_may_be_called_anything(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in (b"a\xff.md", b"b\x1b[2J\n.md", b"c d.MD"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(LOWELL, encoding="utf-8")
    # A link is what it is called; one that leads nowhere, and what is no file, are passed over.
    (tmp_path / "text").write_text(LOWELL, encoding="utf-8")
    (folder / "e.txt").symlink_to("../text")
    (folder / "f.md").symlink_to("nowhere")
    (folder / "g.md").mkdir()
    for source in (str(folder), f"{folder}/*"):
        done = run_corpus([source], tmp_path / "out")
        assert (done.documents, done.errors) == (4, 0)
        assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["a\ufffd.md", "b [2J .md", "c d.MD", "e.txt"]


def test_what_matches_wildcards_and_is_no_source_is_left_out(tmp_path: Path) -> None:
    for name in ("a.md", "a.csv", "a.pdf"):
        (tmp_path / name).write_text(LOWELL, encoding="utf-8")
    problems: list[Problem] = []
    assert run_corpus([f"{tmp_path}/a.*"], tmp_path / "out", problems=problems).documents == 1
    assert [str(problem) for problem in problems] == [f"{tmp_path}/a.*: 2 files of other kinds left out"]
    with pytest.raises(StorymapError, match=r"a\.csv: this is no source: its ending is unknown"):
        run_corpus([f"{tmp_path}/a.csv"], tmp_path / "out")


def test_a_first_record_without_a_text_is_an_error_beside_others(tmp_path: Path) -> None:
    done, errors = read(tmp_path, "a.jsonl", b'{"id": "bad"}\n{}\nnull\n' + GOOD)
    assert (done.documents, [error["id"] for error in errors]) == (1, ["bad", "a.jsonl#14", "a.jsonl#17"])


def test_what_a_web_archive_says_of_itself_has_no_control_characters(tmp_path: Path) -> None:
    done, _ = read(tmp_path, "a.warc", warc_record("a\x1b[2J", "200 OK", "text/html", b"<p>In Lowell it rains.</p>"))
    (document,) = rows(tmp_path / "out/documents")
    assert (done.documents, document["id"], document["url"]) == (1, "urn:a[2J", "https://example.org/a[2J")


def test_a_column_of_numbers_is_no_text(tmp_path: Path) -> None:
    source = write_parquet(tmp_path / "a.parquet", [{"text": 1}])
    with pytest.raises(StorymapError, match='the column "text" holds no text \\(int64\\)'):
        run_corpus([str(source)], tmp_path / "out")


def test_an_empty_corpus_has_tables_without_rows(tmp_path: Path) -> None:
    done, errors = read(tmp_path, "a.jsonl", b"")
    assert (done.documents, done.parts, errors) == (0, 0, [])
    assert rows(tmp_path / "out/places.parquet") == []


def test_a_document_with_everything_has_no_error(tmp_path: Path) -> None:
    done, _ = read(tmp_path, "a.jsonl", json.dumps({**TEXTS[0], "id": 1.5, "date": 2009, "url": None}).encode())
    assert (done.documents, done.errors) == (1, 0)
    (document,) = rows(tmp_path / "out/documents")
    assert (document["id"], document["date"], document["year"], document["url"]) == ("1.5", "2009", 2009, "")
