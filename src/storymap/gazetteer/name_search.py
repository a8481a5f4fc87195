"""Search of the gazetteer as one types: by the beginning of a name, or of a word in it, the likeliest places first.

The packed gazetteer has only hashes of its names' keys, so the keys of the proper names are made once: one text with a
line for each place, in which the beginning of a line, or of a word, is looked for. Nothing is sorted: what is found is
ranked by kind and population. Other names of places are found when they are written out.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import islice
from typing import TYPE_CHECKING, Any

from storymap.folding.for_searching import fold_for_searching
from storymap.gazetteer import place_types
from storymap.gazetteer.entries import DEMONYM, PROPER, GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.gazetteer.name_keys import UNSEEN, join_words, name_key
from storymap.limits import LONGEST_NAME

if TYPE_CHECKING:
    import numpy as np

_SHORTEST_INNER = 3  # letters: of fewer no word within a name is looked for
_MOST_LOOKED_AT = 400  # places of one search, the highest ranks
_WHOLE, _INNER, _ALTERNATE = 1.5, -1.2, 1.0  # what counts beside a place's rank
# How well known a place of a kind is, in orders of magnitude of people.
_RANKS = {
    place_types.CONTINENT: 9.0,
    place_types.COUNTRY: 2.0,
    place_types.STATE: -0.8,
    place_types.COUNTY: -1.0,
    place_types.CAPITAL: 1.0,
    place_types.SEAT: 0.3,
    place_types.QUARTER: -0.7,
    place_types.FORMER: -1.5,
    **dict.fromkeys(place_types.NATURAL, 5.5),
    place_types.CUSTOM: 9.0,
}
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_SHORT_WORD = re.compile(r"(?<![^\s])(?:st|mt|ft|ste|pt)(?= \S)")


class NameKeys:
    """The keys of the names of places, a line each, with a rank for each place."""

    def __init__(self, names: Sequence[str], ranks: np.ndarray[Any, Any]) -> None:
        import numpy as np

        self._text = "\n" + joined_keys(names) + "\n"
        ends = np.frombuffer(self._text.encode("utf-32-le", "surrogatepass"), dtype="<u4") == ord("\n")
        self._starts = np.flatnonzero(ends).astype(np.int32)
        self._ranks = ranks

    def find(self, key: str, most: int = _MOST_LOOKED_AT) -> list[tuple[float, int]]:
        """Return the rows whose key begins with this one, or has a word that does, with how well they fit."""
        import numpy as np

        rows = self._rows(f"\n{key}")
        fits = self._ranks[rows]
        if len(rows):
            lengths = self._starts[rows + 1] - self._starts[rows] - 1
            fits = fits + np.where(lengths == len(key), _WHOLE, 0.0)
        if len(key) >= _SHORTEST_INNER:
            inner = self._rows(f" {key}")
            rows = np.concatenate([rows, inner])
            fits = np.concatenate([fits, self._ranks[inner] + _INNER])
        if len(rows) > most:
            best = np.argpartition(-fits, most)[:most]
            rows, fits = rows[best], fits[best]
        return list(zip(fits.tolist(), rows.tolist(), strict=True))

    def _rows(self, wanted: str) -> np.ndarray[Any, Any]:
        import numpy as np

        at = [found.start() for found in re.finditer(re.escape(wanted), self._text)]
        return np.searchsorted(self._starts, np.array(at, dtype=np.int32), side="right") - 1


class NameSearch:
    """Finds places of a gazetteer while their name is typed. What it needs is made when it is first asked."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._tables = lru_cache(maxsize=1)(self._made_tables)

    def prepare(self) -> None:
        """Make what a search needs: a second once, that nobody should wait for while typing."""
        self._tables()

    def find(self, typed: str, most: int = 12) -> list[GazetteerEntry]:
        """Return the places whose name begins with what was typed, or is it, the likeliest first."""
        first, comma, rest = typed[:LONGEST_NAME].partition(",")
        if comma and (within := name_key(rest)):
            inside = (entry for entry in self.find(first, _MOST_LOOKED_AT) if self._lies_in(entry, within))
            return list(islice(inside, most))
        key = _typed_key(first)
        if not key:
            return []
        found: dict[int, tuple[float, GazetteerEntry]] = {}
        for fit, entry in self._found(key, first):
            if entry.number not in found or found[entry.number][0] < fit:
                found[entry.number] = (fit, entry)
        best = nlargest(most, found.values(), key=lambda pair: (pair[0], -pair[1].number))
        return [entry for _, entry in best]

    def _lies_in(self, entry: GazetteerEntry, within: str) -> bool:
        """Return whether what an entry lies in begins with a key."""
        containers = self._gazetteer.full_name(entry).split(", ")[1:]
        return any(name_key(container).startswith(within) for container in containers)

    def _found(self, key: str, typed: str) -> Iterator[tuple[float, GazetteerEntry]]:
        for match in self._gazetteer.lookup(typed, most=_MOST_LOOKED_AT):
            if match.name_type != DEMONYM:
                yield _rank(match.entry) + (_WHOLE if match.name_type == PROPER else _ALTERNATE), match.entry
        for first, names in self._tables():
            for fit, row in names.find(key):
                yield fit, self._gazetteer.entry(first + row)

    def _made_tables(self) -> list[tuple[int, NameKeys]]:
        is_shipped = self._gazetteer.is_over(open_gazetteer())
        shipped = _shipped_tables() if is_shipped else []
        return [*shipped, *_tables(self._gazetteer.name_tables(has_packed=not is_shipped))]


@lru_cache(maxsize=1)
def _shipped_tables() -> list[tuple[int, NameKeys]]:
    """Return the keys of the names that ship: nearly all of the work, and the same for every story of a process."""
    return _tables(open_gazetteer().name_tables())


def _tables(
    named: Iterable[tuple[int, list[str], np.ndarray[Any, Any], np.ndarray[Any, Any]]],
) -> list[tuple[int, NameKeys]]:
    return [(first, NameKeys(names, _ranks(kinds, populations))) for first, names, kinds, populations in named]


def _rank(entry: GazetteerEntry) -> float:
    return math.log10(entry.population + 1) + _RANKS.get(entry.kind, 0.0)


def _ranks(kinds: np.ndarray[Any, Any], populations: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    of_kind = np.array([_RANKS.get(kind, 0.0) for kind in range(len(place_types.LABELS))])
    ranks: np.ndarray[Any, Any] = np.log10(populations + 1.0) + of_kind[kinds]
    return ranks.astype(np.float32)


def _typed_key(typed: str) -> str:
    """Return the key of what was typed so far. A blank at its end is a word that is finished."""
    key = name_key(typed)
    return f"{join_words([*key.split(), 'x'])[:-1]}" if key and typed[-1:].isspace() else key


def joined_keys(names: Sequence[str]) -> str:
    """Return the keys of names (see `name_key`), a line each: all at once, which takes a tenth of the time."""
    text = "\n".join(names).lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        marks = "".join(character for character in set(text) if unicodedata.combining(character))
        text = re.sub(f"[{re.escape(marks)}]+", "", text) if marks else text
    for character in sorted(set(text)):
        folded = _folded(character)
        if folded != character:
            text = text.replace(character, folded)
    text = _BLANKS.sub(" ", text).replace("\n ", "\n").replace(" \n", "\n").strip(" ")
    return _SHORT_WORD.sub(lambda match: join_words([match[0], "x"])[:-2], text)


def _folded(character: str) -> str:
    """Return what becomes of a letter in the middle of a name."""
    if character == "\n" or character in UNSEEN:
        return "" if character in UNSEEN else character
    if character.isspace():
        return " "
    return name_key(f"a{character}a")[1:-1] if not character.isalnum() else fold_for_searching(character)
