"""Words of a text with their places in it, and what is between them."""

from __future__ import annotations

import re

from storymap.gazetteer.lexicon import Lexicon
from storymap.gazetteer.name_keys import fold_word

# "U.S.", "St." before a name, or letters with apostrophes in them; a hyphen divides words, a digit is none.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|W\.Va\.|(?:St|Mt|Ft|Ste|Pt)\.(?=\s?[A-Z])|[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST_WORD = 60
_POSSESSIVE = ("'s", "’s", "'S", "’S")


class Tokens:
    """The words of a text, one list for each thing that is asked of them.

    `words[i]` is the word as it stands, at code points `starts[i]` to `ends[i]` of the text (a possessive "'s" is left
    out); `low[i]` is its folded form; `capital[i]` says whether it begins with a capital letter.
    """

    __slots__ = ("_lexicon", "_marks", "capital", "ends", "low", "starts", "text", "upper", "words")

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
        self.low = [fold_word(word) for word in self.words]
        # "d'Ivoire" and "l'Aquila" are names, too.
        self.capital = [word[0].isupper() or (word[1:2] in "'’" and word[2:3].isupper()) for word in self.words]
        self.upper = [
            cap and len(word) > 1 and word.isupper() for cap, word in zip(self.capital, self.words, strict=True)
        ]
        self._lexicon = lexicon
        self._marks: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, number: int) -> str:
        """Return what stands between a word and the next one; a line's end before the first and after the last."""
        if number < 0 or number + 1 >= len(self.words):
            return "\n"
        return self.text[self.ends[number] : self.starts[number + 1]]

    def marks(self, number: int) -> int:
        """Return the lexicon's marks of a word."""
        return self._lexicon.marks(self.low[number])
