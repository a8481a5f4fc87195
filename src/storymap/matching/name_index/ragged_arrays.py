"""Pieces of different lengths, side by side in one array."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt


def pieces(starts: npt.NDArray[Any], lengths: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Return the numbers `start, ..., start + length - 1` of each piece, one piece after the other."""
    counts = lengths.astype(np.intp)
    ends = np.cumsum(counts)
    shifts = starts.astype(np.intp) - (ends - counts)
    numbers: npt.NDArray[np.intp] = np.arange(int(counts.sum())) + np.repeat(shifts, counts)
    return numbers
