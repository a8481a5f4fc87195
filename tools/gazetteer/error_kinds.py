"""Counts the kinds of errors of suggestions against marked places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from storymap.gazetteer.gazetteer import Gazetteer
from storymap.geoparsing.suggestions import IN
from storymap.geoparsing.toponym import LIKELY, SURE, Toponym

from .training.truth import is_right

_LOCATED, _SURE, _CLOSE, _UNSURE = "right", "wrong, sure of it", "wrong, shown as a close race", "wrong, not on the map"
KINDS = (
    _LOCATED, _SURE, _CLOSE, _UNSURE, "wrong, the right one not in the gazetteer", "found, not located", "doubted",
    "not found", "false alarm, located", "false alarm, not located",
)  # fmt: skip


def count_kinds(document: Mapping[str, Any], toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Counter[str]:
    """Return how often each kind of error is made in a document, of the marked places with a position."""
    kinds: Counter[str] = Counter()
    taken = [toponym for toponym in toponyms if toponym.score >= IN]
    for marked in document["toponyms"]:
        if marked["lat"] is not None:
            kinds[_kind(marked, toponyms, gazetteer)] += 1
    for toponym in taken:
        if not any(_overlap(marked, toponym) for marked in document["toponyms"]):
            kinds["false alarm, located" if toponym.places else "false alarm, not located"] += 1
    return kinds


def _kind(marked: Mapping[str, Any], toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> str:
    found = [toponym for toponym in toponyms if _overlap(marked, toponym)]
    taken = [toponym for toponym in found if toponym.score >= IN]
    if not taken:
        return "doubted" if found else "not found"
    located = [toponym for toponym in taken if toponym.places]
    if not located:
        return "found, not located"
    if any(is_right(marked, toponym.places[0], gazetteer) for toponym in located):
        return _LOCATED
    if not any(is_right(marked, m.entry, gazetteer) for t in located for m in gazetteer.matches(t.key)):
        return "wrong, the right one not in the gazetteer"
    confidence = max(toponym.confidence for toponym in located)
    return _SURE if confidence >= SURE else _CLOSE if confidence >= LIKELY else _UNSURE


def _overlap(marked: Mapping[str, Any], toponym: Toponym) -> bool:
    return bool(marked["start"] < toponym.end and marked["end"] > toponym.start)
