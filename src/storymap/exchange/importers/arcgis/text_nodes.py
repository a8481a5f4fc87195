"""Texts of a story's nodes as blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from storymap.exchange.article_parts import blocks_of_html, heading, paragraph, plain
from storymap.exchange.json_members import record_in, text_in
from storymap.exchange.report import Report
from storymap.model import Block, Span
from storymap.urls import is_web_address

_LEVELS: Final = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ELEMENTS: Final = {
    "quote": "<blockquote><p>{}</p></blockquote>",
    "bullet-list": "<ul>{}</ul>",
    "numbered-list": "<ol>{}</ol>",
}


def text_blocks(node: Mapping[str, Any], report: Report) -> tuple[Block, ...]:
    """Return the blocks of a node of text: a heading, a paragraph, a quotation or a list."""
    said = record_in(node, "data")
    html, kind = text_in(said, "text"), text_in(said, "type")
    if kind in _LEVELS:
        return (heading(html, level=_LEVELS[kind]),) if plain(html) else ()
    return blocks_of_html(_ELEMENTS.get(kind, "<p>{}</p>").replace("{}", html), report, plain(html))


def button_blocks(node: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return a button as a link."""
    said = record_in(node, "data")
    words, address = plain(text_in(said, "text")), text_in(said, "link").strip()
    if not words:
        return ()
    return (paragraph(words, (Span(0, len(words), "link", address),) if is_web_address(address) else ()),)


def credit_blocks(node: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return a line of credits: for what, and to whom."""
    said = record_in(node, "data")
    parts = (plain(text_in(said, "content")), plain(text_in(said, "attribution")))
    line = ": ".join(part for part in parts if part)
    return (paragraph(line),) if line else ()
