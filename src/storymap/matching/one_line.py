"""Words of a text on one line: wrapped text breaks its lines anywhere, after a hyphen, too."""

from __future__ import annotations

import re

_AFTER_HYPHEN = re.compile(r"(?<=\w[-‐‑–])\s+(?=\w)")


def on_one_line(words: str) -> str:
    """Return words as they stand on one line."""
    return _AFTER_HYPHEN.sub("", " ".join(words.split()))
