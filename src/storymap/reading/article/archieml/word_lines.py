"""The paragraphs of a document of a word processor as lines, for ArchieML that was typed in it."""

from __future__ import annotations

import re

from storymap.reading.article.archieml.document import is_archieml
from storymap.reading.article.archieml.lines import read_line
from storymap.reading.article.documents.typed_front_matter import LINE_BREAK, text_of_markup

_BLOCK = re.compile(r"<(p|h[1-6]|li|td|th)>(.*?)</\1>", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:p|h[1-6]|ul|ol|li|table|t[drh]|thead|tbody|blockquote)\b[^>]*>")


def archieml_of(source: str) -> str:
    """Return the ArchieML in the HTML of a document, a line a paragraph, or "" where it is none.

    A paragraph of the text keeps its markup, which Markdown takes; what has a meaning in ArchieML is plain.
    """
    lines = [line for tag, inner in _BLOCK.findall(source) for line in _lines(tag, inner)]
    text = "\n".join(lines)
    return text if is_archieml(text) else ""


def _lines(tag: str, inner: str) -> list[str]:
    parts = LINE_BREAK.split(_BLOCK_TAG.sub(" ", inner).replace("\n", " "))
    return [_line(tag, part) for part in parts]


def _line(tag: str, markup: str) -> str:
    plain = text_of_markup(markup).replace("\xa0", " ").strip()
    if read_line(plain).kind != "text" or plain.startswith("\\"):
        return plain
    if tag == "li":
        return f"* {markup.strip()}"
    return f"## {markup.strip()}" if tag[0] == "h" else markup.strip()
