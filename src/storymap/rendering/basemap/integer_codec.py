"""Integers as short text: what a page's geometry is written in.

The text is plain ASCII without quotes, backslashes, `<`, `>`, `&` or braces, so it is safe in JSON and in
HTML as it stands, and a web server's gzip packs it well.

Each integer v is zigzag-coded first: z = 2v for v >= 0, else -2v - 1. Then, with A the alphabet (82
characters):

=============================  ==================================================
z < 64                         A[z]
64 <= z < 64 + 12 * 82         with y = z - 64: A[64 + y // 82], A[y % 82]
z >= 1048                      with y = z - 1048: A[76 + y // 82**3], A[y // 82**2 % 82],
                               A[y // 82 % 82], A[y % 82]; y < 6 * 82**3
=============================  ==================================================
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=?@[]^"
BASE = len(ALPHABET)
ONE = 64
TWO = 12
FOUR = BASE - ONE - TWO
_LIMIT = ONE + TWO * BASE + FOUR * BASE**3
_BYTES = np.frombuffer(ALPHABET.encode("ascii"), np.uint8)
_DIGITS = np.zeros(256, np.int64)
_DIGITS[_BYTES] = np.arange(BASE)


def encode(values: npt.ArrayLike) -> str:
    """Write integers as text. Raises ValueError for a number beyond about 1.6 million."""
    v = np.asarray(values, np.int64).ravel()
    z = (v << 1) ^ (v >> 63)
    if len(z) and z.max() >= _LIMIT:
        raise ValueError(f"{v[z.argmax()]} is too large to encode")
    size = np.where(z < ONE, 1, np.where(z < ONE + TWO * BASE, 2, 4))
    at = np.cumsum(size) - size
    out = np.empty(int(size.sum()), np.int64)
    one, two, four = size == 1, size == 2, size == 4
    out[at[one]] = z[one]
    y = z[two] - ONE
    out[at[two]], out[at[two] + 1] = ONE + y // BASE, y % BASE
    y = z[four] - ONE - TWO * BASE
    out[at[four]], out[at[four] + 1] = ONE + TWO + y // BASE**3, y // BASE**2 % BASE
    out[at[four] + 2], out[at[four] + 3] = y // BASE % BASE, y % BASE
    return _BYTES[out].tobytes().decode("ascii")


def decode(text: str) -> npt.NDArray[np.int64]:
    """Read what `encode` wrote. The page has its own reader; this one says what it must do."""
    digits = _DIGITS[np.frombuffer(text.encode("ascii"), np.uint8)]
    two: list[int] = []
    four: list[int] = []
    end = 0
    for at in np.flatnonzero(digits >= ONE).tolist():
        if at >= end:  # else it is one of the further digits of a number
            is_two = digits[at] < ONE + TWO
            (two if is_two else four).append(at)
            end = at + (2 if is_two else 4)
    z, is_lead = digits.copy(), np.ones(len(digits), bool)
    if two:
        leads = np.array(two)
        is_lead[leads + 1] = False
        z[leads] = ONE + (digits[leads] - ONE) * BASE + digits[leads + 1]
    if four:
        leads = np.array(four)
        y = digits[leads] - ONE - TWO
        for further in (1, 2, 3):
            is_lead[leads + further] = False
            y = y * BASE + digits[leads + further]
        z[leads] = ONE + TWO * BASE + y
    z = z[is_lead]
    decoded: npt.NDArray[np.int64] = (z >> 1) ^ -(z & 1)
    return decoded
