"""The language of a text that declares none: by its script, then by the n-grams of its words.

The n-grams are those of CLD3, whose data come with it; it is asked window by window, so that a long quotation in
another language is outvoted. A whole book costs what its sample costs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from storymap.gazetteer.lexicon import COMMON_WORD, WORD, open_lexicon
from storymap.reading.article.language.writing_scripts import language_by_letters, languages_of, main_script

if TYPE_CHECKING:
    import gcld3

# A book is not read: characters, in pieces from its beginning to its end.
_LONGEST_SAMPLE = 20_000
_PIECES = 20
_WINDOW = 300
_FEWEST_WORDS = 20
# Repetitions say little.
_FEWEST_DIFFERENT = 10
_FEWEST_TO_DOUBT = 4
_SURE = 0.6
# One language in the main, over which CLD3 divides its probability.
_SURE_OF_FAMILY = 0.4
_CLOSE = (frozenset(("bs", "hr", "sr")), frozenset(("id", "ms")))
_TAGS = {"iw": "he"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Of English text nearly all words are in the lexicon, of German and Danish a quarter.
_ENGLISH_SHARE = 0.5
_SURROGATE = re.compile("[\ud800-\udfff]")


class Recognition(NamedTuple):
    """The `language` (a BCP 47 tag) that a text is taken for.

    `doubtful` is "" where that is sure, else the language that it may be, "und" where none is likely.
    """

    language: str
    doubtful: str = ""


ENGLISH = Recognition("en")
_UNKNOWN = Recognition("en", "und")


def recognise_language(texts: Iterable[str]) -> Recognition:
    """Recognise the language of `texts`, such as an article's blocks.

    Without a sign of another language it is English: a text of names alone, or of none. What is doubtful in Latin
    letters is taken for English, too.
    """
    text = _SURROGATE.sub(" ", _sample("\n".join(texts)))
    script = main_script(text)
    if script == "LATIN":
        return _in_latin_letters(text)
    if not script:
        return _UNKNOWN if any(map(str.isalpha, text)) else ENGLISH
    return _in_other_letters(text, script)


def _sample(text: str) -> str:
    """Return all of a text, or of a long one pieces from its beginning to its end."""
    if len(text) <= _LONGEST_SAMPLE:
        return text
    size = _LONGEST_SAMPLE // _PIECES
    starts = [(len(text) - size) * number // (_PIECES - 1) for number in range(_PIECES)]
    return "\n".join(text[start : start + size] for start in starts)


def _in_latin_letters(text: str) -> Recognition:
    words = _WORD.findall(text)
    # Names say little.
    plain = {word for word in words if word[0].islower()}
    # The lexicon is asked first: a look at words costs a tenth of what their n-grams do.
    if len(plain) < _FEWEST_TO_DOUBT or _are_english(plain):
        return ENGLISH
    language, share = _vote(text)
    if language == "en":
        return ENGLISH
    is_long = len(words) >= _FEWEST_WORDS and len(plain) >= _FEWEST_DIFFERENT
    if share < _SURE:
        return _UNKNOWN
    return Recognition(language) if is_long else Recognition("en", language)


def _are_english(words: set[str]) -> bool:
    marks = open_lexicon().marks
    return sum(bool(marks(word) & (COMMON_WORD | WORD)) for word in words) >= _ENGLISH_SHARE * len(words)


def _in_other_letters(text: str, script: str) -> Recognition:
    """Recognise a language in letters that are not English: the likeliest is nearer than English, even unsure."""
    known = languages_of(script)
    language, share = _vote(text)
    words = _WORD.findall(text)
    is_long = len(words) >= _FEWEST_WORDS and len(set(words)) >= _FEWEST_DIFFERENT
    if language in known and is_long and share >= _SURE:
        return Recognition(language)
    by_letters = language_by_letters(text, script)
    if by_letters:
        return Recognition(by_letters)
    if script == "CJK":
        return Recognition("zh", "zh")
    if not known:
        return _UNKNOWN
    likeliest = language if language in known else known[0]
    return Recognition(likeliest, likeliest)


def _vote(text: str) -> tuple[str, float]:
    """Return the language with most votes of the windows of a text, and its share of them; "" for none."""
    votes: Counter[str] = Counter()
    windows = _windows(text)
    for window in windows:
        found = _detector().FindLanguage(window)
        # A language in the letters of another is not what is meant: "ru-Latn" is what CLD3 sees in odd names.
        if "-Latn" not in found.language and found.language != "und":
            language = _TAGS.get(found.language, found.language)
            is_close = any(language in family for family in _CLOSE) and found.probability >= _SURE_OF_FAMILY
            votes[language] += 1 if is_close else found.probability
    if not votes:
        return "", 0.0
    language = max(votes, key=votes.__getitem__)
    close = next((family for family in _CLOSE if language in family), {language})
    return language, sum(votes[other] for other in close) / len(windows)


def _windows(text: str) -> list[str]:
    number = max(1, len(text) // _WINDOW)
    return [text[len(text) * i // number : len(text) * (i + 1) // number] for i in range(number)]


@lru_cache(maxsize=1)
def _detector() -> gcld3.NNetLanguageIdentifier:
    import gcld3  # the lexicon knows most English texts without it

    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=8 * _WINDOW)
