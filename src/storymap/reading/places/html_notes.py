"""Notes that other programs write as HTML, as plain text."""

from __future__ import annotations

import re

import nh3

from storymap.reading.character_references import unescaped

_LINE_BREAK = re.compile(r"</?(?:br|p|div|li|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)


def note_text(text: str) -> str:
    """Return a description, which may be HTML, as plain text."""
    if "<" not in text:
        return text
    cleaned = nh3.clean(_LINE_BREAK.sub("\n", text), tags=set(), clean_content_tags={"script", "style"})
    lines = (" ".join(line.split()) for line in unescaped(cleaned).splitlines())
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
