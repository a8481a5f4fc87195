"""A block's text cut into whole sentences, with quotations left in one piece."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sentencex

from storymap.matching.quotations import QUOTATION_MARKS, Quotation, quotations

LONGEST_JOINED = 600
_WINDOW = 2_000
# Patterns begin with a set of characters, for which `re` looks several times as fast as for anything else.
_APOSTROPHE = re.compile(r"[’'‘](?<=[^\W_].)(?=[^\W_])")
_LETTER_APOSTROPHE = "ʼ"
_IN_GAP = f"{QUOTATION_MARKS}'\\s"
# A gap that is more than one space between two words, or a space at the very beginning.
_GAP = re.compile(rf"[{_IN_GAP}](?:(?<! )|(?<=\A )|(?=[{_IN_GAP}]))[{_IN_GAP}]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
# All that a bare text has not: marks, white space that is no space, and surrogates.
_NOT_BARE = re.compile(
    f"[{QUOTATION_MARKS}'\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]"
)
_RIGHT_MARKS = frozenset("”’»›」』\"'")
_LANGUAGE = re.compile("[a-z]{2,3}(?![a-z])")


def sentence_ranges(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Cut `text` into sentences: half-open ranges in order, with nothing but white space between them.

    The sentences around a quotation are one if they have at most 600 code points together. `language` is a BCP 47 tag;
    English rules serve for languages that are not known.
    """
    is_bare = not (_NOT_BARE.search(text) or "  " in text or text.startswith(" "))
    quotes = [] if is_bare else quotations(text)
    bare = _BareText(text, [0], [0], [0]) if is_bare else _BareText.of(text)
    starts = _join_quotations([0, *_sentence_starts(text, bare, language, quotes)], len(text), quotes)
    cut = []
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[begin:end]
        if not piece.isspace() and piece:
            cut.append((begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))
    return tuple(cut)


class _BareText(NamedTuple):
    """Text without quotation marks, every gap between words one space; most are that anyway, and are no pieces' ends.

    sentencex does not cut inside a quotation, however long, and takes quadratic time over marks that nothing
    closes. The piece that begins at `places[i]` of `text` began at `begins[i]` of the original, after a gap
    from `gaps[i]`.
    """

    text: str
    places: list[int]
    begins: list[int]
    gaps: list[int]

    @classmethod
    def of(cls, original: str) -> _BareText:
        even = _APOSTROPHE.sub(_LETTER_APOSTROPHE, _SURROGATE.sub("\ufffd", original))
        parts: list[str] = []
        bare = cls("", [0], [0], [0])
        length = begin = 0
        for gap in _GAP.finditer(even):
            piece = even[begin : gap.start()]
            space = " " if piece and any(map(str.isspace, gap[0])) else ""
            parts += [piece, space]
            length += len(piece) + len(space)
            begin = gap.end()
            bare.places.append(length)
            bare.begins.append(begin)
            bare.gaps.append(gap.start())
        parts.append(even[begin:])
        return cls("".join(parts), bare.places, bare.begins, bare.gaps)

    def gap_before(self, place: int) -> tuple[int, int]:
        """Return the range of the original between the characters on either side of `place`."""
        number = bisect_right(self.places, place) - 1
        if self.places[number] == place:
            return self.gaps[number], self.begins[number]
        begin = self.begins[number] + place - self.places[number]
        return begin - (self.text[place - 1] == " "), begin


def _sentence_starts(text: str, bare: _BareText, language: str, quotes: Sequence[Quotation]) -> list[int]:
    """Return where each sentence but the first starts; white space belongs to the sentence after it."""
    closers = {quote.end - 1 for quote in quotes if quote.closed}
    openers = {quote.start for quote in quotes}
    starts: list[int] = []
    for place in _boundaries(bare.text, _primary_language(language)):
        cut, end = bare.gap_before(place + (bare.text[place : place + 1] == " "))
        for mark in range(cut, end):
            right = text[mark] in _RIGHT_MARKS and mark not in openers and not text[mark - 1 : mark].isspace()
            if mark in closers or right:
                cut = mark + 1
        # The sentence goes on after the quotation: “Why?” asked Maria; 「行く。」と言った。
        rest = text[cut : cut + 3].lstrip()
        quoted = text[cut - 1 : cut] in _RIGHT_MARKS and (rest[:1].islower() or rest.startswith(("と", "って")))
        if 0 < cut < len(text) and not quoted and (not starts or cut > starts[-1]):
            starts.append(cut)
    return starts


def _boundaries(text: str, language: str) -> Iterator[int]:
    """Yield where sentencex finds that sentences begin, but for the first.

    It takes quadratic time over text without spaces, so that long text is given to it in windows. Each begins with
    the last sentence but one of the window before, because the last one may have been cut off.
    """
    begin, size = 0, _WINDOW
    while begin < len(text):
        window = text[begin : begin + size]
        starts = [int(found["start_index"]) for found in sentencex.get_sentence_boundaries(language, window)[1:]]
        if begin + size >= len(text):
            yield from (begin + start for start in starts)
            return
        if len(starts) < 2:
            size *= 2
            continue
        yield from (begin + start for start in starts[:-1])
        begin, size = begin + starts[-2], _WINDOW


def _join_quotations(starts: list[int], length: int, quotes: Sequence[Quotation]) -> list[int]:
    """Take away the starts inside quotations, as long as what they part is not too long together."""
    if not quotes:
        return starts
    ends = [*starts, length]
    starts_sentence = [True] * len(ends)
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end)):
        first, last = bisect_right(starts, quote.start), bisect_left(starts, quote.end)
        if first >= last:
            continue
        before, after = first - 1, last
        while not starts_sentence[before]:
            before -= 1
        while not starts_sentence[after]:
            after += 1
        if ends[after] - ends[before] <= LONGEST_JOINED:
            starts_sentence[first:last] = [False] * (last - first)
    return [start for start, keep in zip(starts, starts_sentence, strict=False) if keep]


def _primary_language(tag: str) -> str:
    match = _LANGUAGE.match(tag.strip().lower())
    return match[0] if match else "en"
