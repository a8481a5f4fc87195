"""A cluster on this machine for a corpus, and what its scheduler says of the tasks that it ran."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bench.atlas.process import storymap


@dataclass(frozen=True, slots=True)
class ClusterRun:
    """A corpus on a cluster. `seconds` of the whole command; `span` from the first task's start to the last one's end.

    `durations` are those of the tasks as the workers measured them, by their start.
    """

    workers: int
    seconds: float
    span: float
    durations: list[float]

    @property
    def lost(self) -> float:
        """The share of the workers' time in which no task was run, from 0 to 1."""
        return 1 - sum(self.durations) / (self.workers * self.span)


def on_cluster(workers: int, source: Path, out: Path, *options: str) -> ClusterRun:
    """Run `storymap corpus` on so many workers of one thread each, which are there already."""
    from distributed import get_task_stream

    with _cluster(workers) as client, get_task_stream(client) as stream:
        ran = storymap("corpus", source, "-o", out, "--scheduler", client.scheduler.address, *options)
        time.sleep(0.2)  # the stream is told of the last task
    tasks = sorted(_computed(stream.data))
    first, last = tasks[0][0], max(stop for _, stop in tasks)
    return ClusterRun(workers, ran.seconds, last - first, [stop - start for start, stop in tasks])


@contextmanager
def _cluster(workers: int) -> Iterator[Any]:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _computed(tasks: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    """Yield when each task began and ended, in seconds of the epoch."""
    for task in tasks:
        for part in task["startstops"]:
            if part["action"] == "compute":
                yield part["start"], part["stop"]
