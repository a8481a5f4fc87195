"""Where the words that an annotation quotes stand in an article: by the words first, by their position second.

Positions count what another program saw: UTF-16 units or code points, in the file as it was written, or in the text as
it was shown. So a position only chooses between the places where the words stand. Spaces, line ends, quotation marks
and dashes may differ.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from storymap.errors import Problem, StorymapError
from storymap.exchange.plain_text import PlainText
from storymap.limits import MOST_QUOTE_STEPS
from storymap.model import Article
from storymap.reading.text import normalise

CONTEXT = 32  # code points: as much as is compared on each side
_MOST_COMPARED = 200  # places where the words stand, those nearest to the position
_SAME = str.maketrans("’‘‛“”„‟«»–—‑", '\'\'\'""""""---')
_LETTER = re.compile(r"[^\W_]?[^\w\s\x00-\x7f]+|.", re.DOTALL)  # a letter with its accents
_STEPS_OF_PLACE = 50  # code points that are passed over in the time that one place takes
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that an annotation is about, what stands before and after them, and where they begin, if that is said.

    `position` counts code points or UTF-16 units, in whichever text.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    position: int | None = None


class QuotedText:
    """An article in which quotes are looked for; `written` is its file as text, or "" where there is none.

    Raises StorymapError where annotations quote so much of a long text that it would take minutes.
    """

    def __init__(self, article: Article, written: str, name: str) -> None:
        self._plain = PlainText(article)
        self._name = name
        self._shown = _Squeezed(self._plain.text)
        self._written = _Squeezed(written) if written else None
        self._steps = 0

    def find(self, quote: Quote) -> tuple[int, int, int] | None:
        """Return the block of a quote and its range there (code points); None where it does not stand in one block."""
        words = squeezed(quote.exact)
        found = self._places(words, self._shown)
        if not found:
            return None
        at = self._best(words, quote, found)
        return self._plain.in_block(*self._shown.original(at, at + len(words)))

    def _places(self, words: str, text: _Squeezed) -> Sequence[int]:
        if words not in text.found:
            self._steps += len(text.text) + _STEPS_OF_PLACE * len(text.places(words))
            if self._steps > MOST_QUOTE_STEPS:
                what = "it quotes more words than can be looked for in so long a text"
                raise StorymapError(Problem(self._name, what, "import a part of both"))
        return text.places(words)

    def _best(self, words: str, quote: Quote, found: Sequence[int]) -> int:
        context = squeezed(quote.prefix, edges=True)[-CONTEXT:], squeezed(quote.suffix, edges=True)[:CONTEXT]
        counted = self._counted(words, quote, context)
        if counted is None:
            whole = self._written or self._shown
            return self._nearest(words, context, self._scaled(quote.position or 0, whole), found)
        text, at = counted
        if text is self._shown:
            return at
        same = self._places(words, text)
        number = bisect_left(same, at)
        if len(same) == len(found) and list(same[number : number + 1]) == [at]:
            return found[number]
        return self._nearest(words, text.around(at, len(words)), self._scaled(at, text), found)

    def _scaled(self, position: int, text: _Squeezed) -> int:
        return position * len(self._shown.text) // max(1, len(text.text))

    def _nearest(self, words: str, context: tuple[str, str], guess: int, found: Sequence[int]) -> int:
        near = bisect_left(found, guess)
        some = found[max(0, near - _MOST_COMPARED) : near + _MOST_COMPARED]
        return max(some, key=lambda at: (_agreement(self._shown.around(at, len(words)), context), -abs(at - guess)))

    def _counted(self, words: str, quote: Quote, context: tuple[str, str]) -> tuple[_Squeezed, int] | None:
        """Return the text that the position counts in, and where the words begin there; None if they do not."""
        if quote.position is None:
            return None
        texts = [text for text in (self._written, self._shown) if text is not None]
        begins = [
            (text, at) for text in texts for at in text.counted(quote.position) if text.text.startswith(words, at)
        ]
        return max(begins, key=lambda one: _agreement(one[0].around(one[1], len(words)), context), default=None)


def squeezed(text: str, *, edges: bool = False) -> str:
    """Return text as quotes are compared: NFC, one space for white space, plain marks; `edges` keeps spaces there."""
    line = re.sub(r"\s+", " ", normalise(text)).translate(_SAME)
    return line if edges else line.strip()


class _Squeezed:
    """A text as quotes are compared, and where each of its characters stood."""

    def __init__(self, original: str) -> None:
        parts: list[str] = []
        self._offsets = array("q")
        is_normal = normalise(original) == original
        for match in re.finditer(r"\s+|\S+", original):
            if match[0].isspace():
                parts.append(" ")
                self._offsets.append(match.start())
            elif is_normal:
                parts.append(match[0])
                self._offsets.extend(range(*match.span()))
            else:
                for letter in _LETTER.finditer(original, *match.span()):
                    parts.append(became := normalise(letter[0]))
                    self._offsets.extend([letter.start()] * len(became))
        self.text = "".join(parts).translate(_SAME)
        self._length = len(original)
        self._astral = [found.start() + number for number, found in enumerate(_ASTRAL.finditer(original))]
        self.found: dict[str, Sequence[int]] = {}

    def places(self, words: str) -> Sequence[int]:
        """Return where the words stand, in order and without overlaps."""
        if words not in self.found:
            places = array("q")
            at = self.text.find(words) if words else -1
            while at >= 0:
                places.append(at)
                at = self.text.find(words, at + len(words))
            self.found[words] = places
        return self.found[words]

    def counted(self, position: int) -> list[int]:
        """Return where a position of the original stands, as code points and as UTF-16 units."""
        points = bisect_left(self._offsets, position)
        units = bisect_left(self._offsets, position - bisect_left(self._astral, position)) if self._astral else points
        # A quote may begin with a space, which is not looked for.
        return [at + (self.text[at : at + 1] == " ") for at in dict.fromkeys((units, points))]

    def around(self, at: int, length: int) -> tuple[str, str]:
        """Return what stands before and after a range of the text."""
        return self.text[max(0, at - CONTEXT) : at], self.text[at + length : at + length + CONTEXT]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original that became a range of the text."""
        return self._offsets[start], self._offsets[end] if end < len(self._offsets) else self._length


def _agreement(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Return how many characters on both sides are the same, from the words outwards."""
    return _common(one[0][::-1], other[0][::-1]) + _common(one[1], other[1])


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
