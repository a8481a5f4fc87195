"""A toponym: a range of a text that names a place, with its score, its places and what speaks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storymap.gazetteer.entries import GazetteerEntry
from storymap.geoparsing.logistic import Evidence

if TYPE_CHECKING:
    from storymap.geoparsing.alternatives import Alternative

SURE = 0.8  # the least confidence of a place that is no close race
LIKELY = 0.5  # the least confidence of a place that is put on a map: below it, another place is likelier


class Toponym(NamedTuple):
    """A range of a text that names a place: `text[start:end]`, code points.

    `score` is the probability that it names a place at all; `places` are up to three places that it can mean, the
    likeliest first (none for a landmark that the gazetteer does not have), and `confidence` is the probability that the
    first is meant if a place is. `evidence` and `choice` say why. Where the confidence is below SURE, `alternatives`
    holds the places with their probabilities.
    """

    start: int
    end: int
    key: str
    score: float
    places: tuple[GazetteerEntry, ...]
    confidence: float
    evidence: Evidence
    choice: Evidence
    alternatives: tuple[Alternative, ...] = ()
