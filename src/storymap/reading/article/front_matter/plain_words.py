"""The words of a value without the markup in it: a title or a standfirst is shown as plain text."""

from __future__ import annotations

import re

from storymap.reading.character_references import unescaped

_ELEMENT = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|em|i|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE
)
_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\([^()\s]{1,1000}\)")
_STRONG = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\1(?![\w*])")
_EMPHASIS = re.compile(r"(?<![\w_\\])(_{1,2})(?=[^\s_])([^_\n]{1,300})(?<=[^\s_])\1(?![\w_])")
_CODE = re.compile(r"`([^`\n]{1,300})`")


def plain_words(text: str) -> str:
    """Return `text` without the elements, links and emphasis that HTML and Markdown have within a line."""
    words = _ELEMENT.sub(lambda tag: " " if tag[0][1:3].lower() == "br" else "", text)
    if words != text:
        words = unescaped(words)
    words = _LINK.sub(r"\1", words)
    for form in (_STRONG, _EMPHASIS):
        words = form.sub(r"\2", words)
    return _CODE.sub(r"\1", words)
