"""The forms of a name in languages that decline it: Київ, Києва, у Києві.

`declensions.json` says for each language which endings may stand in the place of the ending that a name has by itself:
the longest of its endings that is listed. These are light rules, for what a reader takes for the same name; what they
do not know is an alias.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from unicodedata import category

from storymap.folding.for_matching import fold_name
from storymap.shipped_files import shipped_text

# Shorter words are too often the beginning of others. In Devanagari vowels are marks on the letters: गया has two, and
# "गये" are those who went.
_SHORTEST = 4
_SHORTEST_WITHOUT_CASE = 3
_MOST_WORDS = 3
_MOST_FORMS = 60
_BETWEEN = re.compile(r"([\s\-‐‑–]+)")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
# A word with such an end, for which its language lists no ending, is not declined: Чикаго, Oslo.
_VOWELS = frozenset("aeiouyáéíóúýäöüõàèìòùąęėįųūāēīıəаеёиоуыэюяіїєўαειουηωάέίόύήώअआइईउऊएऐओऔािीुूेैोौं")


def declines(language: str) -> bool:
    """Say whether names are declined in a language, as far as we know."""
    return bool(_endings(language))


def declined_forms(name: str, language: str) -> Iterator[str]:
    """Yield the forms that `name` may have in a text of a language, without the name itself."""
    endings = _endings(language)
    parts = _BETWEEN.split(name)
    if not endings or len(parts) > 2 * _MOST_WORDS - 1:
        return
    forms = [(part, *_forms(part, endings)) for part in parts]
    for chosen in islice(product(*forms), 1, _MOST_FORMS):
        yield "".join(chosen)


@cache
def endings_of(language: str) -> frozenset[str]:
    """Return all endings that a declined name may have in a language, folded; none where names are not declined."""
    return frozenset(fold_name(ending).strip() for endings in _endings(language).values() for ending in endings)


def _forms(word: str, endings: dict[str, list[str]]) -> Iterator[str]:
    """Yield the forms of a word that begins with a capital, where its script has them; none of a short one."""
    letters = "".join(char for char in word.translate(_APOSTROPHES) if category(char)[0] != "M")
    shortest = _SHORTEST if letters.lower() != letters.upper() else _SHORTEST_WITHOUT_CASE
    if len(letters) < shortest or not letters.isalpha() or word[0].islower():
        return
    ending = next((word[at:] for at in range(1, len(word) + 1) if word[at:] in endings), None)
    if ending is None or (not ending and word[-1] in _VOWELS):
        return
    stem = word.removesuffix(ending)
    for other in endings[ending]:
        if len(stem) + len(other) >= shortest:
            yield stem + other


@cache
def _endings(language: str) -> dict[str, list[str]]:
    data = json.loads(shipped_text(__package__, "declensions.json"))
    base = language.partition("-")[0].lower()
    found: dict[str, list[str]] = data.get("hr" if base == "bs" else base, {})
    return found
