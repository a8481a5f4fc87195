"""Quotations in running text: where each begins and ends."""

from __future__ import annotations

import re
from typing import NamedTuple

# What may close each opening mark. “ closes a German quotation, ” opens a Swedish one.
_CLOSERS = {
    "“": "”", "‘": "’", "„": "“”", "‚": "‘’", "«": "»", "‹": "›", "»": "«", "›": "‹", "「": "」", "『": "』",
    '"': '"', "”": "”",
}  # fmt: skip
_SINGLE = frozenset("‘’‚‹›")
QUOTATION_MARKS = '“”„‟«»‹›‘’‚「」『』"'
_MARK = re.compile(f"[{QUOTATION_MARKS}]")
_OPENS_AFTER = frozenset("([{—–-/¿¡:")


class Quotation(NamedTuple):
    """`text[start:end]` with its marks. `closed` is False when it goes on to the end of the text."""

    start: int
    end: int
    closed: bool = True


def quotations(text: str) -> list[Quotation]:
    """Find the quotations of a paragraph, inner ones included, in order of their ends.

    Apostrophes are none. A quotation that the paragraph leaves open goes on to its end, as quotations over
    several paragraphs do in English; but single and straight marks are too often something else ('90s, 6' 2")
    to count then.
    """
    found: list[Quotation] = []
    opened: dict[str, int] = {}  # by mark, outermost first; each kind of mark at most once
    for match in _MARK.finditer(text):
        place, mark = match.start(), match[0]
        if _is_apostrophe(text, place):
            continue
        opener = next((o for o in reversed(opened) if mark in _CLOSERS[o] and _may_close(text, place)), None)
        if opener is not None:
            found.append(Quotation(opened[opener], place + 1))
            for inner in list(opened)[list(opened).index(opener) :]:
                del opened[inner]  # what was opened inside and not closed was no quotation
        elif mark in _CLOSERS and mark not in opened and _may_open(text, place):
            opened[mark] = place
    left = [start for mark, start in opened.items() if mark not in _SINGLE and mark not in '"”']
    if left:
        found.append(Quotation(min(left), len(text), closed=False))
    return found


def _is_apostrophe(text: str, place: int) -> bool:
    return text[place] in "’‘" and text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()


def _may_open(text: str, place: int) -> bool:
    if text[place] in "「『„«":
        return True
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if not after or after.isspace():
        return text[place] == "“" and bool(after)  # a stray space after the mark
    return text[place] in "“‚" or not before or not before.isalnum()


def _may_close(text: str, place: int) -> bool:
    # A straight mark before a word and after a space opens; the others say by their shape what they do.
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return text[place] != '"' or not (before.isspace() and after.isalnum())
