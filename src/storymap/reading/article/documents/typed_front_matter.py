"""Front matter that is typed at the top of a document: a first paragraph ---, lines, and another ---."""

from __future__ import annotations

import re
from typing import Final

from storymap.reading.character_references import unescaped

LINE_BREAK: Final = re.compile(r"<br ?/?>")
_FIRST_PARAGRAPH = re.compile(r"\s*<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FENCES = {"---", "—-", "–-", "—", "-—"}  # word processors make dashes of hyphens while one types
_MOST_PARAGRAPHS = 100


def split_front_matter(markup: str) -> tuple[str, str]:
    """Return what stands between a first paragraph --- and the next one, as text, and the HTML after it."""
    lines: list[str] = []
    position = 0
    while (match := _FIRST_PARAGRAPH.match(markup, position)) and len(lines) < _MOST_PARAGRAPHS:
        position = match.end()
        for line in text_of_markup(match[1]).split("\n"):
            if not lines and not _is_fence(line):
                return "", markup
            lines.append("---" if _is_fence(line) else line.replace("\xa0", " "))
        if len(lines) > 1 and lines[-1] == "---":
            return "\n".join(lines) + "\n", markup[position:]
    return "", markup


def text_of_markup(markup: str) -> str:
    """Return the text of HTML within a paragraph, its line breaks as newlines."""
    return unescaped(_TAG.sub("", LINE_BREAK.sub("\n", markup)))


def _is_fence(text: str) -> bool:
    """Say whether `text` opens or closes front matter."""
    return text.strip() in _FENCES
