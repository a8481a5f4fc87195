"""Fits the weights of resolution: a conditional logit over the places of each name.

The score of a place is a sum of weights, each times an observation, and the score's exponential is in proportion to the
probability that the name means the place. What is observed depends on what the other names mean, thus on the weights:
they are fitted several times, each time on the observations that come of the weights before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from storymap.gazetteer.entries import PROPER, GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch
from storymap.gazetteer.lexicon import open_lexicon
from storymap.geoparsing.cue_words import read_cue_words
from storymap.geoparsing.document_context import ContextScorer
from storymap.geoparsing.priors import prior_scores
from storymap.geoparsing.resolved_names import Weights, resolve_names
from storymap.geoparsing.tokens import Tokens

from .truth import is_right, kilometres

Floats = npt.NDArray[np.float64]
Documents = Sequence[Mapping[str, Any]]

_TIMES = 4
_STEPS = 60
_RIDGE = 4.0
# The weights are drawn towards these, set by hand, so that one of which the texts say little stays near it.
_BEFORE = {
    "alternate": -3.0, "beside": 1.0, "capital": 0.9, "country": 3.0, "county": -0.4, "custom": 2.2, "full name": 4.0,
    "gone": -2.2, "holds": 3.7, "home": 2.0, "kind": 3.0, "large state": 2.0, "listed with its kind": 1.5, "near": 3.0,
    "places of the country": 1.0, "places of the county": 1.0, "places of the state": 2.5, "population": 1.3,
    "quarter": -0.9, "region": 1.8, "same country": 2.0, "same county": 1.0, "same state": 3.0, "seat": 0.3,
    "sister states": 4.0, "house name": 8.0, "chosen before": 5.0, "state": 0.8, "usual": 4.8, "within": 10.0,
}  # fmt: skip
_NEAREST_KM = 30.0  # a town and its county are both right, a town farther away is not
# What no generated text teaches stays as it is: other names, own places, "Juárez" beside "Ciudad Juárez", "Washington",
# what a newsroom calls places and meant before.
_SET_BY_HAND = frozenset({"alternate", "chosen before", "custom", "full name", "house name", "usual"})


class GazetteerWithout(Gazetteer):
    """A gazetteer without some of its places."""

    def __init__(self, gazetteer: Gazetteer, hidden: Sequence[int]) -> None:
        self.__dict__.update(gazetteer.__dict__)
        numbers = frozenset(hidden)
        self.matches = lambda key: tuple(m for m in gazetteer.matches(key) if m.entry.number not in numbers)  # type: ignore[assignment]


@dataclass(frozen=True)
class Choice:
    """The places of one name in one text: what was observed of each, which are right, and how much it counts."""

    observed: Floats
    right: npt.NDArray[np.bool_]
    share: float


def gazetteer_of(document: Mapping[str, Any], gazetteer: Gazetteer) -> Gazetteer:
    """Return the gazetteer without what a generated text hides of it."""
    return GazetteerWithout(gazetteer, document["hidden"]) if document.get("hidden") else gazetteer


def right_places(
    document: Mapping[str, Any], start: int, end: int, matches: Sequence[GazetteerMatch], gazetteer: Gazetteer
) -> list[GazetteerEntry] | None:
    """Return which of the places are meant by a range of a text, None where no place with a position is marked."""
    marked = [m for m in document["toponyms"] if m["start"] < end and m["end"] > start and m["lat"] is not None]
    if not marked:
        return None
    ids = {str(m["geonameid"]) for m in marked if m["geonameid"]}
    known = [entry for entry, _ in matches if str(entry.geonameid) in ids]
    if known:
        return known
    right = [(m, e) for m in marked for e, _ in matches if is_right(m, e, gazetteer)]
    distances = [kilometres(m["lat"], m["lon"], e.lat, e.lon) for m, e in right]
    nearest = min(distances, default=0.0)
    near = {e for (_, e), distance in zip(right, distances, strict=True) if distance <= nearest + _NEAREST_KM}
    # "New Delhi" rather means New Delhi than Delhi, which is called so, too.
    proper = {entry for entry, name_type in matches if name_type == PROPER and entry in near}
    return list(proper or near)


def fit_resolution(
    documents: Documents, shares: Sequence[float], gazetteer: Gazetteer, weights: Weights
) -> dict[str, float]:
    """Return the weights of resolution. `shares` says how much each document counts."""
    names = sorted(_BEFORE)
    before = np.array([_BEFORE[name] for name in names])
    fitted = before
    for _ in range(_TIMES):
        now = {**weights, "resolution": dict(zip(names, map(float, fitted), strict=True))}
        choices = [
            choice
            for document, share in zip(documents, shares, strict=True)
            for choice in _choices(document, share, gazetteer, now, names)
        ]
        fitted = _conditional_logit(choices, before, fitted, np.array([name not in _SET_BY_HAND for name in names]))
    return dict(zip(names, map(float, fitted), strict=True))


def _choices(
    document: Mapping[str, Any], share: float, gazetteer: Gazetteer, weights: Weights, names: Sequence[str]
) -> list[Choice]:
    """Return the names of a document that can mean several places, one of them right."""
    own = gazetteer_of(document, gazetteer)
    cues = read_cue_words(document.get("language", "en"))
    tokens = Tokens(document["text"], open_lexicon())
    names_of_text = resolve_names(tokens, own, cues, weights, home=document.get("home"))
    candidates, resolution = names_of_text.candidates, names_of_text.resolution
    vectors: Any = dict(zip(names, np.eye(len(names)), strict=True))
    prior = prior_scores(tokens, candidates, vectors, cues)
    right: dict[str, list[GazetteerEntry]] = defaultdict(list)
    for candidate in candidates:
        if len(candidate.matches) > 1:
            start = tokens.starts[candidate.first]
            right[candidate.key] += right_places(document, start, candidate.end, candidate.matches, own) or []
    choices = []
    for key, entries in right.items():
        if entries and len(prior[key]) > len(set(entries)):
            scorer = ContextScorer(key, resolution.context, vectors)
            observed = np.array([place + scorer.score(entry) for place, entry, _ in prior[key]])
            choices.append(Choice(observed, np.array([entry in entries for _, entry, _ in prior[key]]), share))
    return choices


def _conditional_logit(choices: Sequence[Choice], before: Floats, start: Floats, free: npt.NDArray[np.bool_]) -> Floats:
    """Return the weights that make the right places likeliest, by Newton's method with the observations' covariance.

    Only the `free` ones of them change.
    """
    weights = start.copy()
    for _ in range(_STEPS):
        slope = _RIDGE * (weights - before)
        bend = _RIDGE * np.eye(len(weights))
        for choice in choices:
            chance = _softmax(choice.observed @ weights)
            chance_if_right = np.where(choice.right, chance, 0.0)
            chance_if_right /= max(chance_if_right.sum(), 1e-12)
            mean = chance @ choice.observed
            slope += choice.share * (mean - chance_if_right @ choice.observed)
            centred = choice.observed - mean
            bend += choice.share * (centred * chance[:, None]).T @ centred
        step = np.zeros(len(weights))
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        weights = weights - step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def _softmax(scores: Floats) -> Floats:
    parts = np.exp(scores - scores.max())
    softmax: Floats = parts / parts.sum()
    return softmax
