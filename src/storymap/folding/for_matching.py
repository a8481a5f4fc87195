r"""The rule by which names are found in an article: text folded for matching, with the way back to the original.

Folded text consists of tokens (words, runs of punctuation) set apart by single spaces, whatever stood between
them in the original. "Port-au-Prince", "PORT AU PRINCE" and "Port au\nPrince" are all " port au prince ", and
"Laredo,Texas" is " laredo , texas ". So plain string search for a folded name, with a space at either end,
finds whole words only. Scripts without spaces between words get no spaces; Hangul only before a word.
"""

from __future__ import annotations

from storymap.folding.characters import Kind, kind_of
from storymap.folding.folded_text import FoldedText
from storymap.folding.short_texts import fold_short

_SHORT = 100  # code points: a name is folded before NumPy has begun
_WITHOUT_NUMPY = 30_000  # code points of longer texts in a process: until then NumPy takes longer to load than it saves


class _Folding:
    """Which way is the quicker one: who reads one article does not wait for NumPy, and who reads many has it."""

    def __init__(self) -> None:
        self._left = _WITHOUT_NUMPY

    def fold(self, original: str) -> FoldedText:
        if len(original) > _SHORT:
            self._left -= len(original)
        if len(original) <= _SHORT or self._left >= 0:
            return fold_short(original)
        from storymap.folding.long_texts import fold_long

        return fold_long(original)


_FOLDING = _Folding()


def fold_for_matching(original: str) -> FoldedText:
    """Fold `original`; any string is accepted, lone surrogates included.

    It takes about 30 bytes of memory for each code point of a long text while it works.
    """
    return _FOLDING.fold(original)


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
