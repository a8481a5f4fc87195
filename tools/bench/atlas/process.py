"""Running a command as a person does, with all that it starts: how long it takes, how much memory, and killing it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LOOK: Final = 0.02  # seconds between two looks
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run took: seconds, and megabytes of the largest process that it started, else of its own."""

    seconds: float
    memory: float
    said: str


def storymap(*arguments: str | Path) -> Ran:
    """Run a command of storymap to its end. Raises RuntimeError with what it said if it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start, peaks = time.perf_counter(), dict[int, int]()
        process = started(arguments, said.fileno())
        try:
            while process.poll() is None:
                for pid in (process.pid, *_children(process.pid)):
                    peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
                time.sleep(_LOOK)
        finally:
            process.kill()  # whoever waits no more leaves nothing behind that runs on
        seconds = time.perf_counter() - start
        said.seek(0)
        text = said.read()
    if process.returncode:
        raise RuntimeError(f"storymap {' '.join(map(str, arguments))}: {text}")
    own = peaks.pop(process.pid, 0)
    return Ran(seconds, max(peaks.values(), default=own) / 1024, text)


def killed(arguments: Sequence[str | Path], after: float, *, with_workers: bool) -> bool:
    """Run a command, kill it after some seconds, and say whether it was still running.

    Workers that are not killed with it must end by themselves.
    """
    process = started(arguments, subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        workers = [*_children(process.pid)]
        for pid in (process.pid, *(workers if with_workers else ())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def started(arguments: Sequence[str | Path], output: int) -> subprocess.Popen[str]:
    """Start a command of storymap."""
    command = [sys.executable, "-m", "storymap", *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, text=True)


def _children(pid: int) -> Iterator[int]:
    """Yield the ids of what a process has started, and of what those have."""
    for task in _listed(Path(f"/proc/{pid}/task")):
        with contextlib.suppress(OSError):
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from _children(child)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _peak(pid: int) -> int:
    """Return the most memory that a process had, in kB; 0 if it is gone."""
    try:
        found = _PEAK.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0
