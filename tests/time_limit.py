"""A limit of time that holds on any machine: seconds of CPU time of a quiet machine, and more of them where all is slower.

It is there to tell an algorithm that takes for ever from one that does not, so it has wide margins.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

# What tests have as the fixture `within`: those that ask for it count no coverage, which would take its time, too.
TimeLimit = Callable[[float], AbstractContextManager[None]]

# CPU seconds that the yardstick takes on the machine which the limits were chosen on, when it does nothing else.
NOMINAL = 0.006


def yardstick() -> float:
    """Return how many times as slow as that machine this one is now: how long it takes to do some plain work in Python."""
    return min(_work() for _ in range(2)) / NOMINAL


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail if the block takes more CPU time than this, or than it would be at the pace of this machine before or after it."""
    pace = yardstick()
    start = time.process_time()
    yield
    took = time.process_time() - start
    if took > seconds:
        pace = max(1.0, pace, yardstick())
        if took > seconds * pace:
            pytest.fail(f"it took {took:.2f} s, and may take {seconds:g} s x {pace:.2f}, the pace of this machine")


def _work() -> float:
    start = time.process_time()
    lengths: dict[str, int] = {}
    for number in range(20_000):
        word = str(number * 7919 % 10_007)
        lengths[word] = lengths.get(word, 0) + len(word)
    sorted(lengths)
    return time.process_time() - start
