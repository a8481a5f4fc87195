"""The door: sources to the tables of a corpus, in this process or in those of an engine.

`OUT/` gets `documents/`, `mentions/` (a part for each partition), `places.parquet`, `errors.parquet` and `corpus.json`.
A run that was ended goes on where it was: parts that are whole, and of what their sources still hold, are kept.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from storymap.atlas.corpus.division import USUAL_SIZE, divide
from storymap.atlas.corpus.done_parts import DonePart, is_of, is_whole, read_done
from storymap.atlas.corpus.out_folder import OpenOutput, open_output
from storymap.atlas.corpus.partition_task import CorpusRun, process_partition
from storymap.atlas.corpus.records import CorpusOptions, GazetteerOpener, Partition
from storymap.atlas.corpus.sources.source_files import find_source_files
from storymap.atlas.corpus.whole_tables import write_whole_tables
from storymap.errors import Problem, StorymapError
from storymap.gazetteer.gazetteer import open_gazetteer

_OTHER_SOURCES = "name another folder with -o, or add --anew, which replaces it"
# What runs the tasks: it yields the record of each part as it is done, in any order.
Engine = Callable[[CorpusRun, Sequence[Partition]], Iterator[DonePart]]


class Progress(Protocol):
    """Is told how far a run is."""

    def begin(self, partitions: int, kept: int, size: int) -> None:
        """There are so many partitions, of which so many are done; those that are left have `size` bytes."""

    def done(self, part: DonePart, size: int) -> None:
        """Count a part of `size` bytes that is done."""

    def merging(self) -> None:
        """All parts are done."""


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """What a corpus holds, in how many parts, of which so many were kept from an earlier run."""

    documents: int
    mentions: int
    places: int
    errors: int
    parts: int
    kept: int


def in_process(run: CorpusRun, partitions: Sequence[Partition]) -> Iterator[DonePart]:
    """Run the tasks in this process, one after the other: an Engine without anything around it."""
    for partition in partitions:
        yield process_partition(run, partition)


def run_corpus(
    sources: Sequence[str],
    out: Path,
    *,
    options: CorpusOptions | None = None,
    opener: GazetteerOpener = open_gazetteer,
    engine: Engine = in_process,
    partition_size: int = USUAL_SIZE,
    anew: bool = False,
    progress: Progress | None = None,
    problems: list[Problem] | None = None,
) -> CorpusCounts:
    """Write the tables of a corpus into the folder `out`. Warnings go to `problems`.

    With `anew` nothing of an earlier run is kept. Raises StorymapError when a source is none, or `out` holds something
    else, was begun with other options or other sources, or cannot be written.
    """
    options = options or CorpusOptions()
    told: list[Problem] = [] if problems is None else problems
    partitions = divide(find_source_files(sources, told), options, partition_size)
    with _telling_of_writing(out), open_output(out, sources, options, partition_size, anew=anew) as output:
        run = CorpusRun(output.path, options, opener, output.key, uuid.uuid4().hex)
        done = {} if anew else _kept(output, partitions, told)
        kept = len(done)
        # Sources that were moved are the same ones.
        if output.has_other_sources and not kept and not anew:
            raise StorymapError(Problem(str(out), "it holds a corpus of other sources", _OTHER_SOURCES))
        output.begin()
        left = [partition for partition in partitions if partition.number not in done]
        if progress is not None:
            progress.begin(len(partitions), kept, sum(_size(partition) for partition in left))
        for part in engine(run, left):
            done[part.number] = part
            if progress is not None:
                progress.done(part, _size(partitions[part.number]))
        if progress is not None:
            progress.merging()
        parts = [done[partition.number] for partition in partitions]
        output.remove_parts_from(len(parts))
        places = write_whole_tables(output.path, options, parts)
    documents, mentions, errors = (
        sum(getattr(part.counts, name) for part in parts) for name in ("documents", "mentions", "errors")
    )
    return CorpusCounts(documents, mentions, places, errors, len(parts), kept)


@contextmanager
def _telling_of_writing(out: Path) -> Iterator[None]:
    """Raise StorymapError for an OSError: what is read raises none."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else "it failed"
        remedy = "make room, or name another folder; the same command goes on from there"
        raise StorymapError(Problem(str(out), f"cannot write it: {reason}", remedy)) from error


def _size(partition: Partition) -> int:
    return sum(piece.extent[1] - piece.extent[0] for piece in partition.pieces)


def _kept(output: OpenOutput, partitions: Iterable[Partition], problems: list[Problem]) -> dict[int, DonePart]:
    """Return the records of the parts that are done, by their number. What has changed since is told."""
    kept = {}
    changed: dict[str, None] = {}
    for partition in partitions:
        done = read_done(output.path, partition.number)
        if done is None or done.key != output.key or not done.is_final:
            continue
        if not is_of(done, partition):
            changed.update(dict.fromkeys(piece.file.name for piece in partition.pieces))
        elif is_whole(output.path, done):
            kept[partition.number] = done
        else:
            where = f"part {partition.number}"
            what = "its files are not as they were written, and it is made anew"
            problems.append(Problem(where, what, severity="note"))
    what = "it has changed since it was read, and what changed is read anew"
    problems += [Problem(name, what, severity="note") for name in changed]
    return kept
