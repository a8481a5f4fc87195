"""A run that was ended goes on where it was, and what it writes is what a run in one go writes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from storymap.atlas.corpus.done_parts import DonePart, part_paths
from storymap.atlas.corpus.partition_task import CorpusRun
from storymap.atlas.corpus.records import CorpusOptions, Partition
from storymap.atlas.corpus.run import Engine, in_process, run_corpus
from storymap.atlas.parts.corpus_folder import read_tables
from storymap.errors import Problem, StorymapError
from tests.atlas.corpus.samples import TEXTS, digests, many, rows, write_lines

SIZE = 1_000


class StoppedError(Exception):
    pass


def stopping_after(parts: int) -> Engine:
    def engine(run: CorpusRun, partitions: Sequence[Partition]) -> Iterator[DonePart]:
        for number, part in enumerate(in_process(run, partitions)):
            if number == parts:
                raise StoppedError
            yield part

    return engine


@pytest.fixture
def source(tmp_path: Path) -> str:
    return str(write_lines(tmp_path / "a.jsonl", many(12)))


@pytest.fixture
def whole(source: str, tmp_path: Path) -> dict[str, str]:
    run_corpus([source], tmp_path / "whole", partition_size=SIZE)
    return digests(tmp_path / "whole")


def test_finished_parts_are_kept(source: str, whole: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        run_corpus([source], tmp_path / "out", partition_size=SIZE, engine=stopping_after(2))
    assert not (tmp_path / "out/corpus.json").exists()
    problems: list[Problem] = []
    done = run_corpus([source], tmp_path / "out", partition_size=SIZE, problems=problems)
    assert (done.kept, done.parts, problems) == (3, 6, [])  # the third was written, though nobody was told
    assert digests(tmp_path / "out") == whole


@pytest.mark.parametrize("table", ["documents", "mentions", "errors", "places"])
def test_a_part_that_is_not_as_it_was_written_is_made_anew(
    table: str, source: str, whole: dict[str, str], tmp_path: Path
) -> None:
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    paths = {path.parent.name: path for path in part_paths(tmp_path / "out", 1).tables}
    paths[table].write_bytes(paths[table].read_bytes()[:-1])
    problems: list[Problem] = []
    done = run_corpus([source], tmp_path / "out", partition_size=SIZE, problems=problems)
    assert (done.kept, digests(tmp_path / "out")) == (5, whole)
    assert [str(problem) for problem in problems] == [
        "part 1: its files are not as they were written, and it is made anew"
    ]


@pytest.mark.parametrize("record", ["", "[]", "[" * 100_000, '{"counts": 7}', '"documents": "6"'])
def test_a_record_that_is_damaged_is_none(record: str, source: str, whole: dict[str, str], tmp_path: Path) -> None:
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    path = part_paths(tmp_path / "out", 1).record
    written = path.read_text(encoding="utf-8")
    path.write_text(re.sub('"documents": [0-9]+', record, written) if record[:1] == '"' else record, encoding="utf-8")
    assert run_corpus([source], tmp_path / "out", partition_size=SIZE).kept == 5
    assert digests(tmp_path / "out") == whole


def test_what_changed_in_a_source_is_read_anew_and_told(source: str, tmp_path: Path) -> None:
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    text = Path(source).read_text(encoding="utf-8")
    Path(source).write_text(
        text[::-1].replace("llewoL", "tsoohC", 1)[::-1].replace("Choost", "Boston"), encoding="utf-8"
    )
    problems: list[Problem] = []
    done = run_corpus([source], tmp_path / "out", partition_size=SIZE, problems=problems)
    assert done.kept == 5
    assert [str(problem) for problem in problems] == [
        "a.jsonl: it has changed since it was read, and what changed is read anew"
    ]
    again = run_corpus([source], tmp_path / "anew", partition_size=SIZE)
    assert again.places == done.places and digests(tmp_path / "out") == digests(tmp_path / "anew")


def test_a_file_that_was_only_touched_is_not_read_again(source: str, tmp_path: Path) -> None:
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    os.utime(source, (1, 1))
    assert run_corpus([source], tmp_path / "out", partition_size=SIZE).kept == 6


def test_fewer_partitions_leave_no_parts_behind(source: str, tmp_path: Path) -> None:
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    write_lines(Path(source))
    done = run_corpus([source], tmp_path / "out", partition_size=SIZE)
    assert (done.documents, done.parts) == (3, 1)
    assert [path.name for path in (tmp_path / "out/mentions").iterdir()] == ["part-00000.parquet"]


def test_other_options_are_refused_but_anew(source: str, tmp_path: Path) -> None:
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    options = CorpusOptions(language="en")
    with pytest.raises(StorymapError, match=r"out: it was begun with other options \(language\); go on with the same"):
        run_corpus([source], tmp_path / "out", partition_size=SIZE, options=options)
    with pytest.raises(StorymapError, match=r"other options \(partition size\)"):
        run_corpus([source], tmp_path / "out", partition_size=SIZE + 1)
    assert run_corpus([source], tmp_path / "out", partition_size=SIZE, options=options, anew=True).kept == 0


def test_a_corpus_of_other_sources_is_not_replaced_unasked(source: str, tmp_path: Path) -> None:
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    before = digests(tmp_path / "out")
    other = write_lines(tmp_path / "b.jsonl", many(3))
    said = "out: it holds a corpus of other sources; name another folder with -o, or add --anew, which replaces it"
    with pytest.raises(StorymapError, match=said):
        run_corpus([str(other)], tmp_path / "out", partition_size=SIZE)
    assert digests(tmp_path / "out") == before
    # More of them, as wildcards, and moved: these are the same.
    assert run_corpus([source, str(other)], tmp_path / "out", partition_size=SIZE).kept == 6
    assert run_corpus([f"{tmp_path}/*.jsonl"], tmp_path / "out", partition_size=SIZE).kept > 6
    (tmp_path / "moved").mkdir()
    for path in (Path(source), other):
        path.rename(tmp_path / "moved" / path.name)
    assert run_corpus([f"{tmp_path}/moved"], tmp_path / "out", partition_size=SIZE).kept > 6
    write_lines(tmp_path / "c.jsonl")
    assert run_corpus([f"{tmp_path}/c.jsonl"], tmp_path / "out", partition_size=SIZE, anew=True).documents == 3


def test_tables_that_are_being_made_anew_are_not_said_to_be_whole(source: str, tmp_path: Path) -> None:
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    write_lines(Path(source), many(20))
    with pytest.raises(StoppedError):
        run_corpus([source], tmp_path / "out", partition_size=SIZE, engine=stopping_after(0))
    with pytest.raises(StorymapError, match="out: the corpus is not finished"):
        read_tables(tmp_path / "out")
    run_corpus([source], tmp_path / "out", partition_size=SIZE)
    assert len(list(read_tables(tmp_path / "out").documents())) == 60


def test_a_folder_with_something_else_is_refused(source: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StorymapError, match="this folder holds something else; name another folder with -o"):
        run_corpus([source], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_two_runs_into_one_folder_are_refused(source: str, tmp_path: Path) -> None:
    def engine(run: CorpusRun, partitions: Sequence[Partition]) -> Iterator[DonePart]:
        with pytest.raises(StorymapError, match="another run writes into it"):
            run_corpus([source], tmp_path / "out", partition_size=SIZE)
        return in_process(run, partitions)

    assert run_corpus([source], tmp_path / "out", partition_size=SIZE, engine=engine).documents == 36


def test_a_file_that_cannot_be_read_is_tried_again_next_time(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl")

    def engine(run: CorpusRun, partitions: Sequence[Partition]) -> Iterator[DonePart]:
        source.rename(tmp_path / "away")
        yield from in_process(run, partitions)
        (tmp_path / "away").rename(source)

    done = run_corpus([str(source)], tmp_path / "out", engine=engine)
    assert (done.documents, done.errors) == (0, 1)
    assert rows(tmp_path / "out/errors.parquet")[0]["what"] == "there is no such file"
    done = run_corpus([str(source)], tmp_path / "out")
    assert (done.documents, done.errors, done.kept) == (len(TEXTS), 0, 0)


@pytest.mark.parametrize(("end", "workers"), [(signal.SIGKILL, "1"), (signal.SIGINT, "2")])
def test_a_command_that_is_ended_goes_on(end: int, workers: str, source: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "storymap", "corpus", source, "-o", str(out), "--partition-size", "0.02"]
    write_lines(Path(source), many(600))
    run = [*command, "--workers", workers]
    with subprocess.Popen(run, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        while not any(out.glob(".corpus/done/*.json")):
            assert process.poll() is None
        os.killpg(process.pid, end)  # as a terminal does
        said = process.communicate()[1]
    if end == signal.SIGINT:
        assert process.returncode == 130, said
        assert re.fullmatch(r"stopped: \d+ of 14 parts are done; the same command goes on from there\n", said)
    again = subprocess.run([*command, "--workers", "1"], capture_output=True, text=True, check=True)
    assert " kept" in again.stdout
    run_corpus([source], tmp_path / "one", partition_size=round(0.02 * (1 << 20)))
    assert digests(out) == digests(tmp_path / "one")
