"""The table of names that have a word: they are looked up word by word, all words of a text at a time.

A name is filed under its head: the tokens from its first word to its last whole token, at most twelve. The hashes of
all beginnings of heads are known, too, so that a look-up goes on from a word of the text only as far as some name may.
What has the hash of a head is then compared letter by letter, with what the name has before and after its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from storymap.matching.name_index.character_classes import CAPITAL, CLASS, CLASS_SHIFT, FOLD, WORD_CLASS
from storymap.matching.name_index.folding import FIRST, FoldedText
from storymap.matching.name_index.name_batches import LONGEST_NAME, MOST_WORDS
from storymap.matching.name_index.ragged_arrays import pieces
from storymap.matching.name_index.rolling_hash import Hashes, HashSet, Stretches

Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Letters = npt.NDArray[np.uint32]

# So many patterns may have one head.
MOST_OF_A_HEAD = 8
# Letters of text whose hashes are in memory at once: they fit the processor's cache.
_WINDOW = 1 << 16
_LONGEST_SHAPE = 15
SHAPES = (_LONGEST_SHAPE + 1) << 8
_WORD = WORD_CLASS << CLASS_SHIFT
# Letters take 16 bits where all of them leave the last bit for the mark of a token's first.
_FIRST_16 = 1 << 15


class Occurrences(NamedTuple):
    """Where patterns stand: letters `[start, end)` of a text, the token of the head, and the pattern's number."""

    starts: Numbers
    ends: Numbers
    tokens: Numbers
    patterns: Numbers


def narrow(letters: Letters) -> npt.NDArray[np.uint16] | Letters:
    """Return letters in 16 bits each if they fit."""
    if ((letters & FOLD) >= _FIRST_16).any():
        return letters
    return ((letters & FOLD) | (letters >= FIRST) * np.uint32(_FIRST_16)).astype(np.uint16)


def _wide(letters: npt.NDArray[np.uint16] | Letters) -> Letters:
    if letters.dtype == np.uint32:
        return letters.astype(np.uint32, copy=False)
    full: Letters = letters.astype(np.uint32)
    return (full & np.uint32(_FIRST_16 - 1)) | (full & np.uint32(_FIRST_16)) << np.uint32(16)


def shapes(folded: FoldedText, begin: int, stop: int) -> Numbers:
    """Return a small number for each of the tokens `[begin, stop)`, made of its first letter and its length."""
    places = folded.tokens[begin : stop + 1]
    lengths = np.minimum(places[1:] - places[:-1], _LONGEST_SHAPE)
    numbers: Numbers = lengths << 8 | (folded.letters.take(places[:-1]) & 0xFF)
    return numbers


class WordTable:
    """Patterns 0, 1, ... in the order of the hashes of their heads.

    Pattern p has the head `heads[p]` and the letters `letters[begins[p] : begins[p + 1]]`. `before[p]` of them stand
    before the head, and where it ends a token must end if it is `closed[p]`. Its first letter is marked as the first of
    a token if it must be one. `longer` are the beginnings of heads. `small[s]` says whether a head of which the first
    letter may be small begins with a word of shape s.
    """

    def __init__(
        self,
        heads: Hashes,
        letters: npt.NDArray[np.uint16] | Letters,
        begins: npt.NDArray[np.uint32],
        before: npt.NDArray[np.uint16],
        closed: Flags,
        longer: HashSet,
        small: Flags,
    ) -> None:
        self.heads, self.letters, self.begins, self.before, self.closed = heads, letters, begins, before, closed
        self.longer, self.small = longer, small
        self._known = HashSet.of(heads)
        self._bucket_shift = np.uint64(64 - max(len(heads).bit_length(), 1))
        edges = np.arange(1 << (64 - int(self._bucket_shift)), dtype=np.uint64) << self._bucket_shift
        self._buckets = np.searchsorted(heads, edges).astype(np.uint32)

    def __len__(self) -> int:
        return len(self.heads)

    def letters_of(self, pattern: int) -> Letters:
        """Return the letters of one pattern."""
        return _wide(self.letters[self.begins[pattern] : self.begins[pattern + 1]])

    def find(self, folded: FoldedText) -> Occurrences:
        """Return every occurrence of every pattern, but for those that begin small and never may."""
        nothing = np.empty(0, np.intp)
        found = [Occurrences(nothing, nothing, nothing, nothing)]
        if len(self.heads):
            for tokens, hashes in self._heads(folded):
                found += self._compared(folded, tokens, hashes)
        return Occurrences(*map(np.concatenate, zip(*found, strict=True)))

    def _heads(self, folded: FoldedText) -> Iterator[tuple[Numbers, Hashes]]:
        """Yield what may be the heads of patterns: their first tokens and their hashes, window by window."""
        begin, count = 0, len(folded.tokens) - 1
        while begin < count:
            stop = max(int(np.searchsorted(folded.tokens, folded.tokens[begin] + _WINDOW)), begin + 1)
            stop = min(stop, count)
            yield self._heads_between(folded, begin, stop)
            begin = stop

    def _heads_between(self, folded: FoldedText, begin: int, stop: int) -> tuple[Numbers, Hashes]:
        forms = folded.forms[begin:stop]
        # A pattern is not longer than a name, so neither is what has to be hashed beyond the window.
        last = min(stop + MOST_WORDS, len(folded.tokens) - 1)
        places = folded.tokens[begin : last + 1] - folded.tokens[begin]
        limit = min(int(places[stop - begin]), _WINDOW) + LONGEST_NAME
        stretches = Stretches(folded.letters[folded.tokens[begin] : folded.tokens[begin] + limit])
        heads, found = [], []
        begins = (forms & CAPITAL != 0) | self.small.take(shapes(folded, begin, stop))
        words = np.flatnonzero(begins & (forms & CLASS == _WORD))
        for length in range(1, MOST_WORDS + 1):
            words = words[words < len(places) - length]
            words = words[places[words + length] <= limit]
            if not len(words):
                break
            hashes = stretches.hashes(places[words], places[words + length])
            known = self._known.may_have(hashes)
            heads.append(words[known] + begin)
            found.append(hashes[known])
            words = words[self.longer.may_have(hashes)]
        if not heads:
            return np.empty(0, np.intp), np.empty(0, np.uint64)
        return np.concatenate(heads), np.concatenate(found)

    def _compared(self, folded: FoldedText, tokens: Numbers, hashes: Hashes) -> Iterator[Occurrences]:
        """Yield the patterns that stand around their heads in the text, letter by letter."""
        patterns = self._first_at_or_after(hashes)
        for _ in range(MOST_OF_A_HEAD):
            same = self.heads[np.minimum(patterns, len(self.heads) - 1)] == hashes
            same &= patterns < len(self.heads)
            if not same.any():
                return
            tokens, hashes, patterns = tokens[same], hashes[same], patterns[same]
            starts = folded.tokens[tokens] - self.before[patterns]
            ends = starts + (self.begins[patterns + 1] - self.begins[patterns])
            stands = self._stands(folded.letters, starts, ends, patterns)
            yield Occurrences(starts[stands], ends[stands], tokens[stands], patterns[stands])
            patterns = patterns + 1

    def _first_at_or_after(self, hashes: Hashes) -> Numbers:
        """Return for each hash the first pattern whose head is not less."""
        # A few steps from where its bucket begins: to search by halves would miss the cache twenty times.
        buckets = hashes >> self._bucket_shift
        patterns: Numbers = self._buckets[buckets].astype(np.intp)
        behind = np.flatnonzero(self.heads[np.minimum(patterns, len(self.heads) - 1)] < hashes)
        while len(behind):
            patterns[behind] += 1
            behind = behind[patterns[behind] < len(self.heads)]
            behind = behind[self.heads[patterns[behind]] < hashes[behind]]
        return patterns

    def _stands(self, text: Letters, starts: Numbers, ends: Numbers, patterns: Numbers) -> Flags:
        """Say for each pattern whether its letters are the text's `[start, end)`, and a token ends there if it must."""
        possible = (starts >= 0) & (ends <= len(text))
        following = text[np.minimum(ends, len(text) - 1)]
        possible &= ~self.closed[patterns] | (ends >= len(text)) | (following >= FIRST)
        starts, patterns, lengths = starts[possible], patterns[possible], (ends - starts)[possible]
        if len(starts):
            ours = _wide(self.letters[pieces(self.begins[patterns], lengths)])
            theirs = text[pieces(starts, lengths)]
            firsts = np.cumsum(lengths) - lengths
            # What need not begin a token may begin one all the same.
            theirs[firsts] &= np.where(ours[firsts] >= FIRST, FIRST | FOLD, FOLD).astype(np.uint32)
            possible[possible] = np.logical_and.reduceat(ours == theirs, firsts)
        return possible
