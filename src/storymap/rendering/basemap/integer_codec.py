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
    digits = [ALPHABET.index(character) for character in text]
    out, at = [], 0
    while at < len(digits):
        lead = digits[at]
        if lead < ONE:
            z, size = lead, 1
        elif lead < ONE + TWO:
            z, size = ONE + (lead - ONE) * BASE + digits[at + 1], 2
        else:
            a, b, c = digits[at + 1 : at + 4]
            z, size = ONE + TWO * BASE + (((lead - ONE - TWO) * BASE + a) * BASE + b) * BASE + c, 4
        out.append((z >> 1) ^ -(z & 1))
        at += size
    return np.array(out, np.int64)
