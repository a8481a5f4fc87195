"""The engine: tasks on the cores of this machine, or on a cluster that exists. The only module that imports Dask.

A task is a plain function that writes files; what goes over the wire is what it reads and the record of what it did.
Few tasks wait at a time, so that a corpus of any size takes no more of the scheduler than another.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import Any

import dask
from dask.utils import parse_bytes
from distributed import Client, KilledWorker, LocalCluster, Security, as_completed

from storymap.atlas.corpus.attempts import MOST_DEATHS
from storymap.atlas.corpus.done_parts import DonePart
from storymap.atlas.corpus.partition_task import CorpusRun, process_partition
from storymap.atlas.corpus.records import Partition
from storymap.errors import Problem, StorymapError

USUAL_MEMORY = "1GB"
_ANY_PORT = "127.0.0.1:0"
_WAITING = 2  # tasks for each core: one that runs, and one that is there when it ends
_MOST_AGAIN = 100  # how often a task is given out again whose workers died
# Nothing of ours is kept in workers' memory, so there is nothing to spill, and waiting would not make it less.
_SETTINGS = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.scheduler.work-stealing": False,
    "distributed.scheduler.allowed-failures": MOST_DEATHS,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "1s",
}


def bytes_of(size: str) -> int:
    """Return how many bytes a size is, such as "1GB" or "750 MiB"; 0 for what is none."""
    try:
        return int(parse_bytes(size))
    except (ValueError, ArithmeticError):
        return 0


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """Runs tasks on a cluster: that of the `scheduler`'s address, or one of this machine's with so many `workers`.

    `memory` is the most that one of the machine's own workers takes ("1GB"); one that needs more is begun anew. With
    `dashboard` its pages are served, on this machine alone.
    """

    scheduler: str = ""
    workers: int = 1
    memory: str = USUAL_MEMORY
    dashboard: bool = False

    def __call__(self, run: CorpusRun, partitions: Sequence[Partition]) -> Iterator[DonePart]:
        """Yield the record of each part as it is done, in any order. Raises StorymapError."""
        if not partitions:
            return
        with _client(self) as client:
            yield from _results(client, run, partitions)


@contextmanager
def _client(engine: DaskEngine) -> Iterator[Client]:
    if engine.scheduler:
        with _connected(engine.scheduler) as client:
            yield client
        return
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(_SETTINGS))
        with _interrupts_for_us_alone():
            cluster = LocalCluster(
                n_workers=engine.workers,
                threads_per_worker=1,
                processes=True,
                memory_limit=engine.memory,
                host="127.0.0.1",
                dashboard_address=_ANY_PORT,
                scheduler_kwargs={"dashboard": engine.dashboard},
                silence_logs=logging.CRITICAL,
                security=Security.temporary(),  # keys of this run alone: nobody else here can send tasks to its workers
            )
        stack.enter_context(cluster)
        yield stack.enter_context(Client(cluster))


@contextmanager
def _interrupts_for_us_alone() -> Iterator[None]:
    """Keep Ctrl-C from the threads and processes that begin meanwhile: a terminal tells it to all of them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # It unblocks signals where it is started, which would else be among what begins here.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError, TimeoutError) as error:
        what = f"no scheduler of Dask answers there ({type(error).__name__})"
        raise StorymapError(Problem(address, what, "write for example tcp://127.0.0.1:8786")) from None
    with client:
        yield client


def _results(client: Client, run: CorpusRun, partitions: Sequence[Partition]) -> Iterator[DonePart]:
    waiting = iter(partitions)
    again: dict[int, int] = {}
    running: dict[Any, Partition] = {}
    results = as_completed()

    def submit(partition: Partition) -> None:
        tries = again.get(partition.number, 0)
        key = f"storymap-{run.run_id}-{partition.number}-{tries}"
        future = client.submit(process_partition, run, partition, key=key, pure=False)
        running[future] = partition
        results.add(future)

    for partition in _first(waiting, max(1, _cores(client)) * _WAITING):
        submit(partition)
    while running:
        future = next(results)
        partition = running.pop(future)
        try:
            part: DonePart = future.result()
        except KilledWorker as error:
            again[partition.number] = again.get(partition.number, 0) + 1
            if again[partition.number] > _MOST_AGAIN:
                raise _given_up(partition) from error
            submit(partition)
            continue
        finally:
            future.release()
        for following in _first(waiting, 1 + max(0, _cores(client) * _WAITING - len(running) - 1)):
            submit(following)
        yield part


def _first(partitions: Iterator[Partition], number: int) -> list[Partition]:
    return [partition for _, partition in zip(range(number), partitions, strict=False)]


def _cores(client: Client) -> int:
    return sum(client.nthreads().values())


def _given_up(partition: Partition) -> StorymapError:
    where = partition.pieces[0].file.name
    return StorymapError(
        Problem(where, "the workers that read it died, again and again", "give them more with --memory")
    )
