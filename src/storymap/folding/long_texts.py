"""Texts of any length folded for matching, by whole columns: some ten megabytes a second."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from storymap.folding.characters import (
    CAPITAL,
    CLASS,
    COMPOSES,
    EXPANDS,
    FIRST_EXPANSION,
    FOLD,
    FORMS,
    HANGUL_CLASS,
    HYPHEN,
    IGNORED,
    LAST_CODE_POINT,
    SPACE_CLASS,
)
from storymap.folding.composed_marks import composed_clusters
from storymap.folding.folded_text import FoldedText

Forms = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int32]


class _FormTable:
    """The form of every code point as one column, filled as they are met."""

    def __init__(self) -> None:
        self._forms: Forms = np.zeros(LAST_CODE_POINT + 1, np.uint32)  # 0: not met yet

    def forms_of(self, points: Forms) -> Forms:
        """Return the form of each code point."""
        # Nothing is past the table; to clip is quicker than to look.
        forms = self._forms.take(points, mode="clip")
        if len(forms) and not forms.min():
            # np.unique would import numpy.ma, which takes longer than an article.
            new = np.sort(points[forms == 0])
            for point in new[np.diff(new, prepend=-1) != 0].tolist():
                self._forms[point] = FORMS[chr(point)]
            forms = self._forms[points]
        return forms


_TABLE = _FormTable()


def fold_long(original: str) -> FoldedText:
    """Fold a text; it takes about 30 bytes of memory for each code point while it works."""
    points = np.frombuffer(original.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)
    sources = np.arange(len(points), dtype=np.int32)
    forms = _TABLE.forms_of(points)
    flags = np.bitwise_or.reduce(forms)  # what occurs at all: most texts have little of it
    if flags & COMPOSES:
        # Such a mark is mostly an accent, hence ignored; the others are found by their place in Unicode.
        for start, end, composed in composed_clusters(original):
            middle = start + len(composed)
            forms[start:middle] = [FORMS[char] for char in composed]
            forms[middle:end] = IGNORED
        flags = np.bitwise_or.reduce(forms)
    if flags & IGNORED:
        visible = forms & IGNORED == 0
        forms, sources = forms[visible], sources[visible]
    if flags & HYPHEN:
        forms = _join_hyphens(forms)
    if flags & EXPANDS:
        forms, sources = _expand(forms, sources)
    return _spaced(original, forms, sources)


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
    rows = np.array(FORMS.expansions, np.uint32)[(forms[long] & np.uint32(FOLD)) - FIRST_EXPANSION]
    folds, lengths = rows[rows > 0], np.count_nonzero(rows, axis=1)
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
