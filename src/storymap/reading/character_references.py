"""Character references of HTML (`&amp;`, `&#8211;`) as the characters that they stand for."""

from __future__ import annotations

import html
import re

# Python's library fails at 4,300 digits. A number of so many is no character, unless zeros lead it.
_LONG = re.compile(r"&#([0-9]{1000,});?")
_MOST_DIGITS = 7  # of a character
_NO_CHARACTER = "\ufffd"


def unescaped(text: str) -> str:
    """Return a text with its character references replaced, however many digits one has."""
    return html.unescape(_LONG.sub(_shortened, text) if "&#" in text else text)


def _shortened(found: re.Match[str]) -> str:
    digits = found[1].lstrip("0") or "0"
    return f"&#{digits};" if len(digits) <= _MOST_DIGITS else _NO_CHARACTER
