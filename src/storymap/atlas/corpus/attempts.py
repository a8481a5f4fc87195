"""Which document a task is at: known when a worker dies, so that one that kills it again and again is left out.

A worker that a document makes too large is killed, its task is given to another, and that would die as well. So a task
says in a file which document it begins. Whoever takes the task over reads there at which its worker died.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

MOST_DEATHS = 3  # workers that one document may cost


class Attempts:
    """What is known of a task that was begun before. Only deaths within one run count: people end runs, too."""

    def __init__(self, path: Path, run_id: str) -> None:
        self._path = path
        self._run_id = run_id
        self._deaths = _deaths_in(path, run_id)
        self._descriptor = -1
        self._length = 0

    def __enter__(self) -> Self:
        self._descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        head = json.dumps({"run": self._run_id, "deaths": self._deaths})
        os.write(self._descriptor, f"{head}\n".encode())
        self._length = len(head) + 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def begin(self, source: str, position: str) -> bool:
        """Say that a document begins. False if it has cost too many workers: then it is to be left out."""
        key = json.dumps([source, position])
        if self._deaths.get(key, 0) >= MOST_DEATHS:
            return False
        data = f"{key}\n".encode()
        os.lseek(self._descriptor, self._length, os.SEEK_SET)
        os.write(self._descriptor, data)
        return True

    def forget(self) -> None:
        """Remove what is known: the task is done."""
        self._close()
        with contextlib.suppress(OSError):
            self._path.unlink()


def _deaths_in(path: Path, run_id: str) -> dict[str, int]:
    """Return how many workers each document has cost, by what a task of the same run wrote before it died."""
    try:
        head, at, *_ = [*path.read_text(encoding="utf-8").split("\n"), ""]
        known: dict[str, Any] = json.loads(head)
    except (OSError, ValueError):
        return {}
    if known.get("run") != run_id:
        return {}
    deaths: dict[str, int] = dict(known["deaths"])
    if at:
        deaths[at] = deaths.get(at, 0) + 1
    return deaths
