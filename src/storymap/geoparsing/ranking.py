"""The places of one name, in the order of what speaks for them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from storymap.gazetteer.entries import Entry

Scored = list[tuple[float, Entry, int]]  # score, place, and how the name stands to it
_APART_DEGREES = 0.7  # places nearer than this do not contradict each other
_RIVALS = 8


@dataclass(slots=True)
class Ranking:
    """The places of one name, the likeliest first, with scores; `confidence` is the share of the first, 0 to 1."""

    candidates: Scored
    confidence: float = 1.0

    @property
    def best(self) -> Entry:
        """The likeliest place."""
        return self.candidates[0][1]


def ranked(scored: Scored, sharpness: float) -> Ranking:
    """Return the ranking of scored places; the larger `sharpness`, the more a difference of scores counts."""
    scored.sort(key=lambda item: -item[0])
    return Ranking(scored, _share(scored, sharpness))


def _share(candidates: Scored, sharpness: float) -> float:
    """Return how much of the belief the first place has, against those that lie elsewhere."""
    best, entry, _ = candidates[0]
    rest = sum(
        math.exp(sharpness * (score - best))
        for score, other, _ in candidates[1:_RIVALS]
        if abs(other.lat - entry.lat) + abs(other.lon - entry.lon) > _APART_DEGREES
    )
    return 1 / (1 + rest)
