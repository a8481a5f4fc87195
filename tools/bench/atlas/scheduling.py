"""How long tasks would take on more workers than there are: by list scheduling of the durations that were measured."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def makespan(durations: Sequence[float], workers: int) -> float:
    """Return when the last task is done if each, in this order, goes to the worker that is free first. In seconds."""
    free = [0.0] * workers
    for duration in durations:
        heapq.heapreplace(free, free[0] + duration)
    return max(free)


def speedup(durations: Sequence[float], workers: int) -> float:
    """Return how many times as fast so many workers do the tasks as one does."""
    return sum(durations) / makespan(durations, workers)
