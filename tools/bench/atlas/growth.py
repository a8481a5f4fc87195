"""The power with which something grows."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping


def exponent(values: Mapping[int, float]) -> float:
    """Return the slope of a line through sizes and values, both as logarithms: 1 is linear, 0 is flat."""
    sizes = [math.log(size) for size in values]
    return statistics.linear_regression(sizes, [math.log(value) for value in values.values()]).slope
