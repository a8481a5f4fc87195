"""The lexicon: English words and people's names, as evidence that a name is not a place."""

from __future__ import annotations

from functools import lru_cache

from storymap.gazetteer.hash_table import HashTable
from storymap.gazetteer.pack import read_pack

# Marks of a folded word are bits: several can hold at once. COMMON_WORD is among the few thousand commonest.
COMMON_WORD, WORD, RARE_WORD = 1, 2, 4
FIRST, COMMON_FIRST = 8, 16
SURNAME, COMMON_SURNAME, VERY_COMMON_SURNAME = 32, 64, 128

WORD_BITS = 12  # of the buckets of the packed table


class Lexicon:
    """The marks of words. One lexicon is enough for a process: `open_lexicon` returns it."""

    def __init__(self, pack: dict[str, memoryview]) -> None:
        self._table = HashTable(pack["starts"], pack["tails"], pack["values"], 1, WORD_BITS)
        self.marks = lru_cache(maxsize=16384)(self._marks)

    def _marks(self, word: str) -> int:
        """Return the marks of a folded word, 0 for an unknown one."""
        found = self._table.find(word)
        return found[0] if found else 0


@lru_cache(maxsize=1)
def open_lexicon() -> Lexicon:
    """Return the lexicon that ships with the package."""
    return Lexicon(read_pack("lexicon.bin"))
