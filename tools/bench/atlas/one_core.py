"""`python -m tools.bench.atlas.one_core SOURCE OUT SIZE`: a corpus in this process alone, which is kept to one core.

It prints how long it took, and each partition, as JSON, without loading Python and gazetteer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from storymap.atlas.corpus.done_parts import DonePart
from storymap.atlas.corpus.partition_task import CorpusRun, process_partition
from storymap.atlas.corpus.records import Partition
from storymap.atlas.corpus.run import run_corpus
from tools.bench.made_corpus.writing import write_parquet


@dataclass(frozen=True, slots=True)
class OneCore:
    """What a corpus took on one core: seconds of all, and of each partition; its documents and mentions."""

    seconds: float
    durations: list[float]
    documents: int
    mentions: int


def on_one_core(source: Path, out: Path, size: float) -> OneCore:
    """Run it as a process of its own, with partitions of `size` megabytes of text."""
    command = [sys.executable, "-m", __name__, str(source), str(out), str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return OneCore(**json.loads(done.stdout))


def main(source: str, out: str, size: float) -> None:
    """Measure, and print."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with TemporaryDirectory() as folder:  # what is loaded once is loaded
        write_parquet(Path(folder) / "few", range(20))
        run_corpus([f"{folder}/few"], Path(folder) / "out")
    durations: list[float] = []

    def timed(run: CorpusRun, partitions: Sequence[Partition]) -> Iterator[DonePart]:
        for partition in partitions:
            start = time.perf_counter()
            part = process_partition(run, partition)
            durations.append(time.perf_counter() - start)
            yield part

    start = time.perf_counter()
    counts = run_corpus([source], Path(out), engine=timed, partition_size=round(size * (1 << 20)))
    seconds = time.perf_counter() - start
    print(json.dumps(asdict(OneCore(seconds, durations, counts.documents, counts.mentions))))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
