"""The ranking of the places that one name can mean, by their scores."""

from __future__ import annotations

import math
from dataclasses import dataclass

from storymap.gazetteer.entries import GazetteerEntry

_APART_DEGREES = 0.7  # places nearer than this do not contradict each other
_RIVALS = 8

# A score, the place that has it, and the type that the name has for the place. Plain tuples, for there are thousands.
ScoredPlace = tuple[float, GazetteerEntry, int]


@dataclass(slots=True)
class Ranking:
    """The places of one name, the likeliest first; `confidence` is how sure the first one is, 0 to 1."""

    places: list[ScoredPlace]
    confidence: float = 1.0

    @property
    def best(self) -> GazetteerEntry:
        """The likeliest place."""
        return self.places[0][1]


def rank(places: list[ScoredPlace], sharpness: float) -> Ranking:
    """Return the ranking of scored places; the larger `sharpness`, the more a difference of scores counts."""
    places.sort(key=lambda place: -place[0])
    return Ranking(places, _confidence(places, sharpness))


def _confidence(places: list[ScoredPlace], sharpness: float) -> float:
    """Return the share of the first place in the probability of all, without those that lie near it."""
    best, entry, _ = places[0]
    rest = sum(
        math.exp(sharpness * (score - best))
        for score, other, _ in places[1:_RIVALS]
        if abs(other.lat - entry.lat) + abs(other.lon - entry.lon) > _APART_DEGREES
    )
    return 1 / (1 + rest)
