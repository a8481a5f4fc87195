"""What is sorted or put into buckets without being in memory as a whole: by way of temporary files."""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

# json.dumps would make an encoder for each row.
_encode: Final = json.JSONEncoder(separators=(",", ":")).encode
_MOST_KEPT: Final = 32 << 20  # characters of JSON that wait in memory


class Buckets:
    """Rows of JSON by a number, each bucket to be read back in the order in which its rows came."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._waiting: defaultdict[int, list[str]] = defaultdict(list)
        self._kept = 0
        self._known: set[int] = set()

    def add(self, bucket: int, row: Any) -> None:
        """Put a row of JSON values into a bucket."""
        line = _encode(row)
        self._waiting[bucket].append(line)
        self._kept += len(line)
        if self._kept > _MOST_KEPT:
            self.flush()

    def flush(self) -> None:
        """Write all that waits."""
        for bucket, lines in self._waiting.items():
            # Opened anew each time: there may be more buckets than files that a process may have open.
            with self._path(bucket).open("a", encoding="ascii") as file:
                file.write("\n".join(lines) + "\n")
            self._known.add(bucket)
        self._waiting.clear()
        self._kept = 0

    def read(self) -> Iterator[tuple[int, Iterator[Any]]]:
        """Yield each bucket by number, with its rows; its file is removed when the next one is asked for."""
        self.flush()
        for bucket in sorted(self._known):
            path = self._path(bucket)
            with path.open(encoding="ascii") as file:
                yield bucket, map(json.loads, file)
            path.unlink()

    def _path(self, bucket: int) -> Path:
        return self._folder / f"{self._name}-{bucket:06d}"


class SortedRows:
    """Rows of JSON values that are compared as lists, to be read back in order."""

    def __init__(self, folder: Path, name: str, most: int = 200_000) -> None:
        self._folder = folder
        self._name = name
        self._most = most
        self._waiting: list[list[Any]] = []
        self._runs: list[Path] = []

    def add(self, row: list[Any]) -> None:
        """Add a row."""
        self._waiting.append(row)
        if len(self._waiting) >= self._most:
            self._write()

    def read(self) -> Iterator[list[Any]]:
        """Yield the rows in order. It can be done once."""
        self._waiting.sort()
        files = [path.open(encoding="ascii") for path in self._runs]
        try:
            yield from heapq.merge(*(map(json.loads, file) for file in files), self._waiting)
        finally:
            for file in files:
                file.close()

    def _write(self) -> None:
        self._waiting.sort()
        path = self._folder / f"{self._name}-{len(self._runs):06d}"
        with path.open("w", encoding="ascii") as file:
            file.writelines(_encode(row) + "\n" for row in self._waiting)
        self._runs.append(path)
        self._waiting = []
