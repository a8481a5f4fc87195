r"""Folded text: what names are compared in, with the way back to the original.

Folded text consists of tokens (words, runs of punctuation) set apart by single spaces, whatever stood between
them in the original. "Port-au-Prince", "PORT AU PRINCE" and "Port au\nPrince" are all " port au prince ", and
"Laredo,Texas" is " laredo , texas ". So plain string search for a folded name, with a space at either end,
finds whole words only. Scripts without spaces between words get no spaces; Hangul only before a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storymap.matching.characters import CHARACTERS, LAST_CODE_POINT, LONGEST_FOLD, Kind, kind_of

# A letter of a script whose marks make new letters (й, が, Hangul jamo, Indic signs), and up to 30 marks that
# may melt into it. Text is NFC as a rule, so this seldom finds anything.
_MELTING = re.compile(
    "[^\\x00-\u036f\u1e00-\u1fff]"
    "[\u0300-\u030f\u0323-\u0328\u0653-\u0655\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6"
    "\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e\u1161-\u1175\u11a8-\u11c2\u1b35\u3099\u309a]{1,30}"
)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Folded `text`; `offsets[i]` is where in `original` stands what `text[i]` is made of."""

    original: str
    text: str
    offsets: npt.NDArray[np.int32]

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return the range `[start, end)` of the folded text without a space at either end."""
        return start + (self.text[start] == " "), end - (self.text[end - 1] == " ")

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original that the name at `[start, end)` of the folded text covers."""
        first, last = self.trim(start, end)
        stop = int(self.offsets[last - 1]) + 1
        following = int(self.offsets[last]) if last < len(self.text) else len(self.original)
        # The marks of the last letter belong to it, though they are not in the folded text.
        while stop < following and _continues_letter(self.original[stop]):
            stop += 1
        return int(self.offsets[first]), stop


def fold(original: str) -> FoldedText:
    """Fold `original`; any string is accepted, lone surrogates included.

    It takes about 25 bytes of memory for each code point.
    """
    points, kept = _visible(original)
    if not len(points):
        return FoldedText(original, "", np.empty(0, np.int32))
    kinds = CHARACTERS.kinds_of(points)
    _join_hyphens(points, kinds)

    solid = np.flatnonzero(kinds != Kind.SPACE)
    if not len(solid):
        return FoldedText(original, " ", np.zeros(1, np.int32))
    solid_kinds = kinds[solid]
    edges = _edges(solid, solid_kinds, len(points))
    folds = CHARACTERS.folds[points[solid]]
    sources = solid if kept is None else kept[solid]

    # Each character that is no space gives its fold, with one space before it where a token begins.
    counts = edges[:-1].astype(np.intp) + 1
    expanded = np.flatnonzero(folds > LAST_CODE_POINT)
    if len(expanded):
        rows, lengths = CHARACTERS.expand(folds[expanded])
        counts[expanded] += lengths - 1
    ends = np.cumsum(counts)
    out = np.full(int(ends[-1]) + int(edges[-1]), ord(" "), np.uint32)
    if len(expanded):
        simple = np.flatnonzero(folds <= LAST_CODE_POINT)
        out[ends[simple] - 1] = folds[simple]
        for i in range(LONGEST_FOLD):
            present = i < lengths
            out[(ends[expanded] - lengths + i)[present]] = rows[present, i]
    else:
        out[ends - 1] = folds
    offsets = np.repeat(sources.astype(np.int32), counts)
    if edges[-1]:
        offsets = np.append(offsets, np.int32(len(original)))
    return FoldedText(original, out.astype("<u4", copy=False).tobytes().decode("utf-32-le"), offsets)


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


def _visible(original: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.intp] | None]:
    """Return the code points that count, and their offsets (None when all do)."""
    points = np.frombuffer(original.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)
    ignored = CHARACTERS.kinds_of(points) == Kind.IGNORED
    # A mark that melts is mostly an accent, hence ignored; the others are found by their place in Unicode.
    if not original.isascii():
        points, ignored = _melt(original, points, ignored)
    if not ignored.any():
        return points, None
    kept = np.flatnonzero(~ignored)
    return points[kept], kept


def _melt(
    original: str, points: npt.NDArray[np.uint32], ignored: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.bool_]]:
    """Compose letters and marks that make another letter; what is left over of each cluster is ignored."""
    copied = False
    for cluster in _MELTING.finditer(original):
        composed = unicodedata.normalize("NFC", cluster[0])
        if len(composed) >= len(cluster[0]):
            continue
        if not copied:
            points, copied = points.copy(), True
        start = cluster.start()
        points[start : start + len(composed)] = [ord(char) for char in composed]
        ignored[start : start + len(composed)] = (
            CHARACTERS.kinds_of(points[start : start + len(composed)]) == Kind.IGNORED
        )
        ignored[start + len(composed) : cluster.end()] = True
    return points, ignored


def _join_hyphens(points: npt.NDArray[np.uint32], kinds: npt.NDArray[np.uint8]) -> None:
    """Change the `kinds` of hyphens: to spaces inside compounds, else ("Texas - and") to punctuation."""
    hyphens = np.flatnonzero(kinds == Kind.HYPHEN)
    if not len(hyphens):
        return
    around = np.concatenate(([Kind.SPACE], kinds, [Kind.SPACE]))
    before, after = around[hyphens], around[hyphens + 2]
    # Wrapped plain text breaks a line after a hyphen.
    wrapped = np.append(points, 0)[hyphens + 1] == ord("\n")
    inside = (before > Kind.HYPHEN) & ((after > Kind.HYPHEN) | wrapped)
    kinds[hyphens] = np.where(inside, Kind.SPACE, Kind.OTHER)


def _edges(solid: npt.NDArray[np.intp], kinds: npt.NDArray[np.uint8], length: int) -> npt.NDArray[np.bool_]:
    """Say for each visible character, and for the end of the text, whether a space is put before it."""
    edges = np.empty(len(solid) + 1, np.bool_)
    gaps = np.diff(solid) > 1
    parts = (kinds[1:] != kinds[:-1]) & ((kinds[1:] >= Kind.HANGUL) | (kinds[:-1] >= Kind.HANGUL))
    edges[1:-1] = gaps | parts
    edges[0] = solid[0] > 0 or kinds[0] >= Kind.HANGUL
    edges[-1] = solid[-1] < length - 1 or kinds[-1] >= Kind.HANGUL
    return edges
