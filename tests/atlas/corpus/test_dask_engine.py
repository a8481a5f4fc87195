"""Tasks on a cluster of this machine: the same bytes, whatever becomes of its workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from distributed import LocalCluster

from storymap.atlas.corpus.dask_engine import DaskEngine
from storymap.atlas.corpus.done_parts import DonePart
from storymap.atlas.corpus.partition_task import CorpusRun
from storymap.atlas.corpus.records import Partition
from storymap.atlas.corpus.run import run_corpus
from storymap.errors import StorymapError
from tests.atlas.corpus.deadly import open_deadly
from tests.atlas.corpus.samples import TEXTS, digests, many, rows, write_lines

SIZE = 1_500


def children() -> list[int]:
    """The processes that this one and its children have started and that run Dask's workers."""
    import psutil

    found = psutil.Process().children(recursive=True)
    return [child.pid for child in found if "spawn_main" in " ".join(child.cmdline())]


def test_the_same_bytes_with_workers_one_of_which_is_killed(tmp_path: Path) -> None:
    source = str(write_lines(tmp_path / "a.jsonl", many(40)))
    run_corpus([source], tmp_path / "one", partition_size=SIZE)
    killed: list[int] = []

    def engine(run: CorpusRun, partitions: Sequence[Partition]) -> Iterator[DonePart]:
        for part in DaskEngine(workers=2)(run, partitions):
            if not killed:
                killed.append(children()[0])
                os.kill(killed[0], signal.SIGKILL)
            yield part

    done = run_corpus([source], tmp_path / "two", partition_size=SIZE, engine=engine)
    assert (done.documents, done.errors, len(killed)) == (120, 0, 1) and done.parts > 8
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_a_document_that_kills_its_workers_is_an_error(tmp_path: Path) -> None:
    source = str(write_lines(tmp_path / "a.jsonl", TEXTS))
    done = run_corpus([source], tmp_path / "out", opener=open_deadly, engine=DaskEngine(workers=1))
    assert (done.documents, done.errors) == (2, 1)
    (error,) = rows(tmp_path / "out/errors.parquet")
    assert error["what"] == "reading it needs more memory than a worker has"
    assert error["position"].startswith("byte ")


def test_a_cluster_that_exists_is_used(tmp_path: Path) -> None:
    source = str(write_lines(tmp_path / "a.jsonl", many(4)))
    run_corpus([source], tmp_path / "one")
    with LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address="127.0.0.1:0", protocol="tcp"
    ) as there:
        run_corpus([source], tmp_path / "two", engine=DaskEngine(scheduler=there.scheduler_address))
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_a_cluster_that_does_not_exist_is_told(tmp_path: Path) -> None:
    source = str(write_lines(tmp_path / "a.jsonl"))
    with pytest.raises(
        StorymapError, match=r"nothing://x: no scheduler of Dask answers there .*; write for example tcp:"
    ):
        run_corpus([source], tmp_path / "out", engine=DaskEngine(scheduler="nothing://x"))
