"""Runs a worker for each reader, watches it, and gathers what it met."""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tools.fuzz.worker import LONGEST, Report, keep, work

_PATIENCE = 60 * LONGEST  # seconds by the clock without a report of fifty inputs: a machine may be busy
_LIVES = 20


def fuzz(readers: Iterable[str], seconds: float, seed: int, faults: Path) -> dict[str, Report]:
    """Give each reader inputs for `seconds` and return what it met; inputs with faults are kept in the folder `faults`.

    A worker that takes too long for an input, or dies of it, is a fault, and another goes on.
    """
    totals = {reader: Report(reader) for reader in readers}
    left = dict.fromkeys(totals, seconds)
    for life in range(_LIVES):
        if not left:
            break
        with tempfile.TemporaryDirectory(prefix="storymap-fuzz-") as folder:
            died = _life(totals, left, seed + 10_000 * life, Path(folder), faults)
            for path in sorted(Path(folder).iterdir()):
                if path.stem in totals:
                    keep(totals[path.stem], died or "Death", path, faults)
        left = {reader: rest for reader in left if (rest := seconds - totals[reader].seconds) > 0} if died else {}
    return totals


def _life(totals: dict[str, Report], times: dict[str, float], seed: int, folder: Path, faults: Path) -> str:
    """Run one worker and add its reports to `totals`; return why it died, or "" if it came to its end."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=work, args=(times, seed, folder, faults, sender), daemon=True)
    worker.start()
    sender.close()
    last: dict[str, Report] = {}
    heard = time.monotonic()
    while worker.is_alive() or receiver.poll():
        try:
            if receiver.poll(0.2):
                report = receiver.recv()
                last[report.reader], heard = report, time.monotonic()
        except EOFError:
            break
        if time.monotonic() - heard > _PATIENCE:
            worker.kill()
    worker.join()
    for reader, report in last.items():
        _add(totals[reader], report)
    code = worker.exitcode or 0
    if code == 0:
        return ""
    return f"Hang at reader: longer than {LONGEST:g} s" if code == -signal.SIGPROF else f"Death at reader: code {code}"


def _add(total: Report, part: Report) -> None:
    total.seconds += part.seconds
    total.read += part.read
    total.refused += part.refused
    total.rendered += part.rendered
    total.slowest = max(total.slowest, part.slowest)
    total.peak = max(total.peak, part.peak)
    total.faults |= part.faults
