"""Datelines: a line above a report that names where, and perhaps when, it was written."""

from __future__ import annotations

import re

_DASH = r"\s*(?:[—–-]{1,3})?\s*"
_AGENCY = r"(?:\s*\([^()\d]{2,40}\))?"
# A part after the comma: "Mexico", "Baja California", "D.C.", "March 3", "TEXAS".
_WORD = r"[^\W_a-z][\w.'’-]*"
_PART = rf"(?:,\s?{_WORD}(?:\s(?:(?:of|and|de|del|la|le|du|da|do|el|al|the)\s)?{_WORD}){{0,3}})"
_DATELINE = re.compile(rf"(?P<city>[^,()]{{2,50}}?)(?P<parts>{_PART}{{0,3}}){_AGENCY}(?P<dash>{_DASH})")


def is_dateline(text: str, below_headline: bool) -> bool:
    """Say whether the `text` of a paragraph is only a dateline: a city in capitals, mostly with its country or state.

    A city alone is one only below a headline or kicker: before, it may be the headline itself.
    """
    match = _DATELINE.fullmatch(text) if "\n" not in text and len(text) <= 90 else None
    if match is None:
        return False
    city, parts = match["city"].strip(), match["parts"]
    if not city.isupper() or len(city.split()) > 5 or not re.fullmatch(r"[^\W\d_][\w.'’/ \t-]*", city):
        return False
    if parts.isupper() and len(parts.split()) > 2:
        return False  # a headline in capitals
    return bool(parts or match["dash"].strip() or "(" in text) or (below_headline and len(city.split()) <= 3)
