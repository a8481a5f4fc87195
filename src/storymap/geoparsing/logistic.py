"""Logistic regression: evidence and its weights to a probability."""

from __future__ import annotations

import math
from collections.abc import Mapping

_MOST_LOGIT = 30.0

# Facts by name, with their strength: 1 for most. A fact that was not observed is not there.
Evidence = dict[str, float]


def logit(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of the evidence. A fact without a weight counts nothing."""
    total, weight_of = weights["bias"], weights.get
    for name, strength in evidence.items():
        weight = weight_of(name)
        if weight is not None:
            total += weight * strength
    return total


def probability(logit: float) -> float:
    """Return the probability of a logit."""
    if not -_MOST_LOGIT < logit < _MOST_LOGIT:
        logit = math.copysign(_MOST_LOGIT, logit)
    return 1 / (1 + math.exp(-logit))


def log_odds(probability: float) -> float:
    """Return the logit of a probability, -4 to 4."""
    return max(-4.0, min(4.0, math.log((probability + 1e-6) / (1 - probability + 1e-6))))
