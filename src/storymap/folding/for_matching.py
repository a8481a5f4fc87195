r"""The rule by which names are found in an article: text folded for matching, with the way back to the original.

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

from storymap.folding.character_tables import COMPOSING_MARKS
from storymap.folding.characters import (
    CAPITAL,
    CHARACTERS,
    CLASS,
    COMPOSES,
    EXPANDS,
    FOLD,
    HANGUL_CLASS,
    HYPHEN,
    IGNORED,
    SPACE_CLASS,
    Kind,
    kind_of,
)

Forms = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int32]

# A letter of a script whose marks make new letters, and up to 30 marks that may do so. Text is NFC as a rule, so this
# seldom finds anything.
_COMPOSING = re.compile(
    f"[^\\x00-\u036f\u1e00-\u1fff][{''.join(f'{chr(first)}-{chr(last)}' for first, last in COMPOSING_MARKS)}]{{1,30}}"
)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text, folded: about seven bytes for each of its code points.

    For each character of `text`, `offsets` says at which code point of the original stands what it is made of, and
    `capitals` whether that is a capital (1 or 0). A space is made of what follows it, and never a capital.
    """

    original: str
    text: str
    offsets: memoryview
    capitals: bytes

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original that `text[start:end]` covers, which has a letter at either end."""
        first, stop = self.offsets[start], self.offsets[end - 1] + 1
        following = self.offsets[end] if end < len(self.text) else len(self.original)
        # Marks of the last letter belong to it, though nothing of them is in the folded text.
        while stop < following and _continues_letter(self.original[stop]):
            stop += 1
        return first, stop


def fold_for_matching(original: str) -> FoldedText:
    """Fold `original`; any string is accepted, lone surrogates included.

    It takes about 30 bytes of memory for each code point while it works.
    """
    points = np.frombuffer(original.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)
    sources = np.arange(len(points), dtype=np.int32)
    forms = CHARACTERS.forms_of(points)
    flags = np.bitwise_or.reduce(forms)  # what occurs at all: most texts have little of it
    if flags & COMPOSES:
        # Such a mark is mostly an accent, hence ignored; the others are found by their place in Unicode.
        forms = _compose(original, forms)
        flags = np.bitwise_or.reduce(forms)
    if flags & IGNORED:
        visible = forms & IGNORED == 0
        forms, sources = forms[visible], sources[visible]
    if flags & HYPHEN:
        forms = _join_hyphens(forms)
    if flags & EXPANDS:
        forms, sources = _expand(forms, sources)
    return _spaced(original, forms, sources)


def fold_name(name: str) -> str:
    """Return the form in which `name` is searched for; empty when it has no letter or digit."""
    return bounded(fold_for_matching(name).text)


def bounded(folded: str) -> str:
    """Give a folded name the spaces at its ends that make it a whole word, and no others."""
    name = folded.strip(" ")
    if not any(map(str.isalnum, name)):
        return ""
    before = " " if edge_kind(name[0]) in (Kind.WORD, Kind.HANGUL) else ""
    after = " " if edge_kind(name[-1]) is Kind.WORD else ""
    return f"{before}{name}{after}"


def edge_kind(char: str) -> Kind:
    """Return the kind of a folded character at the edge of a name or a token."""
    return Kind.WORD if char.isascii() and char.isalnum() else kind_of(char)


def _continues_letter(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"  # Hangul vowels and finals


def _compose(original: str, forms: Forms) -> Forms:
    """Compose letters and marks that make another letter; what is left over of each cluster is ignored."""
    for cluster in _COMPOSING.finditer(original):
        composed = unicodedata.normalize("NFC", cluster[0])
        if len(composed) >= len(cluster[0]):
            continue
        start, end = cluster.start(), cluster.start() + len(composed)
        forms[start:end] = CHARACTERS.forms_of(np.array([ord(char) for char in composed], np.uint32))
        forms[end : cluster.end()] = IGNORED
    return forms


def _join_hyphens(forms: Forms) -> Forms:
    """Make hyphens inside compounds spaces; the others ("Texas - and") stay punctuation."""
    hyphens = np.flatnonzero(forms & HYPHEN != 0)
    last = len(forms) - 1
    before = np.where(hyphens > 0, forms[hyphens - 1], 0)
    after = np.where(hyphens < last, forms[np.minimum(hyphens + 1, last)], 0)
    # Wrapped plain text breaks a line after a hyphen.
    inside = _joins(before) & (_joins(after) | (after & FOLD == ord("\n")))
    forms[hyphens[inside]] = ord(" ")
    return forms


def _joins(forms: Forms) -> npt.NDArray[np.bool_]:
    joins: npt.NDArray[np.bool_] = (forms & CLASS != SPACE_CLASS) & (forms & HYPHEN == 0)
    return joins


def _expand(forms: Forms, sources: Offsets) -> tuple[Forms, Offsets]:
    """Put the characters of a fold of several one after the other."""
    long = np.flatnonzero(forms & EXPANDS != 0)
    if not len(long):
        return forms, sources
    folds, lengths = CHARACTERS.expand(forms[long] & np.uint32(FOLD))
    counts = np.ones(len(forms), np.intp)
    counts[long] = lengths
    forms, sources = np.repeat(forms, counts), np.repeat(sources, counts)
    parts = np.flatnonzero(forms & EXPANDS != 0)
    forms[parts] = (forms[parts] & ~np.uint32(FOLD | EXPANDS)) | folds
    return forms, sources


def _spaced(original: str, forms: Forms, sources: Offsets) -> FoldedText:
    """Set the tokens apart: one space between them, wherever the class of the characters changes."""
    classes = forms & CLASS
    solid = classes != SPACE_CLASS
    stays = solid.copy()  # and the last of each run of spaces
    stays[:-1] |= solid[1:]
    stays[-1:] = True
    if not stays.all():
        forms, sources, classes, solid = forms[stays], sources[stays], classes[stays], solid[stays]
    touching = solid[1:] & solid[:-1] & (classes[1:] != classes[:-1])
    # A letter at the very edge of the text has a space beside it, as if the text were a word.
    needs_space = np.concatenate([classes[:1] >= HANGUL_CLASS, touching, classes[-1:] >= HANGUL_CLASS])
    places = np.arange(len(forms)) + np.cumsum(needs_space[:-1])
    length = len(forms) + np.count_nonzero(needs_space)
    text = np.full(length, ord(" "), np.uint32)
    text[places] = np.where(solid, forms & FOLD, ord(" "))
    capitals = np.zeros(length, np.bool_)
    capitals[places] = forms & CAPITAL != 0
    is_space = text == ord(" ")
    offsets = np.empty(length, np.int32)
    offsets[places] = sources
    offsets[:-1] = np.where(is_space[:-1], offsets[1:], offsets[:-1])
    offsets[-1:][is_space[-1:]] = len(original) if solid.any() else 0
    return FoldedText(
        original, text.astype("<u4", copy=False).tobytes().decode("utf-32-le"), offsets.data, capitals.tobytes()
    )
