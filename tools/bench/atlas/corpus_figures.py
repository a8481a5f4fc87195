"""How fast `storymap corpus` reads a made archive, on how many workers, in how much memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.bench.atlas.cluster import on_cluster
from tools.bench.atlas.growth import exponent
from tools.bench.atlas.killing import FAULTS, KilledRun, kill_rounds
from tools.bench.atlas.one_core import on_one_core
from tools.bench.atlas.process import storymap
from tools.bench.atlas.scheduling import speedup
from tools.bench.atlas.sizes import Sizes
from tools.bench.made_corpus.article import made_article
from tools.bench.made_corpus.writing import write_parquet
from tools.bench.rows import Row, ms

_LEAST_RATE, _LEAST_OF_TWO, _LEAST_OF_EIGHT = 250, 1.8, 7
_MOST_LOST = 5  # per cent
_MOST_MEMORY = 500  # MB
_FLAT = 0.05  # exponent


@dataclass(slots=True)
class CorpusFigures:
    """What was measured, for what is worked out from it."""

    articles: int = 0
    rate: float = 0.0
    lost: float = 0.0
    bytes_in: float = 0.0
    bytes_out: float = 0.0
    mentions: float = 0.0
    memory: float = 0.0
    memory_growth: float = 0.0


def corpus_rows(sizes: Sizes, folder: Path, figures: CorpusFigures) -> Iterator[Row]:
    """Yield the figures of a corpus, and keep them in `figures`."""
    source, options = folder / "articles", ("--partition-size", str(sizes.partition))
    write_parquet(source, range(sizes.corpus))
    alone = on_one_core(source, folder / "alone", sizes.partition)
    figures.rate = alone.documents / alone.seconds
    figures.bytes_in = _size(source) / alone.documents
    figures.bytes_out = _size(folder / "alone") / alone.documents
    figures.mentions = alone.mentions / alone.documents
    yield Row(
        f"`corpus`, {alone.documents:,} articles, one core, Parquet to Parquet",
        f"{figures.rate:.0f} articles a second",
        aim=f"at least {_LEAST_RATE}",
        met=figures.rate >= _LEAST_RATE,
    )
    one, two = (on_cluster(workers, source, folder / f"by-{workers}", *options) for workers in (1, 2))
    yield _faster("two workers against one", one.span / two.span, _LEAST_OF_TWO, f"{ms(two.span)} and {ms(one.span)}")
    eight = speedup(one.durations, 8)
    yield _faster(
        "eight against one, simulated", eight, _LEAST_OF_EIGHT, f"list scheduling of {len(one.durations)} tasks"
    )
    figures.lost = 100 * max(one.lost, 0.0)
    yield Row(
        "what Dask takes of the time of its worker",
        f"{figures.lost:.1f} %",
        f"and {ms(one.seconds - one.span)} for start and end",
        aim=f"at most {_MOST_LOST} %",
        met=figures.lost <= _MOST_LOST,
    )


def _faster(what: str, factor: float, aim: float, said: str) -> Row:
    return Row(what, said, ratio=f"{factor:.2f} x", aim=f"at least {aim:g} x", met=factor >= aim)


def memory_rows(sizes: Sizes, folder: Path, figures: CorpusFigures) -> Iterator[Row]:
    """Yield how much memory the largest worker has as the corpus grows, and how the time grows."""
    memory, seconds = {}, {}
    for count in sizes.growth:
        source = folder / f"{count}-articles"
        write_parquet(source, range(count))
        out, options = folder / f"{count}-tables", ("--partition-size", str(sizes.partition))
        ran = storymap("corpus", source, "-o", out, "--workers", "2", *options)
        memory[count], seconds[count] = ran.memory, ran.seconds
    figures.articles, figures.memory, figures.memory_growth = sizes.growth[-1], max(memory.values()), exponent(memory)
    sizes_said = f"{sizes.growth[0]:,}, 10 x and 100 x as many articles"
    yield Row(
        f"memory of the largest of two workers, {sizes_said}",
        ", ".join(f"{megabytes:.0f} MB" for megabytes in memory.values()),
        ratio=f"exponent {figures.memory_growth:.2f}",
        aim=f"at most {_MOST_MEMORY} MB, flat",
        met=figures.memory <= _MOST_MEMORY and figures.memory_growth <= _FLAT,
    )
    *_, before, last = sizes.growth
    power = exponent({count: seconds[count] for count in (before, last)})
    yield Row(
        f"time of the whole command on two workers, {sizes_said}",
        ", ".join(map(ms, seconds.values())),
        ratio=f"exponent {power:.2f}",
        aim="linear",
        met=power <= 1.1,
    )


def kill_row(sizes: Sizes, folder: Path) -> Row:
    """Return what comes of runs that are killed at a random moment and started again."""
    source = folder / "killed-articles"
    write_parquet(source, range(sizes.killed))
    options = ("--partition-size", str(sizes.partition / 5))
    ran = storymap("corpus", source, "-o", folder / "not-killed", *options, "--workers", "2")
    ids = frozenset(made_article(number).record["id"] for number in range(sizes.killed))
    both = (*options, "--workers", "2"), (*options, "--workers", "1")
    run = KilledRun(source, *both, ran.seconds, ids, folder / "not-killed")
    found = kill_rounds(run, sizes.kills, folder, sizes.seed)
    said = ", ".join(f"{found[fault]} {fault}" for fault in FAULTS)
    return Row(
        f"killed at a random moment and started again, {sizes.kills} times ({found['killed']} while it ran)",
        said,
        aim="the same bytes, each document once",
        met=not any(found[fault] for fault in FAULTS),
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet") if ".corpus" not in path.parts)
