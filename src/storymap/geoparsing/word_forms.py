"""What stands in a text for a word of a name: a declined form, or the word with another written together with it.

The rules are those by which `build` finds names (`declensions.json` and `prefixes.json` of `matching`), read backwards:
from the form to the words that it may be a form of. All words are folded as the gazetteer's keys are.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any

from storymap.gazetteer.name_keys import fold_word, name_key
from storymap.shipped_files import shipped_text

_SHORTEST = 4  # letters of a declined form; shorter words are too often the beginning of others
_SHORTEST_WITHOUT_CASE = 3
_SHORTEST_IN_HANGUL = 2
_MOST_FORMS = 200
_BETWEEN = re.compile(r"([\s\-‐‑–]+)")
_DATA = "storymap.matching.name_index"
# Forms that only names in running text have, beside the declensions: "Deutschlands".
_GENITIVES = {"de": ("s",), "nl": ("s",), "sv": ("s",)}
_HALF_MOON, _DOT = "\u0901", "\u0902"  # Hindi writes the one for the other
_ARTICLE = "ال"
# What is written together with a noun in Korean, the longest first.
_PARTICLES = (
    "에서는", "에서도", "에서의", "으로는", "에서", "에게", "까지", "부터", "으로", "에는", "에도", "에선", "이나",
    "처럼", "보다", "에", "은", "는", "이", "가", "을", "를", "의", "로", "와", "과", "도", "만", "시", "군",
)  # fmt: skip


@lru_cache(maxsize=65536)
def base_forms(word: str, language: str) -> tuple[str, ...]:
    """Return the words that a folded word of a text may be a form of, itself first."""
    return (word, *dict.fromkeys(base for base in _bases(word, language) if base != word))


def _bases(word: str, language: str) -> Iterator[str]:
    shortest = _SHORTEST if word.lower() != word.upper() else _SHORTEST_WITHOUT_CASE
    if len(word) < shortest:
        return
    if _HALF_MOON in word:
        yield word.replace(_HALF_MOON, _DOT)
    for ending in _GENITIVES.get(language, ()):
        if word.endswith(ending) and len(word) > shortest + 1:
            yield word.removesuffix(ending)
    yield from (base for base in _rules(language, folded=True).bases(word) if len(base) >= shortest - 1)


def base_name(surface: str, key: str, language: str) -> str:
    """Return the words of a text as the name with a key is written that they are a form of: "Москва" for "Москве"."""
    if language == "ar" and name_key(f"ا{surface}") == key:
        return f"ا{surface}"  # after "ل" the article is not written whole
    rules = _rules(language, folded=False)
    parts = [(part, *rules.bases(part)) for part in _BETWEEN.split(surface)]
    names = map("".join, islice(product(*parts), _MOST_FORMS))
    return next((name for name in names if name_key(name) == key), surface)


class _Rules:
    """The declensions of a language. `endings_of_form` is from the ending of a form to those of the base."""

    def __init__(self, declensions: dict[str, list[str]]) -> None:
        self._endings = frozenset(declensions)
        self.endings_of_form: dict[str, list[str]] = defaultdict(list)
        for ending, forms in declensions.items():
            for form in forms:
                if ending not in self.endings_of_form[form]:
                    self.endings_of_form[form].append(ending)
        self.longest = max(map(len, self.endings_of_form), default=-1)

    def bases(self, word: str) -> Iterator[str]:
        """Yield the words that a word may be a form of."""
        for length in range(min(len(word), self.longest) + 1):
            form = word[len(word) - length :]
            for ending in self.endings_of_form.get(form, ()):
                base = word.removesuffix(form) + ending
                if self._ending_of(base) == ending:
                    yield base

    def _ending_of(self, base: str) -> str | None:
        """Return the longest ending of a base that is listed."""
        return next((base[at:] for at in range(1, len(base) + 1) if base[at:] in self._endings), None)


@cache
def _rules(language: str, *, folded: bool) -> _Rules:
    data = json.loads(shipped_text(_DATA, "declensions.json")).get(language, {})
    if folded:
        # Folded, two endings may be one: "їв" and "ів".
        both: dict[str, list[str]] = defaultdict(list)
        for ending, forms in data.items():
            both[fold_word(ending)] += map(fold_word, forms)
        data = both
    return _Rules(data)


def prefix_readings(word: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield a word as a prefix and the folded word that it stands before, the shortest prefix first.

    What is left has the article that Arabic does not write whole after "ل".
    """
    known = _prefixes().get(language)
    if known is None or word in known["own_words"]:
        return
    for prefix in sorted(known["before"], key=len):
        rest = word.removeprefix(prefix)
        if rest == word or len(rest) < known["shortest"]:
            continue
        if prefix.endswith("ل") and "article" in known and rest.startswith("ل"):
            yield prefix, fold_word(_ARTICLE + rest[1:])
        yield prefix, fold_word(rest)


@cache
def _prefixes() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(shipped_text(_DATA, "prefixes.json"))
    return data


def particle_readings(word: str) -> Iterator[str]:
    """Yield the particles that a Korean word may end with, the longest first, where two letters or more are before."""
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= _SHORTEST_IN_HANGUL:
            yield particle
