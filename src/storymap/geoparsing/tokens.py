"""The tokens of a text: its words with their positions, and what is between them."""

from __future__ import annotations

import re

from storymap.gazetteer.lexicon import Lexicon
from storymap.gazetteer.name_keys import fold_word

# "U.S.", "St." before a name, or letters with apostrophes in them; a hyphen divides words, a digit is none.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|W\.Va\.|(?:St|Mt|Ft|Ste|Pt)\.(?=\s?[A-Z])|[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST_WORD = 60
_POSSESSIVE = ("'s", "’s", "'S", "’S")


class Tokens:
    """The words of a text, by number.

    `words[i]` is the word as it is written, at code points `starts[i]` to `ends[i]` of the text (a possessive "'s" is
    left out); `folded[i]` is its folded form; `capitalized[i]` says whether it begins with a capital letter, and
    `upper[i]` whether all its letters are capitals.
    """

    __slots__ = ("_lexicon", "capitalized", "ends", "folded", "starts", "text", "upper", "words")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(text):
            word, (start, end) = match.group(), match.span()
            if word.endswith(_POSSESSIVE) and len(word) > 2:
                word, end = word[:-2], end - 2
            self.words.append(word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD])
            self.starts.append(start)
            self.ends.append(end)
        self.folded = [fold_word(word) for word in self.words]
        # "d'Ivoire" and "l'Aquila" are names, too.
        self.capitalized = [word[0].isupper() or (word[1:2] in "'’" and word[2:3].isupper()) for word in self.words]
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
