"""`storymap corpus` as a person meets it."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.atlas.corpus.samples import TEXTS, many, rows, write_folder, write_lines
from tests.cli.commands import run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_last_line_says_what_was_made() -> None:
    write_lines(Path("a.jsonl"), [*TEXTS, {"text": ""}])
    done = run("corpus", "a.jsonl", "-o", "out", "--workers", "1")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "out: 3 documents, 6 mentions of 5 places; 1 part; 1 document could not be read: errors.parquet says why\n"
    )
    assert run("corpus", "a.jsonl", "-o", "out", "--workers", "1", "-q").stdout == ""
    write_lines(Path("a.jsonl"), [{"text": "In Laredo it rained."}])
    assert run("corpus", "a.jsonl", "-o", "one", "--workers", "1").stdout == (
        "one: 1 document, 1 mention of 1 place; 1 part\n"
    )


def test_columns_language_home_and_own_places_are_heard() -> None:
    record = {
        "key": "a",
        "body": "Zefirburg lies near Springfield.",
        "when": "1999-01-02",
        "head": "Zefirburg",
        "at": "https://x.org/",
    }
    write_lines(Path("a.jsonl"), [record])
    Path("own.csv").write_text("name,lat,lon\nZefirburg,10,15\n", encoding="utf-8")
    columns = ["--text", "body", "--id", "key", "--date", "when", "--title", "head", "--url", "at"]
    home = ["--home", "Springfield, Illinois", "--gazetteer", "own.csv", "--lang", "en-GB", "--workers", "1"]
    assert run("corpus", "a.jsonl", "-o", "out", *columns, *home).exit_code == 0
    (document,) = rows(Path("out/documents"))
    assert [document[name] for name in ("id", "title", "date", "url", "language")] == [
        "a", "Zefirburg", "1999-01-02", "https://x.org/", "en-GB",
    ]  # fmt: skip
    assert {row["place"] for row in rows(Path("out/mentions"))} == {"place:zefirburg@10.0,15.0", "geonames:4250542"}


def test_sources_are_read_in_their_order_each_once() -> None:
    write_folder(Path("b"))
    Path("b/.hidden.md").write_text("In Laredo.", encoding="utf-8")
    Path("b/notes.pdf").write_bytes(b"%PDF")
    write_lines(Path("a.jsonl"))
    done = run("corpus", "b", "a*.jsonl", "a.jsonl", "-o", "out", "--workers", "1")
    assert done.stderr == "note: b: 1 file of other kinds left out\n"
    assert [row["source"] for row in rows(Path("out/documents"))] == [
        "b/7.md",
        "b/bridge.md",
        "b/mill.md",
        *["a.jsonl"] * 3,
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "https://example.org/a.jsonl",
            "https://example.org/a.jsonl: this is an address, and nothing is fetched; save it, and name its file",
        ),
        ("none.jsonl", "none.jsonl: there is no such file or folder; check the path"),
        ("*.parquet", "*.parquet: there is no such file or folder; check the path"),
    ],
)
def test_what_is_no_source_is_told(source: str, said: str) -> None:
    done = run("corpus", source, "-o", "out", "--workers", "1")
    assert (done.exit_code, done.stderr) == (1, f"error: {said}\n")
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--memory", "much", '"much" is no size; write for example 1GB or 750MB'),
        ("--memory", "-1GB", '"-1GB" is no size; write for example 1GB or 750MB'),
        ("--partition-size", "nan", "nan is no size"),
    ],
)
def test_a_size_that_is_none_is_told_before_anything_is_written(option: str, value: str, said: str) -> None:
    write_lines(Path("a.jsonl"))
    done = run("corpus", "a.jsonl", "-o", "out", "--workers", "2", option, value)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: Invalid value for {option}: {said}")
    assert not Path("out").exists()


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    write_lines(Path("a.jsonl"))
    done = run("corpus", "a.jsonl", "-o", "out")
    assert (done.exit_code, done.stderr) == (
        1, 'error: storymap corpus: it needs distributed; pip install "storymap-html[cluster]"\n',
    )  # fmt: skip


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_full_disk_is_told_in_one_line(workers: str) -> None:
    write_lines(Path("a.jsonl"), many(400))
    command = [sys.executable, "-m", "storymap", "corpus", "a.jsonl", "-o", "out", "--workers", workers]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        "error: out: cannot write it: file too large; make room, or name another folder; "
        "the same command goes on from there\n"
    )
    assert not list(Path("out").rglob("part-*.parquet"))
