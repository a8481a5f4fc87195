"""How much is measured: what a few minutes allow, or what the aims speak of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of articles: through `corpus` for its speed, for memory and growth, killed, and as an atlas in parts.

    `partition` is megabytes of text of a partition, `kills` how often a run is killed, `stories` are those of an atlas
    of one page, and `seed` decides when runs are killed.
    """

    corpus: int = 6_000
    growth: tuple[int, ...] = (100, 1_000, 10_000)
    partition: float = 0.2
    killed: int = 600
    kills: int = 5
    stories: int = 2_000
    parts: tuple[int, ...] = (2_500, 25_000)
    seed: int = 20


FULL = Sizes(
    corpus=20_000,
    growth=(1_000, 10_000, 100_000),
    partition=0.5,
    kills=50,
    parts=(10_000, 100_000, 1_000_000),
)
