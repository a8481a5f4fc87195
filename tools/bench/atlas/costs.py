"""What an archive of a hundred million articles costs, worked out from what was measured with fewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tools.bench.rows import table

ARTICLES: Final = 100_000_000
_CORES: Final = (8, 64, 256)
_HEAD: Final = ("what", "figure", "how it is known")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured. `rate` is articles a second on one core; `lost` the share of the time that Dask takes.

    `bytes_in`, `bytes_out` and `mentions` are of one article; `memory` is megabytes of a worker with `corpus` articles
    and `memory_growth` the exponent. An atlas in parts of `atlas` articles took `atlas_seconds`, which grow with
    `atlas_growth`, and `atlas_bytes` for an article.
    """

    corpus: int
    rate: float
    lost: float
    bytes_in: float
    bytes_out: float
    mentions: float
    memory: float
    memory_growth: float
    atlas: int
    atlas_seconds: float
    atlas_growth: float
    atlas_bytes: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What so many articles cost. Hours by number of cores; the atlas is built on one."""

    core_hours: float
    hours: dict[int, float]
    terabytes_in: float
    terabytes_out: float
    mentions: float
    memory: float
    atlas_hours: float
    atlas_terabytes: float


# What the page says of each figure, with how many decimals, and in which form.
MEASURED: Final = {
    "corpus": ("articles that `corpus` was measured with", 0, "{}"),
    "rate": ("articles a second on one core, from Parquet to Parquet", 0, "{}"),
    "lost": ("of the time goes to Dask", 1, "{} %"),
    "bytes_in": ("an article in Parquet, as it comes", 0, "{} bytes"),
    "bytes_out": ("its rows in the tables", 0, "{} bytes"),
    "mentions": ("names in it that are on the map", 1, "{}"),
    "memory": ("the largest worker", 0, "{} MB"),
    "memory_growth": ("how its memory grows", 2, "exponent {}"),
    "atlas": ("articles that an atlas in parts was measured with", 0, "{}"),
    "atlas_seconds": ("its building, on one core", 0, "{} s"),
    "atlas_growth": ("how that grows", 2, "exponent {}"),
    "atlas_bytes": ("an article in it, on the server", 0, "{} bytes"),
}


def costs(figures: Figures, articles: int = ARTICLES) -> Costs:
    """Return what so many articles cost if all goes on growing as it was measured."""
    core_hours = articles / figures.rate / (1 - figures.lost / 100) / 3600
    return Costs(
        core_hours,
        {cores: core_hours / cores for cores in _CORES},
        articles * figures.bytes_in / 1e12,
        articles * figures.bytes_out / 1e12,
        articles * figures.mentions,
        figures.memory * (articles / figures.corpus) ** max(0.0, figures.memory_growth),
        figures.atlas_seconds * (articles / figures.atlas) ** figures.atlas_growth / 3600,
        articles * figures.atlas_bytes / 1e12,
    )


def cost_table(figures: Figures) -> str:
    """Return the table of the page: what was measured, and what follows of the figures as they stand there."""
    stated = {name: round(getattr(figures, name), decimals) for name, (_, decimals, _) in MEASURED.items()}
    measured = [
        (what, form.format(f"{stated[name]:,.{decimals}f}"), "measured")
        for name, (what, decimals, form) in MEASURED.items()
    ]
    return table(_HEAD, [*measured, *_calculated(costs(replace(figures, **stated)))])


def _calculated(cost: Costs) -> Iterator[tuple[str, str, str]]:
    by, further = "calculated", "extrapolated"
    yield f"**{ARTICLES:,} articles** through `corpus`", f"{_two(cost.core_hours)} core-hours", by
    for cores, hours in cost.hours.items():
        yield f"on {cores} cores", f"{_two(hours)} hours", by
    yield "read, as Parquet", _size(cost.terabytes_in), by
    yield "written, as Parquet", _size(cost.terabytes_out), by
    yield "rows of mentions", f"{_two(cost.mentions / 1e6)} million", by
    yield "memory of a worker", f"{_two(cost.memory)} MB", further
    yield "an atlas of them in parts, on one core", f"{_two(cost.atlas_hours)} hours", further
    yield "its files on the server", _size(cost.atlas_terabytes), further


def _size(terabytes: float) -> str:
    return f"{_two(terabytes)} TB" if terabytes >= 1 else f"{_two(terabytes * 1000)} GB"


def _two(number: float) -> str:
    """Return a number with two digits that count, and no more than it has of a unit."""
    return f"{float(f'{number:.2g}'):,.{0 if number >= 9.95 else 1}f}"
