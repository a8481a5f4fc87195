"""The names of a suggested place, as the article spells them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from storymap.folding.for_matching import fold_name
from storymap.gazetteer.name_keys import UNSEEN, name_key
from storymap.limits import MOST_ALIASES
from storymap.matching.one_line import on_one_line

_UNSEEN = str.maketrans(dict.fromkeys(UNSEEN))
_LONGEST_INITIALS = 3  # letters: "USA", but not "ULM"
_ABBREVIATION = re.compile(r"(?:[^\W\d_]+\.)+")


def suggested_names(surfaces: Iterable[str], proper: str, language: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a place and its other names, on one line each.

    `surfaces` are the words that mean the place, in reading order; `proper` is the gazetteer's name, or "". A reader
    finds on the map what stands in the article, so the article's spelling wins. Only where an English article has
    nothing but abbreviations ("Ky.") or capitals ("CADIZ") is the place called as the gazetteer has it.
    """
    written = Counter(on_one_line(surface).translate(_UNSEEN) for surface in surfaces)
    names = [surface for surface, _ in written.most_common()]
    name = _best(names, written, proper, language)
    by_fold = {fold_name(name): name}
    for surface in names:
        by_fold.setdefault(fold_name(surface), surface)
    return name, tuple(by_fold.values())[1 : MOST_ALIASES + 1]


def _best(names: list[str], written: Counter[str], proper: str, language: str) -> str:
    whole = [name for name in names if not _is_abbreviation(name)]
    if not whole:
        return proper if proper and language.partition("-")[0] == "en" else names[0]
    in_small_letters = [name for name in whole if not name.isupper()]
    of_proper = [name for name in in_small_letters if name_key(name) == name_key(proper)]
    if of_proper:
        return of_proper[0]
    if in_small_letters:
        return max(in_small_letters, key=lambda name: (len(name), written[name]))
    longest = max(whole, key=len)
    if any(letter.isdecimal() for letter in longest):
        return longest  # the number of a road: "AP-7"
    if name_key(longest) == name_key(proper):
        return proper
    return longest.title()


def _is_abbreviation(name: str) -> bool:
    """Say whether a name is made of nothing but abbreviations: "Ky.", "U.S.", "W.Va.", "UK"."""
    return all(
        _ABBREVIATION.fullmatch(word) or (word.isupper() and len(word) <= _LONGEST_INITIALS) for word in name.split()
    )
