"""Longer names around doubtful toponyms, which do not mean the place: "Washington Times", "Sinaloa cartel".

Wrapped text breaks its lines anywhere, so a name goes on over the end of a line, but not of a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter

from storymap.geoparsing.toponym import Toponym
from storymap.limits import LONGEST_NAME
from storymap.matching.one_line import on_one_line

_MOST_NAMES = 10
_LONGEST = 6  # words before, and after
_REACH = 60  # code points before, and after
_LOWER_CASE_NOUNS = ("cartel", "gang", "bridge", "brigade")
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")
_FUNCTION_WORDS = ("the", "a", "an", "in", "at", "but", "and")


def longer_names(text: str, toponyms: list[Toponym]) -> tuple[str, ...]:
    """Return the longer names around toponyms, each on one line, the most frequent first."""
    found: Counter[str] = Counter()
    for toponym in toponyms:
        name = _longer_name(text, toponym)
        if name != on_one_line(text[toponym.start : toponym.end]) and len(name) <= LONGEST_NAME:
            found[name] += 1
    return tuple(name for name, _ in found.most_common(_MOST_NAMES))


def _longer_name(text: str, toponym: Toponym) -> str:
    """Return the capitalised words around a toponym with it, and the small noun after it that says an organisation."""
    before = _words_before(text[max(0, toponym.start - _REACH) : toponym.start])
    after = _words_after(text[toponym.end : toponym.end + _REACH])
    return " ".join([*before, on_one_line(text[toponym.start : toponym.end]), *after])


def _words_before(text: str) -> list[str]:
    """Return the capitalised words at the end of a text, without function words at their beginning."""
    paragraph = _PARAGRAPH_END.split(text)[-1]
    if not paragraph[-1:].isspace():
        return []
    words: list[str] = []
    for word in reversed(paragraph.split()[-_LONGEST:]):
        if not word[:1].isupper() or word[-1:] in ',.;:!?"”':
            break
        words.insert(0, word)
    while words and words[0].lower() in _FUNCTION_WORDS:
        words.pop(0)
    return words


def _words_after(text: str) -> list[str]:
    """Return the capitalised words at the beginning of a text, and a small noun of an organisation after them."""
    paragraph = _PARAGRAPH_END.split(text, maxsplit=1)[0]
    if not paragraph[:1].isspace():
        return []
    words: list[str] = []
    for word in paragraph.split()[:_LONGEST]:
        bare = word.rstrip(",.;:!?\"”’'")
        is_noun = bare.lower() in _LOWER_CASE_NOUNS
        if not (bare[:1].isupper() or is_noun):
            break
        words.append(bare.removesuffix("’s").removesuffix("'s"))
        if bare != word or is_noun:
            break
    return words
