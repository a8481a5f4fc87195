"""Inline markup: emphasis, links and quotation marks become spans and characters of running text."""

from __future__ import annotations

from typing import Final

from storymap.model import SpanKind
from storymap.reading.article.html_tokens import StartTag
from storymap.reading.article.links import LinkSpan, link_scheme, read_link
from storymap.reading.article.text_builder import TextBuilder

_SPANS: Final[dict[str, SpanKind]] = {
    **dict.fromkeys(("b", "strong", "dt"), "strong"),
    **dict.fromkeys(("cite", "dfn", "em", "i", "var"), "emphasis"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    "sub": "subscript",
    "sup": "superscript",
}


class InlineReader:
    """Writes inline elements into a text. `dropped_schemes` gathers the schemes of links that were dropped."""

    def __init__(self, text: TextBuilder, dropped_schemes: set[str]) -> None:
        self._text = text
        self._dropped_schemes = dropped_schemes
        self._anchors: list[LinkSpan | None] = []

    def start(self, tag: StartTag) -> None:
        """Take a start tag; one that is not inline does nothing."""
        if tag.name in _SPANS:
            self._text.open(_SPANS[tag.name])
        elif tag.name == "q":
            self._text.write_verbatim("“")
        elif tag.name == "a":
            self._anchors.append(self._link(tag))

    def end(self, name: str) -> None:
        """Take an end tag; one that is not inline does nothing."""
        if name in _SPANS:
            self._text.close(_SPANS[name])
        elif name == "q":
            self._text.write_verbatim("”")
        elif name == "a" and self._anchors:
            link = self._anchors.pop()
            if link is not None:
                self._text.close(link.kind)

    def _link(self, tag: StartTag) -> LinkSpan | None:
        address = tag.attributes.get("href")
        if address is None:
            return None
        link = read_link(address)
        if link is None:
            self._dropped_schemes.add(link_scheme(address))
        else:
            self._text.open(link.kind, link.value)
        return link
