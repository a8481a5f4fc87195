"""Texts folded for matching character by character, as `long_texts` folds them by columns: a test holds both to one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

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
    SPACE_CLASS,
)
from storymap.folding.composed_marks import composed_clusters
from storymap.folding.folded_text import FoldedText


def fold_short(original: str) -> FoldedText:
    """Fold a text."""
    forms = [FORMS[char] for char in original]
    flags = reduce(or_, forms, 0)  # what occurs at all: most texts have little of it
    if flags & COMPOSES:
        for start, end, composed in composed_clusters(original):
            forms[start:end] = [*(FORMS[char] for char in composed), *[IGNORED] * (end - start - len(composed))]
        flags = reduce(or_, forms, 0)
    sources: Iterable[int] = range(len(forms))
    if flags & IGNORED:
        sources = [at for at, form in enumerate(forms) if not form & IGNORED]
        forms = [form for form in forms if not form & IGNORED]
    if flags & HYPHEN:
        forms = _join_hyphens(forms)
    if flags & EXPANDS:
        expanded = list(_expand(forms, sources))
        forms, sources = [form for form, _ in expanded], [source for _, source in expanded]
    return _spaced(original, forms, sources)


def _join_hyphens(forms: list[int]) -> list[int]:
    """Make hyphens inside compounds spaces; the others ("Texas - and") stay punctuation."""
    around = zip([0, *forms], forms, [*forms[1:], 0], strict=False)
    return [
        # Wrapped plain text breaks a line after a hyphen.
        ord(" ") if form & HYPHEN and _joins(before) and (_joins(after) or after & FOLD == ord("\n")) else form
        for before, form, after in around
    ]


def _joins(form: int) -> bool:
    return form & CLASS != SPACE_CLASS and not form & HYPHEN


def _expand(forms: Iterable[int], sources: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield forms and sources with the characters of a fold of several one after the other."""
    for form, source in zip(forms, sources, strict=True):
        if not form & EXPANDS:
            yield form, source
            continue
        for point in FORMS.expansions[(form & FOLD) - FIRST_EXPANSION]:
            if point:
                yield form & ~(FOLD | EXPANDS) | point, source


def _spaced(original: str, forms: Iterable[int], sources: Iterable[int]) -> FoldedText:
    """Set the tokens apart: one space between them, wherever the class of the characters changes."""
    points: list[int] = []
    offsets = array("i")
    capitals = bytearray()
    before = SPACE_CLASS
    # A letter at the very edge of the text has a space beside it, as if the text were a word.
    is_apart, is_first = False, True
    for form, source in zip(forms, sources, strict=True):
        kind = form & CLASS
        if kind == SPACE_CLASS:
            is_apart = True
            continue
        if is_apart or (kind >= HANGUL_CLASS if is_first else kind != before):
            points.append(ord(" "))
            offsets.append(source)
            capitals.append(0)
        points.append(form & FOLD)
        offsets.append(source)
        capitals.append(form & CAPITAL != 0)
        before, is_apart, is_first = kind, False, False
    if is_apart or before >= HANGUL_CLASS:
        points.append(ord(" "))
        offsets.append(0 if is_first else len(original))
        capitals.append(0)
    return FoldedText(original, "".join(map(chr, points)), memoryview(offsets), bytes(capitals))
