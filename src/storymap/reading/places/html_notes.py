"""Notes that other programs write as HTML, as plain text."""

from __future__ import annotations

import re
from typing import Final

import nh3

from storymap.reading.character_references import unescaped

# Elements within each other take the square of their number: of a hundred thousand, half a minute.
_MOST_SIGNS: Final = 2_000
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_LINE_BREAK = re.compile(r"</?(?:br|p|div|li|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)


def note_text(text: str) -> str:
    """Return a description, which may be HTML, as plain text."""
    if "<" not in text:
        return text
    cleaned = _LINE_BREAK.sub("\n", text)
    if cleaned.count("<") > _MOST_SIGNS:
        cleaned = _TAG.sub("", cleaned)
    else:
        cleaned = nh3.clean(cleaned, tags=set(), clean_content_tags={"script", "style"})
    lines = (" ".join(line.split()) for line in unescaped(cleaned).splitlines())
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
