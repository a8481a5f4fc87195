"""Hashes of stretches of letters, and a table of hashes that says at once what is not in it.

The hash of a stretch is a polynomial in its letters, modulo 2**64, so that one running sum over a text gives the hash
of any stretch of it: R. M. Karp and M. O. Rabin, "Efficient randomized pattern-matching algorithms", IBM Journal of
Research and Development 31 (1987). Equal hashes are a hint and no more: whoever uses them compares the letters.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_MIXER = 0xD6E8FEB86659FD93
_BITS_PER_HASH = 16


class _Powers:
    """The powers of a number modulo 2**64, as many as were asked for."""

    def __init__(self, base: int) -> None:
        self._base = np.uint64(base)
        self._powers = np.ones(1, np.uint64)

    def first(self, count: int) -> Hashes:
        if len(self._powers) < count:
            factors = np.full(max(count, 2 * len(self._powers)), self._base)
            factors[0] = 1
            self._powers = np.multiply.accumulate(factors)
        return self._powers[:count]


_POWERS = _Powers(_BASE)
_INVERSES = _Powers(pow(_BASE, -1, 2**64))


class Stretches:
    """The hashes of all stretches of some letters."""

    def __init__(self, letters: npt.NDArray[np.uint32]) -> None:
        self._sums = np.empty(len(letters) + 1, np.uint64)
        self._sums[0] = 0
        np.cumsum(letters * _POWERS.first(len(letters)), out=self._sums[1:])
        self._inverses = _INVERSES.first(len(letters) + 1)

    def hashes(self, starts: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]) -> Hashes:
        """Return the hash of each stretch `letters[start:end]`."""
        sums: Hashes = self._sums.take(ends)
        sums -= self._sums.take(starts)
        sums *= self._inverses.take(starts)
        sums ^= sums >> 32
        sums *= np.uint64(_MIXER)
        return sums


class HashSet:
    """A set of hashes, of which it keeps a bit each: it may take another hash for one of them, one time in sixteen.

    B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", Communications of the ACM 13 (1970), with
    one bit for a hash.
    """

    def __init__(self, bits: npt.NDArray[np.uint8]) -> None:
        """Take the set's own `bits`, a power of two of them."""
        self.bits = bits
        self._shift = np.uint64(64 - (8 * len(bits) - 1).bit_length())

    @classmethod
    def of(cls, hashes: Hashes) -> HashSet:
        """Make the set of some hashes."""
        size = (max(_BITS_PER_HASH * len(hashes), 64) - 1).bit_length()
        marks = np.zeros(1 << size, np.bool_)
        marks[hashes >> np.uint64(64 - size)] = True
        return cls(np.packbits(marks, bitorder="little"))

    def may_have(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        """Say for each hash whether it may be in the set."""
        places = (hashes >> self._shift).astype(np.intp)
        found: npt.NDArray[np.bool_] = (self.bits.take(places >> 3) >> (places & 7).astype(np.uint8) & 1).view(np.bool_)
        return found
