"""A toponym: a range of a text that names a place, with its score, its places and what speaks for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from storymap.gazetteer.entries import GazetteerEntry
from storymap.geoparsing.logistic import Evidence


@dataclass(frozen=True, slots=True)
class Toponym:
    """A range of a text that names a place: `text[start:end]`, code points.

    `score` is the probability that it names a place at all; `places` are up to three places that it can mean, the
    likeliest first (none for a landmark that the gazetteer does not have), and `confidence` is the probability that the
    first is meant if a place is. `evidence` and `choice` say why.
    """

    start: int
    end: int
    key: str
    score: float
    places: tuple[GazetteerEntry, ...]
    confidence: float
    evidence: Evidence
    choice: Evidence = field(default_factory=dict)
