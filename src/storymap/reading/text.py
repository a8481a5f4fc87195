"""Text in one form: Unicode NFC, one kind of line end, no control characters."""

from __future__ import annotations

import re
import unicodedata

from storymap.limits import MOST_MARKS

_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFEFF])
# Controls, line ends and surrogates: one look says that a text has none of them, as most texts do.
_UNEVEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
# It begins with a set of characters, for which `re` looks several times as fast as for one alternative after another.
_LINE_ENDS = "[\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?"
_SPACE = re.compile(r"[ \t\n]+")
_SURROGATES = "[\ud800-\udfff]"
# Combining marks are never word characters to `re`, so many in a row are a run of this class. It begins with one
# character for the same reason.
_LONG_MARK_RUN = re.compile(r"[^\x00-\x7f\w\s][^\x00-\x7f\w\s]{15,}")
# Letters and symbols by their category that nobody sees: fillers of Hangul, blanks of Braille, music and Egyptian.
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159\U00013441\U00013442")
_EMBEDDINGS = dict.fromkeys(range(0x202A, 0x202F))
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def normalise(text: str) -> str:
    r"""Return `text` in Unicode NFC with "\n" for every line end.

    Line ends are CR LF, CR, VT, FF, NEL, U+2028 and U+2029. Byte order marks and control characters other
    than tab and newline are removed, lone surrogates become U+FFFD, and at most 30 combining marks follow one
    character. Doing it twice changes nothing.
    """
    if _UNEVEN.search(text):
        text = re.sub(_LINE_ENDS, "\n", re.sub(_SURROGATES, "\ufffd", text)).translate(_CONTROLS)
    if text.isascii():
        return text
    # Putting marks in order takes time that grows with the square of their number: cut before. Ordering may
    # leave one mark more behind a character than there was: cut after.
    cut = _limit_all_marks(text)
    ordered = unicodedata.normalize("NFC", cut)
    return ordered if ordered == cut else _limit_all_marks(ordered)


def _limit_all_marks(text: str) -> str:
    return _LONG_MARK_RUN.sub(_limit_marks, text)


def _limit_marks(match: re.Match[str]) -> str:
    parts: list[str] = []
    marks = 0
    for character in match.group():
        # A few marks stand for two.
        for part in unicodedata.normalize("NFD", character) if unicodedata.combining(character) else character:
            marks = marks + 1 if unicodedata.combining(part) else 0
            if marks <= MOST_MARKS:
                parts.append(part)
    return "".join(parts)


def is_blank(text: str) -> bool:
    """Say whether nothing of `text` can be seen: white space, invisible characters, or marks without a letter."""
    return not any(
        character not in _UNSEEN and (unicodedata.category(character)[0] in "LNPS" or _is_private(character))
        for character in text
    )


def is_invisible(text: str) -> bool:
    """Say whether `text` holds something, and nothing of it can be seen. White space alone is nothing."""
    return text.strip() != "" and is_blank(text)


def one_line(text: str) -> str:
    """Return `text` with each run of spaces, tabs and newlines as one space."""
    return _SPACE.sub(" ", text).strip()


def name_line(text: str) -> str:
    """Return a name as it is kept: normalised, on one line, without overrides; "" if nothing of it can be seen."""
    line = without_overrides(one_line(normalise(text))).strip()
    return "" if is_blank(line) else line


def without_overrides(text: str) -> str:
    """Return `text` without what turns the direction of the text around it: embeddings, overrides, odd isolates.

    Isolates that are balanced stay, as do the marks and joiners that scripts need (LRM, RLM, ALM, ZWJ, ZWNJ).
    """
    if text.isascii():
        return text
    text = text.translate(_EMBEDDINGS)
    depth = 0
    for character in text:
        if "\u2066" <= character <= "\u2068":
            depth += 1
        elif character == "\u2069":
            depth -= 1
            if depth < 0:
                break
    return text.translate(_ISOLATES) if depth else text


def _is_private(character: str) -> bool:
    # Fonts of a newsroom have symbols there.
    return unicodedata.category(character) == "Co"
