"""Credits of street-level tiles: an archive's attribution, which is HTML, as text and safe links."""

from __future__ import annotations

from typing import Any

from storymap.attribution import attribution_parts
from storymap.errors import printable
from storymap.limits import LONGEST_CREDIT, LONGEST_CREDIT_SOURCE, MOST_CREDITS
from storymap.model import Credit

OPENSTREETMAP = Credit("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright")
# Layers that only OpenStreetMap's data fills, in the schemas that are in use.
_OF_OPENSTREETMAP = {"roads", "buildings", "pois", "transit"}


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
    found: list[Credit] = []
    left = LONGEST_CREDIT
    for text, url in attribution_parts(attribution[:LONGEST_CREDIT_SOURCE]):
        # `printable` strips, and the blanks between two links belong to neither.
        before, after = text[:1].isspace() * " ", text[-1:].isspace() * " "
        words = printable(text, left)
        if words and left > 0 and len(found) < MOST_CREDITS:
            found.append(Credit(f"{before}{words}{after}", url))
            left -= len(words)
    return tuple(found)
