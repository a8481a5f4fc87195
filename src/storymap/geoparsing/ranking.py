"""The ranking of the places that one name can mean, by their scores."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import itemgetter

from storymap.gazetteer.entries import GazetteerEntry

_APART_DEGREES = 0.7  # places nearer than this do not contradict each other
_MOST_SHARES = 12
_LEAST_SHARE = 0.02  # of the first place's: what is less likely gets no share

_SCORE = itemgetter(0)
# A score, the place that has it, and the type that the name has for the place. Plain tuples, for there are thousands.
ScoredPlace = tuple[float, GazetteerEntry, int]


@dataclass(slots=True)
class Ranking:
    """The places of one name, the likeliest first.

    `shares` holds for the first of them, which are `likely`, how likely the name means each; the sum is 1.
    """

    places: list[ScoredPlace]
    likely: list[GazetteerEntry]
    shares: list[float]
    _confidence: float | None = None

    @property
    def best(self) -> GazetteerEntry:
        """The likeliest place."""
        return self.places[0][1]

    @property
    def confidence(self) -> float:
        """How likely the name means the first place or one that lies near it, 0 to 1."""
        if self._confidence is None:
            best = self.best
            self._confidence = sum(
                share for entry, share in zip(self.likely, self.shares, strict=True) if not are_apart(entry, best)
            )
        return self._confidence


def rank(places: list[ScoredPlace]) -> Ranking:
    """Return the ranking of scored places. A difference of scores is one of the logarithms of probabilities."""
    if len(places) == 1:
        return Ranking(places, [places[0][1]], [1.0])
    places.sort(key=_SCORE, reverse=True)
    best = places[0][0]
    likely, parts = [], []
    for score, entry, _ in places[:_MOST_SHARES]:
        part = math.exp(score - best)
        if part < _LEAST_SHARE:
            break
        likely.append(entry)
        parts.append(part)
    total = sum(parts)
    return Ranking(places, likely, [part / total for part in parts])


def are_apart(one: GazetteerEntry, other: GazetteerEntry) -> bool:
    """Return whether two places lie so far from each other that an editor tells them apart."""
    return abs(one.lat - other.lat) + abs(one.lon - other.lon) > _APART_DEGREES
