"""Whom a map must name: an archive's attribution, which is HTML, as words and safe links."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from storymap.errors import printable
from storymap.model import Credit
from storymap.reading.links import is_web_address

OPENSTREETMAP = Credit("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright")
# Layers that only OpenStreetMap's data fills, in the schemas that are in use.
_OF_OPENSTREETMAP = {"roads", "buildings", "pois", "transit"}
_LONGEST = 300
_LONGEST_SOURCE = 5_000
_MOST = 20


def read_credits(metadata: dict[str, Any], layers: tuple[str, ...]) -> tuple[Credit, ...]:
    """Return the credits that an archive's `metadata` asks for.

    Without any, tiles with the layers of OpenStreetMap's data get the credit that its licence (ODbL) asks for.
    """
    attribution = metadata.get("attribution")
    given = _parse(attribution) if isinstance(attribution, str) else ()
    if not given and _OF_OPENSTREETMAP & set(layers):
        return (OPENSTREETMAP,)
    return given


def _parse(attribution: str) -> tuple[Credit, ...]:
    reader = _Reader()
    reader.feed(attribution[:_LONGEST_SOURCE])
    reader.close()
    kept: list[Credit] = []
    left = _LONGEST
    for text, url in reader.found:
        # `printable` strips, and the blanks between two links belong to neither.
        before, after = text[:1].isspace() * " ", text[-1:].isspace() * " "
        words = printable(text, left)
        if words and left > 0 and len(kept) < _MOST:
            kept.append(Credit(f"{before}{words}{after}", url))
            left -= len(words)
    return tuple(kept)


class _Reader(HTMLParser):
    """Collects text, with the address of the link around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._url = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._hidden += 1
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._url = address if is_web_address(address) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        elif tag == "a":
            self._url = ""

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append((data, self._url))
