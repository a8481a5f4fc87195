"""The parser of attributions: whatever markup one is written in, only text and links reach the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from storymap.errors import without_control_characters
from storymap.urls import is_web_address

_SPACE = re.compile(r"\s+")
_HIDDEN = ("script", "style", "template")

Parts = tuple[tuple[str, str], ...]


def attribution_parts(text: str) -> Parts:
    """Return the parts of an attribution, each a text and the address that it links to, or "".

    `text` is plain or holds links as HTML; other markup is dropped, and links that are not http or https are text.
    """
    parser = _AttributionParser()
    parser.feed(text)
    parser.close()
    return tuple(parser.parts)


class _AttributionParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, str]] = []
        self._address = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._address = address if is_web_address(address) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "a":
            self._address = ""

    def handle_data(self, data: str) -> None:
        text = _SPACE.sub(" ", without_control_characters(data))
        if self._hidden or not text:
            return
        if self.parts and self.parts[-1][1] == self._address:
            before, _ = self.parts.pop()
            text = _SPACE.sub(" ", before + text)
        self.parts.append((text, self._address))
