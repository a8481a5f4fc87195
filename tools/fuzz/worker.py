"""One process that reads inputs until its time is over, within limits of time and memory that end it."""

from __future__ import annotations

import random
import resource
import signal
import time
import traceback
import warnings
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from storymap.errors import StorymapError
from tools.fuzz.inputs import inputs
from tools.fuzz.seeds import seeds
from tools.fuzz.targets import PLACES, STORY, TARGETS, render

LONGEST = 10.0  # seconds of one core for an input
MOST_MEMORY = 1 << 30  # bytes beyond those at the start
_PART = 12  # one input in so many is rendered
_AT_ONCE = 50


@dataclass
class Report:
    """What one reader met: how many inputs, how many refused, the slowest in seconds, the peak in bytes, the faults."""

    reader: str
    seconds: float = 0.0
    read: int = 0
    refused: int = 0
    rendered: int = 0
    slowest: float = 0.0
    peak: int = 0
    faults: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        counts = f"{self.read:8,} inputs, {self.refused:8,} refused, {self.rendered:6,} rendered"
        line = f"{self.reader:13} {self.seconds / 60:5.1f} min, {counts}, slowest {self.slowest:5.2f} s"
        return "\n  ".join([f"{line}, {self.peak >> 20:4} MB more, {len(self.faults)} faults", *self.faults.values()])


def work(times: dict[str, float], start: int, folder: Path, faults: Path, sender: Connection) -> None:
    """Give readers inputs, for the seconds of each, and send a Report now and then; `start` is the seed.

    The input that is read is in a file of `folder` that has the reader's name.
    """
    (folder / "story.md").write_text(STORY, encoding="utf-8")
    (folder / "places.geojson").write_text(PLACES, encoding="utf-8")
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    warnings.simplefilter("ignore")
    for number, reader in enumerate(times):
        report = Report(reader)
        path = folder / f"{reader}{TARGETS[reader][0]}"
        _once(report, seeds(reader)[0], path, faults, is_rendered=True)
        if number == 0:
            _limit_memory()
        _fuzz(report, times[reader], start, path, faults, sender)
        path.unlink()
    sender.close()


def _fuzz(report: Report, seconds: float, start: int, path: Path, faults: Path, sender: Connection) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    chosen = random.Random(start)  # noqa: S311 - nothing is secret here
    while time.monotonic() < began + seconds:

        @seed(start)
        @settings(
            max_examples=_AT_ONCE,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs(report.reader))
        def one(data: bytes) -> None:
            if time.monotonic() < began + seconds:
                _once(report, data, path, faults, is_rendered=chosen.randrange(_PART) == 0)

        one()
        start += 1
        report.seconds = time.monotonic() - began
        report.peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
        sender.send(report)


def _once(report: Report, data: bytes, path: Path, faults: Path, *, is_rendered: bool) -> None:
    path.write_bytes(data)
    began = time.process_time()
    # In C code, too: the kernel ends the process, and `run.py` sees why.
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        TARGETS[report.reader][1](path)
        if is_rendered:
            report.rendered += 1
            render(report.reader, path)
    except StorymapError:
        report.refused += 1
    except Exception as error:
        keep(report, signature(error), path, faults)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    report.read += 1
    report.slowest = max(report.slowest, time.process_time() - began)


def signature(error: BaseException) -> str:
    """Return what a fault is called: the error and the last line of ours that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "storymap" in frame.filename and "site-packages" not in frame.filename]
    last = (ours or frames)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {str(error)[:120]}"


def keep(report: Report, what: str, path: Path, faults: Path) -> None:
    """Keep the smallest input for each fault."""
    kind = what.partition(": ")[0]
    kept = faults / f"{report.reader}-{''.join(c if c.isalnum() else '-' for c in kind)}{path.suffix}"
    if kind not in report.faults or kept.stat().st_size > path.stat().st_size:
        faults.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(path.read_bytes())
        report.faults[kind] = f"{what} ({kept})"


def _limit_memory() -> None:
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MOST_MEMORY, size + MOST_MEMORY))
