r"""Folded text: what names are compared in, with the way back to the original.

Folded text consists of tokens (words, runs of punctuation) set apart by single spaces, whatever stood between
them in the original. "Port-au-Prince", "PORT AU PRINCE" and "Port au\nPrince" are all " port au prince ", and
"Laredo,Texas" is " laredo , texas ". So plain string search for a folded name, with a space at either end,
finds whole words only. Scripts without spaces between words get no spaces; Hangul only before a word.

It is kept without the spaces, as an array of letters in which the first of each token is marked: that is quicker to
make, and all that looking up words needs. The text itself is put together when somebody asks for it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

import numpy as np
import numpy.typing as npt

from storymap.matching.name_index.character_classes import (
    CHARACTERS,
    CLASS,
    CLASS_SHIFT,
    EXPANDS,
    FOLD,
    HANGUL_CLASS,
    HYPHEN,
    IGNORED,
    MELTING_MARKS,
    MELTS,
    SPACE_CLASS,
    Kind,
    kind_of,
)

# Marks the first letter of a token.
FIRST = 1 << 31
# A letter of a script whose marks make new letters, and up to 30 marks that may melt into it. Text is NFC as a rule, so
# this seldom finds anything.
_MELTING = re.compile(
    f"[^\\x00-\u036f\u1e00-\u1fff][{''.join(f'{chr(first)}-{chr(last)}' for first, last in MELTING_MARKS)}]{{1,30}}"
)


class FoldedText:
    """A text, folded.

    `letters` are the code points of the folded text without its spaces; FIRST is added to the first of each token.
    Token t is `letters[tokens[t] : tokens[t + 1]]`, and `forms[t]` is the form of what its first letter is made of.
    `marks` are the marks that any form in the text has.
    """

    def __init__(
        self,
        original: str,
        forms: npt.NDArray[np.uint32] | None = None,
        classes: npt.NDArray[np.uint8] | None = None,
        sources: npt.NDArray[np.intp] | None = None,
        marks: int = 0,
    ) -> None:
        """Take the form and the class of each visible character, and where in the original it stands (None: there)."""
        self.original = original
        self._sources = sources
        if forms is None or classes is None:  # nothing is visible
            self._leads = self._trails = False
            self.letters = np.empty(0, np.uint32)
            self.tokens, self._places = np.zeros(1, np.intp), np.empty(0, np.intp)
        else:
            begins = classes > SPACE_CLASS
            solid = begins.copy()
            begins[1:] &= classes[1:] != classes[:-1]
            # A letter at the very edge of the text has a space beside it, as if the text were a word.
            self._leads = bool(classes[0] == SPACE_CLASS or classes[0] >= HANGUL_CLASS)
            self._trails = bool(classes[-1] == SPACE_CLASS or classes[-1] >= HANGUL_CLASS)
            self.letters = ((forms & FOLD) | (begins.astype(np.uint32) << 31)).compress(solid)
            self._places = np.flatnonzero(begins)
            self.tokens = np.append(np.flatnonzero(self.letters >= FIRST), len(self.letters))
        self.forms = np.empty(0, np.uint32) if forms is None else forms.take(self._places)
        self.marks = marks

    @cached_property
    def text(self) -> str:
        """The folded text."""
        if not len(self.letters):
            return " " * self._leads
        out = np.full(self._length(), ord(" "), np.uint32)
        out[self._letter_places()] = self.letters & FOLD
        return out.astype("<u4", copy=False).tobytes().decode("utf-32-le")

    @cached_property
    def offsets(self) -> npt.NDArray[np.int32]:
        """Where in the original stands what each character of `text` is made of; a space is made of what follows it."""
        if not len(self.letters):
            return np.zeros(int(self._leads), np.int32)
        out = np.full(self._length(), len(self.original), np.int32)
        sources = np.arange(len(self.letters)) + np.repeat(self._places - self.tokens[:-1], np.diff(self.tokens))
        if self._sources is not None:
            sources = self._sources[sources]
        places = self._letter_places()
        out[places] = sources
        before = places[self.tokens[:-1]] - 1
        kept = slice(0 if self._leads else 1, None)
        out[before[kept]] = sources[self.tokens[:-1]][kept]
        return out

    def letters_before(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Return for places in `text` how many letters stand before each."""
        starts = self.tokens[:-1] + np.arange(int(self._leads), len(self.tokens) - 1 + self._leads)
        tokens = np.maximum(np.searchsorted(starts, places, side="right") - 1, 0)
        # A space after a token has all letters of the token before it; one before the first token has none.
        letters: npt.NDArray[np.intp] = np.clip(
            places - starts[tokens] + self.tokens[tokens], 0, self.tokens[tokens + 1]
        )
        return letters

    def text_from(self, letter: int, most: int) -> str:
        """Return at most `most` characters of `text` that begin after the letter before `letter`."""
        points = self.letters[letter : letter + most].tolist()
        after = " " * (self._trails and letter + most > len(self.letters))
        return ("".join(" " * (point >= FIRST) + chr(point & FOLD) for point in points) + after)[:most]

    def source(self, letter: int) -> int:
        """Return where in the original stands what a letter is made of."""
        token = int(np.searchsorted(self.tokens, letter, side="right")) - 1
        place = int(self._places[token] + letter - self.tokens[token])
        return place if self._sources is None else int(self._sources[place])

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original that the name with the letters `[start, end)` covers."""
        (first,), (stop,) = self.original_ranges(np.array([start]), np.array([end]))
        return int(first), int(stop)

    def original_ranges(
        self, starts: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Return the `original_range` of many names at a time."""
        firsts, stops = self._sources_of(starts), self._sources_of(ends - 1) + 1
        if self._sources is not None:
            # Only here something may stand in the original that is not visible.
            visible = np.append(self._sources, len(self.original))
            following = visible[np.searchsorted(visible, stops)]
            for number in np.flatnonzero(following > stops).tolist():
                stops[number] = self._end_of_letter(int(stops[number]), int(following[number]))
        return firsts, stops

    def _sources_of(self, letters: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        tokens = np.searchsorted(self.tokens, letters, side="right") - 1
        places = self._places[tokens] + letters - self.tokens[tokens]
        return places if self._sources is None else self._sources[places]

    def _end_of_letter(self, stop: int, following: int) -> int:
        """Return where a letter ends that seems to at `stop`: its marks belong to it, though they are not visible."""
        while stop < following and _continues_letter(self.original[stop]):
            stop += 1
        return stop

    def _length(self) -> int:
        return len(self.letters) + len(self.tokens) - 2 + self._leads + self._trails

    def _letter_places(self) -> npt.NDArray[np.intp]:
        """Return where each letter stands in `text`."""
        shifts = np.arange(int(self._leads), len(self.tokens) - 1 + self._leads)
        return np.arange(len(self.letters)) + np.repeat(shifts, np.diff(self.tokens))


def fold(original: str) -> FoldedText:
    """Fold `original`; any string is accepted, lone surrogates included.

    It takes about 30 bytes of memory for each code point.
    """
    points = np.frombuffer(original.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)
    forms = CHARACTERS.forms_of(points)
    marks = np.bitwise_or.reduce(forms)  # what occurs at all: most texts have little of it
    sources = None
    if marks & MELTS:
        # A mark that melts is mostly an accent, hence ignored; the others are found by their place in Unicode.
        forms = _melt(original, points, forms)
        marks = np.bitwise_or.reduce(forms)
    if marks & IGNORED:
        sources = np.flatnonzero(forms & IGNORED == 0)
        forms = forms[sources]
    if not len(forms):
        return FoldedText(original)
    if marks & HYPHEN:
        forms = _join_hyphens(forms)
    if marks & EXPANDS:
        forms, sources = _expand(forms, sources)
    return FoldedText(original, forms, (forms >> CLASS_SHIFT & 3).astype(np.uint8), sources, int(marks))


def fold_name(name: str) -> str:
    """Return the form in which `name` is searched for; empty when it has no letter or digit."""
    return bound(fold(name).text)


def bound(folded: str) -> str:
    """Give a folded name the spaces at its ends that make it a whole word, and no others."""
    name = folded.strip(" ")
    if not any(char.isalnum() for char in name):
        return ""
    first, last = _edge_kind(name[0]), _edge_kind(name[-1])
    before = " " if first in (Kind.WORD, Kind.HANGUL) else ""
    after = " " if last is Kind.WORD else ""
    return f"{before}{name}{after}"


def _continues_letter(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"  # Hangul vowels and finals


def _edge_kind(char: str) -> Kind:
    return Kind.WORD if char.isascii() and char.isalnum() else kind_of(char)


def _melt(original: str, points: npt.NDArray[np.uint32], forms: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Compose letters and marks that make another letter; what is left over of each cluster is ignored."""
    for cluster in _MELTING.finditer(original):
        composed = unicodedata.normalize("NFC", cluster[0])
        if len(composed) >= len(cluster[0]):
            continue
        start, end = cluster.start(), cluster.start() + len(composed)
        forms[start:end] = CHARACTERS.forms_of(np.array([ord(char) for char in composed], np.uint32))
        forms[end : cluster.end()] = IGNORED
    return forms


def _join_hyphens(forms: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Make hyphens inside compounds spaces; the others ("Texas - and") stay punctuation."""
    hyphens = np.flatnonzero(forms & HYPHEN != 0)
    last = len(forms) - 1
    before = np.where(hyphens > 0, forms[hyphens - 1], 0)
    after = np.where(hyphens < last, forms[np.minimum(hyphens + 1, last)], 0)
    # Wrapped plain text breaks a line after a hyphen.
    inside = _joins(before) & (_joins(after) | (after & FOLD == ord("\n")))
    forms[hyphens[inside]] = ord(" ")
    return forms


def _joins(forms: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    joins: npt.NDArray[np.bool_] = (forms & CLASS != SPACE_CLASS) & (forms & HYPHEN == 0)
    return joins


def _expand(
    forms: npt.NDArray[np.uint32], sources: npt.NDArray[np.intp] | None
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.intp] | None]:
    """Put the characters of a fold of several one after the other."""
    long = np.flatnonzero(forms & EXPANDS != 0)
    if not len(long):
        return forms, sources
    folds, lengths = CHARACTERS.expand(forms[long] & np.uint32(FOLD))
    counts = np.ones(len(forms), np.intp)
    counts[long] = lengths
    sources = np.repeat(np.arange(len(forms)) if sources is None else sources, counts)
    forms = np.repeat(forms, counts)
    parts = np.flatnonzero(forms & EXPANDS != 0)
    forms[parts] = (forms[parts] & ~np.uint32(FOLD | EXPANDS)) | folds
    return forms, sources
