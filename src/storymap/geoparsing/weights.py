"""The weights of evidence: those that were fitted, and the few that no text at hand can teach.

`tools.gazetteer.training.fit` writes the fitted ones, `weights.json`. What is set by hand stands in
`hand_set_weights.json`, which no fit changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from storymap.shipped_files import shipped_text

# The weights of each model: "first look" (is it a place, by local evidence), "recognition" (is it one, by all of it),
# "resolution" (which place it is) and "choice" (how sure that is).
Weights = Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def read_weights() -> Weights:
    """Return the weights that ship with the package."""
    return with_hand_set(_read("weights.json"))


@lru_cache(maxsize=1)
def hand_set_weights() -> Weights:
    """Return the weights that are set by hand, for each model that has any."""
    return _read("hand_set_weights.json")


def with_hand_set(fitted: Weights) -> Weights:
    """Return fitted weights and those that are set by hand, which win."""
    return {model: {**weights, **hand_set_weights().get(model, {})} for model, weights in fitted.items()}


def _read(name: str) -> Weights:
    weights: Weights = json.loads(shipped_text(__package__, name))
    return weights
