"""A column of integers as short text in a page's block: bytes in base64, of which a browser parses no numbers."""

from __future__ import annotations

import base64

import numpy as np
import numpy.typing as npt

from storymap.rendering.contract.clusters import PackedIntegers


def pack_integers(values: npt.ArrayLike) -> PackedIntegers:
    """Pack integers of up to 48 bits between the least and the largest.

    What all differences have in common is said once: degrees with four or five decimals take three bytes each.
    """
    column = np.asarray(values, np.int64).ravel()
    if not len(column):
        return {"least": 0, "step": 1, "width": 1, "text": ""}
    least = int(column.min())
    differences = column - least
    step = max(1, int(np.gcd.reduce(differences)))
    counts = differences // step
    width = max(1, (int(counts.max()).bit_length() + 7) // 8)
    packed = counts.astype("<i8").view(np.uint8).reshape(-1, 8)[:, :width].tobytes()
    return {"least": least, "step": step, "width": width, "text": base64.b64encode(packed).decode("ascii")}
