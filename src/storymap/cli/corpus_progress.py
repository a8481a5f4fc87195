"""How far `storymap corpus` is: a line on the terminal, with rate and time left; nothing where nobody looks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from storymap.atlas.corpus.done_parts import DonePart


class CorpusProgress:
    """Says how far a run is on a bar of `shown`, which may be None."""

    def __init__(self, shown: Progress | None) -> None:
        self._shown = shown
        self._task = None if shown is None else shown.add_task("reading", total=None, rate="", parts="")
        self._began = time.monotonic()
        self._partitions = self._done = self._kept = self._documents = 0

    def begin(self, partitions: int, kept: int, size: int) -> None:
        """There are so many partitions, of which so many are done; those that are left have `size` bytes."""
        self._partitions, self._kept, self._done = partitions, kept, kept
        self._began = time.monotonic()
        self._update(0, total=size)

    def done(self, part: DonePart, size: int) -> None:
        """Count a part of `size` bytes that is done."""
        self._done += 1
        self._documents += part.counts.documents
        self._update(size)

    def merging(self) -> None:
        """All parts are done."""
        if self._shown is not None and self._task is not None:
            self._shown.update(self._task, description="adding up")

    def stop(self) -> None:
        """Show nothing more."""
        if self._shown is not None:
            self._shown.stop()

    @property
    def in_words(self) -> str:
        """How many parts are done."""
        return f"{self._done:,} of {self._partitions:,} parts are done"

    def _update(self, advance: int, total: int | None = None) -> None:
        if self._shown is None or self._task is None:
            return
        seconds = time.monotonic() - self._began
        rate = f"{self._documents / seconds:,.0f} documents/s" if seconds > 0 and self._documents else ""
        parts = f"{self._done:,}/{self._partitions:,} parts"
        if total is not None:
            self._shown.update(self._task, total=total)
        self._shown.update(self._task, advance=advance, rate=rate, parts=parts)


@contextmanager
def corpus_progress(*, quiet: bool) -> Iterator[CorpusProgress]:
    """Show how far a run is on standard error, if that is a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield CorpusProgress(None)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[parts]}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        yield CorpusProgress(shown)
