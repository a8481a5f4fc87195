"""The tokens of a text: its words with their positions, and what is between them."""

from __future__ import annotations

import re
import unicodedata

from storymap.gazetteer.lexicon import Lexicon
from storymap.gazetteer.local_names import LocalNames
from storymap.gazetteer.name_keys import UNSEEN, fold_word
from storymap.geoparsing.word_division import WITH_PARTS, divided

# Vowel signs and points of Arabic, Hebrew and Indic letters, and of those made after them, are parts of words.
_MARKS = "\u0591-\u05c7\u064b-\u065f" + "".join(
    mark for mark in map(chr, range(0x0900, 0x1800)) if unicodedata.category(mark) in ("Mn", "Mc")
)
_LETTERS = rf"(?:[^\W\d_]|[{_MARKS}])+"
_LETTERS += f"(?:[{UNSEEN}]+{_LETTERS})*"
# "U.S.", "St." before a name, or letters with apostrophes in them; a hyphen divides words, a digit is none.
_ABBREVIATIONS = r"(?:[A-Z]\.){2,}|W\.Va\.|(?:St|ST|Mt|MT|Ft|FT|Ste|Pt)\.(?=\s?[A-Z])"
_WORD = re.compile(rf"{_ABBREVIATIONS}|{_LETTERS}(?:['’]{_LETTERS})*")
_LONGEST_WORD = 60
LAST_LATIN = "\u024f"
_POSSESSIVE = ("'s", "’s", "'S", "’S")


def has_no_case(word: str) -> bool:
    """Say whether a word is in letters that have no capitals."""
    return word[0].lower() == word[0].upper()


class Tokens:
    """The words of a text, by number.

    `words[i]` is the word as it is written, at code points `starts[i]` to `ends[i]` of the text (a possessive "'s" is
    left out); `folded[i]` is its folded form; `capitalized[i]` says whether it begins with a capital letter (in
    letters that have none, whether a name of the language begins with it), and `upper[i]` whether all its letters are
    capitals. `language` is that of the `names`, which say where words end that are written together.
    """

    __slots__ = ("_lexicon", "capitalized", "ends", "folded", "language", "starts", "text", "upper", "words")

    def __init__(self, text: str, lexicon: Lexicon, language: str = "en", names: LocalNames | None = None) -> None:
        self.text = text
        self.language = language
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        names_begin: set[int] = set()
        folded: dict[int, str] = {}
        for match in _WORD.finditer(text):
            word, (start, end) = match.group(), match.span()
            if word.endswith(_POSSESSIVE) and len(word) > 2:
                word, end = word[:-2], end - 2
            if names is None or (not has_no_case(word) and language not in WITH_PARTS):
                self.words.append(word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD])
                self.starts.append(start)
                self.ends.append(end)
                continue
            for part in divided(word, start, language, names):
                folded[len(self.words)] = part.folded
                if part.is_name:
                    names_begin.add(len(self.words))
                self.words.append(text[part.start : part.end][:_LONGEST_WORD])
                self.starts.append(part.start)
                self.ends.append(part.end)
        self.folded = [fold_word(word) for word in self.words]
        # "d'Ivoire" and "l'Aquila" are names, too.
        self.capitalized = [word[0].isupper() or (word[1:2] in "'’" and word[2:3].isupper()) for word in self.words]
        for number, key in folded.items():
            self.folded[number] = key
        for number in names_begin:
            self.capitalized[number] |= has_no_case(self.words[number])
        self.upper = [
            capital and len(word) > 1 and word.isupper()
            for capital, word in zip(self.capitalized, self.words, strict=True)
        ]
        self._lexicon = lexicon

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, number: int) -> str:
        """Return what is between a word and the next one; a line's end before the first word and after the last."""
        if number < 0 or number + 1 >= len(self.words):
            return "\n"
        return self.text[self.ends[number] : self.starts[number + 1]]

    def marks(self, number: int) -> int:
        """Return the lexicon's marks of a word."""
        return self._lexicon.marks(self.folded[number])
