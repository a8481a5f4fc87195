"""Names that a newsroom says are never places: "Jordan", "Nice", "Paris Match"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from storymap.geoparsing.candidates import Candidate
from storymap.geoparsing.tokens import Tokens


def without_never(tokens: Tokens, candidates: list[Candidate], never: Collection[str]) -> list[Candidate]:
    """Return the candidates without those that are, or are a part of, a name that is never a place.

    `never` are name keys. A longer name with one of them in it may be a place: "Jordan Valley".
    """
    by_first: dict[str, list[list[str]]] = defaultdict(list)
    for key in never:
        words = key.split(" ")
        by_first[words[0]].append(words)
    covered = bytearray(len(tokens))
    for number, word in enumerate(tokens.folded):
        for words in by_first.get(word, ()):
            if tokens.folded[number : number + len(words)] == words:
                covered[number : number + len(words)] = b"\1" * len(words)
    return [c for c in candidates if c.key not in never and not all(covered[c.first : c.last])]
