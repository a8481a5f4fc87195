"""The tokens of a text: its words with their positions, and what is between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import accumulate

from storymap.gazetteer.lexicon import Lexicon
from storymap.gazetteer.local_names import LocalNames
from storymap.gazetteer.name_keys import UNSEEN, fold_word
from storymap.geoparsing.word_division import APOSTROPHE, WITH_PARTS, Word, divided

# Vowel signs and points of Arabic, Hebrew and Indic letters, and of those made after them, are parts of words.
_POINTS = "\u0591-\u05c7\u064b-\u065f"
_INDIC = range(0x0900, 0x1800)
# What may follow the first letter of an abbreviation: "U.S.", "W.Va.", "St." before a name.
_ABBREVIATIONS = r"\.(?:(?<=[A-Z]\.)(?:[A-Z]\.)+|(?<=W\.)Va\.)|(?:[tT](?<=[SMF][tT])|te(?<=Ste)|t(?<=Pt))\.(?=\s?[A-Z])"


def _word(first: str, rest: str, letters: str) -> re.Pattern[str]:
    """Return the pattern of a word: its first letter, the others, and those after apostrophes; a hyphen divides.

    It is one group, so that a text which is cut at it keeps its words.
    """
    return re.compile(rf"({first}(?:{_ABBREVIATIONS}|{rest}(?:['’]{letters})*))")


_LETTER = r"[^\W\d_]"
# Most texts have no such signs, and nothing of those scripts: they are read in less time, without the longer pattern.
_PLAIN_WORD = _word(_LETTER, rf"{_LETTER}*+", rf"{_LETTER}++")
_RARE = re.compile(f"[{_POINTS}{chr(_INDIC.start)}-{chr(_INDIC.stop - 1)}{UNSEEN}]")


@cache
def _rare_word() -> re.Pattern[str]:
    marks = _POINTS + "".join(mark for mark in map(chr, _INDIC) if unicodedata.category(mark) in ("Mn", "Mc"))
    run = rf"(?:{_LETTER}++|[{marks}]++)"
    unseen_before_run = rf"(?:[{UNSEEN}]+{run}++)*"
    return _word(rf"(?:{_LETTER}|[{marks}])", rf"{run}*+{unseen_before_run}", rf"{run}++{unseen_before_run}")


_LONGEST_WORD = 60
LAST_LATIN = "\u024f"
Span = tuple[int, int]
_POSSESSIVE = ("'s", "’s", "'S", "’S")


def has_no_case(word: str) -> bool:
    """Say whether a word is in letters that have no capitals."""
    return word[0].lower() == word[0].upper()


class Tokens:
    """The words of a text, by number.

    `words[i]` is the word as it is written, at code points `starts[i]` to `ends[i]` of the text (a possessive "'s" is
    left out); `folded[i]` is its folded form; `capitalized[i]` says whether it begins with a capital letter (in
    letters that have none, whether a name of the language begins with it), and `upper[i]` whether all its letters are
    capitals. `gap(i)` is what is between a word and the next one; a line's end before the first word and after the
    last. `language` is that of the `names`, which say where words end that are written together.
    """

    __slots__ = ("_lexicon", "capitalized", "ends", "folded", "gap", "language", "starts", "text", "upper", "words")

    def __init__(self, text: str, lexicon: Lexicon, language: str = "en", names: LocalNames | None = None) -> None:
        self.text = text
        self.language = language
        # One cut of the whole text, with the words at the odd positions, is quicker than a match for each word.
        pieces = (_rare_word() if not text.isascii() and _RARE.search(text) else _PLAIN_WORD).split(text)
        edges = list(accumulate(map(len, pieces)))
        self.words, self.starts, self.ends = pieces[1::2], edges[:-1:2], edges[1::2]
        gaps = pieces[2::2]
        if any(sign in text for sign in _POSSESSIVE):
            for number in [n for n, word in enumerate(self.words) if word.endswith(_POSSESSIVE) and len(word) > 2]:
                gaps[number] = self.words[number][-2:] + gaps[number]
                self.words[number] = self.words[number][:-2]
                self.ends[number] -= 2
        divided_words: dict[int, Word] = {}
        if names is not None and _may_have_parts(text, self.words, language):
            spans = _with_parts(text, zip(self.starts, self.ends, strict=True), language, names, divided_words)
            self.starts, self.ends = [start for start, _ in spans], [end for _, end in spans]
            self.words = [text[start:end] for start, end in spans]
            gaps = [text[end:start] for end, start in zip(self.ends, [*self.starts[1:], len(text)], strict=True)]
        self.words = [word[:_LONGEST_WORD] for word in self.words]
        forms = [*zip(*map(_form, self.words), strict=True)] or [(), (), ()]
        self.folded: list[str] = list(forms[0])
        self.capitalized: list[bool] = list(forms[1])
        self.upper: list[bool] = list(forms[2])
        for number, part in divided_words.items():
            self.folded[number] = part.folded
            word = self.words[number]
            if part.is_name and has_no_case(word):
                self.capitalized[number] = True
                self.upper[number] = len(word) > 1 and word.isupper()
        # What is before the first word has the number -1, which is the last of a list. Asked for some hundred times.
        self.gap: Callable[[int], str] = [*gaps[:-1], "\n", "\n"].__getitem__
        self._lexicon = lexicon

    def __len__(self) -> int:
        return len(self.words)

    def marks(self, number: int) -> int:
        """Return the lexicon's marks of a word."""
        return self._lexicon.marks(self.folded[number])


def _may_have_parts(text: str, words: list[str], language: str) -> bool:
    """Return whether any of the words of a text may be several that are written together."""
    if language in WITH_PARTS and APOSTROPHE.search(text):
        return True
    return any(map(has_no_case, {word[0] for word in words}))


def _with_parts(
    text: str, spans: Iterable[Span], language: str, names: LocalNames, divided_words: dict[int, Word]
) -> list[Span]:
    """Return the spans of words, those divided that are written together; the `divided_words` are added by number."""
    found: list[Span] = []
    for start, end in spans:
        if not has_no_case(text[start]) and not (language in WITH_PARTS and APOSTROPHE.search(text, start, end)):
            found.append((start, end))
            continue
        for part in divided(text[start:end], start, language, names):
            divided_words[len(found)] = part
            found.append((part.start, part.end))
    return found


@lru_cache(maxsize=32768)
def _form(word: str) -> tuple[str, bool, bool]:
    """Return a word folded, whether it begins with a capital, and whether all its letters are capitals."""
    # "d'Ivoire" and "l'Aquila" are names, too.
    capital = word[0].isupper() or (word[1:2] in "'’" and word[2:3].isupper())
    return fold_word(word), capital, capital and len(word) > 1 and word.isupper()
