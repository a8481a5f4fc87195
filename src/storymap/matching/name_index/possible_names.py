"""Names that an article may hold, of however many there are: those whose words it has, all of them, and in pairs.

Of a million names some hundred are left for an article, and 83,000 for 10 MB full of names. Words without pairs would
leave 219,000 there, and an automaton of them would take one second and 100 MB more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from storymap.folding.characters import Kind
from storymap.folding.folded_text import FoldedText
from storymap.folding.for_matching import bounded, edge_kind, fold_for_matching

LONGEST_NAME = 1000
# A code point that is no character, in spaces so that nothing joins over it.
NOTHING = "\uffff"
SEPARATOR = f" {NOTHING} "
# One name alone costs as much as a page.
_FOLDED_AT_ONCE = 5_000


class PossibleName(NamedTuple):
    """A name of the place with this number: as it is written, and folded, without spaces at its ends.

    `pattern` is the folded name with the spaces that make it a whole word; `capitals` says of each character of
    `folded` whether it is made of a capital (1 or 0).
    """

    owner: int
    written: str
    folded: str
    capitals: bytes

    @property
    def pattern(self) -> str:
        """The form in which the name is searched for; empty when it has no letter or digit."""
        return bounded(self.folded)


def words_of(texts: Iterable[FoldedText]) -> set[str]:
    """Return the words of some texts, what else stands between spaces in them, and each two that are neighbours."""
    words: set[str] = set()
    for folded in texts:
        tokens = folded.text.split()
        words.update(tokens)
        words.update(map(" ".join, pairwise(tokens)))
    return words


def possible_names(names: Iterable[tuple[int, str]], words: Collection[str] | None) -> Iterator[PossibleName]:
    """Yield the names that may stand in texts with these `words`; all names if `words` is None.

    `names` are pairs of a place's number and a string. One that is far too long is left out.
    """
    pairs = (pair for pair in names if len(pair[1]) <= 4 * LONGEST_NAME)
    if words is not None:
        pairs = (pair for pair in pairs if _may_begin(pair[1], words))
    while some := list(islice(pairs, _FOLDED_AT_ONCE)):
        joined = SEPARATOR.join([name for _, name in some])
        if joined.count(NOTHING) >= len(some):
            some = [(owner, name.replace(NOTHING, " ")) for owner, name in some]
            joined = SEPARATOR.join([name for _, name in some])
        yield from _possible(some, fold_for_matching(joined), words)


class FoldedNames:
    """Names that are folded once, for many texts: `possible` asks only those whose first word a text has."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._names = list(possible_names(names, None))
        self._by_first: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, name in enumerate(self._names):
            first = name.folded.split(maxsplit=1)[:1]
            if first and _is_word(first[0][0], first[0][-1]):
                self._by_first.setdefault(first[0], []).append(number)
            else:
                self._always.append(number)

    def possible(self, words: Collection[str] | None) -> Iterator[PossibleName]:
        """Yield what `possible_names` yields, in the same order."""
        if words is None:
            yield from self._names
            return
        numbers = [*self._always, *(number for word in words for number in self._by_first.get(word, ()))]
        for number in sorted(numbers):
            name = self._names[number]
            if _has_words_of(name.folded.split(), words):
                yield name


def _possible(names: list[tuple[int, str]], batch: FoldedText, words: Collection[str] | None) -> Iterator[PossibleName]:
    begin = 0
    for (owner, name), part in zip(names, batch.text.split(NOTHING), strict=True):
        if words is None or _has_words_of(part.split(), words):
            folded = part.strip(" ")
            start = begin + part.startswith(" ")
            yield PossibleName(owner, name, folded, batch.capitals[start : start + len(folded)])
        begin += len(part) + 1


def _may_begin(name: str, words: Collection[str]) -> bool:
    """Say whether texts with these words may hold a name, by its first word: sooner said than folded.

    A word of ASCII letters alone is folded to its small letters, whatever follows it after a space.
    """
    first = name.partition(" ")[0]
    return not (first.isascii() and first.isalpha()) or first.lower() in words


def _has_words_of(tokens: Sequence[str], words: Collection[str]) -> bool:
    before = ""
    for token in tokens:
        is_known = token in words and (not before or f"{before} {token}" in words)
        if not is_known and _is_word(token[0], token[-1]):
            return False
        before = token if _is_word(token[0], token[-1]) else ""
    return True


@cache
def _is_word(first: str, last: str) -> bool:
    """Say whether a token stands in every text as it stands in a name; punctuation and Thai may be a part of more."""
    return edge_kind(first) is Kind.WORD and edge_kind(last) is Kind.WORD
