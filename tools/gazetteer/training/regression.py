"""Logistic regression, and how far probabilities are from the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from storymap.geoparsing.logistic import Evidence

Floats = npt.NDArray[np.float64]

_RIDGE = 2.0
_BIAS_RIDGE = 0.001
_STEPS, _STEP_TIMES = 10, 40


def logistic_regression(
    evidence: Sequence[Evidence], truth: Sequence[bool], share: Sequence[float], fixed: Mapping[str, float]
) -> dict[str, float]:
    """Return the weights of a logistic regression with a ridge, by Newton's method.

    `share` says how much each example counts. `fixed` weights are not fitted, and the others are fitted beside them.
    """
    names = sorted({name for observed in evidence for name in observed} - fixed.keys())
    column = {name: number for number, name in enumerate(names)}
    facts = np.zeros((len(evidence), len(names) + 1))
    facts[:, -1] = 1
    given = np.zeros(len(evidence))
    for row, observed in enumerate(evidence):
        for name, value in observed.items():
            if name in column:
                facts[row, column[name]] = value
            else:
                given[row] += fixed[name] * value
    shares, is_true = np.array(share), np.array(truth, float)
    ridge = np.full(len(names) + 1, _RIDGE)
    ridge[-1] = _BIAS_RIDGE
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEP_TIMES):
        chance = 1 / (1 + np.exp(-facts @ weights - given))
        slope = facts.T @ (shares * (chance - is_true)) + ridge * weights
        bend = (facts * (shares * chance * (1 - chance))[:, None]).T @ facts + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return {"bias": float(weights[-1]), **{name: float(weights[number]) for name, number in column.items()}}


def calibration_error(scores: Sequence[tuple[float, bool]], least: float = 0.0) -> float:
    """Return the expected calibration error over ten equal steps of the score, for scores of `least` and more."""
    shown = [(score, is_true) for score, is_true in scores if score >= least]
    score, truth = np.array([s for s, _ in shown]), np.array([t for _, t in shown], float)
    step = np.minimum((score * _STEPS).astype(int), _STEPS - 1)
    return float(
        sum(abs(score[step == s].mean() - truth[step == s].mean()) * (step == s).mean() for s in np.unique(step))
    )
