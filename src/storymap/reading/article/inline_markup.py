"""Inline markup: emphasis, links, hard line breaks, as spans in running text."""

from __future__ import annotations

from typing import Final

from storymap.model import SpanKind
from storymap.reading.article.html_tokens import Start
from storymap.reading.article.links import Link, link_scheme, read_link
from storymap.reading.article.span_text import Prose

_SPANS: Final[dict[str, SpanKind]] = {
    **dict.fromkeys(("b", "strong", "dt"), "strong"),
    **dict.fromkeys(("cite", "dfn", "em", "i", "var"), "emphasis"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    "sub": "subscript",
    "sup": "superscript",
}


class InlineReader:
    """Writes inline elements into a Prose. `refused` gathers the schemes of links that were dropped."""

    def __init__(self, prose: Prose, refused: set[str]) -> None:
        self._prose = prose
        self._refused = refused
        self._anchors: list[Link | None] = []

    def start(self, tag: Start) -> None:
        """Take a start tag; one that is not inline does nothing."""
        if tag.name in _SPANS:
            self._prose.open(_SPANS[tag.name])
        elif tag.name == "q":
            self._prose.write_verbatim("“")
        elif tag.name == "a":
            self._anchors.append(self._link(tag))

    def end(self, name: str) -> None:
        """Take an end tag; one that is not inline does nothing."""
        if name in _SPANS:
            self._prose.close(_SPANS[name])
        elif name == "q":
            self._prose.write_verbatim("”")
        elif name == "a" and self._anchors:
            link = self._anchors.pop()
            if link is not None:
                self._prose.close(link.kind)

    def _link(self, tag: Start) -> Link | None:
        address = tag.attributes.get("href")
        if address is None:
            return None
        link = read_link(address)
        if link is None:
            self._refused.add(link_scheme(address))
        else:
            self._prose.open(link.kind, link.value)
        return link
