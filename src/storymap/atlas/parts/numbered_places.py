"""The places of a large atlas by number: the one that most documents name is 0."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

from storymap.atlas.parts.tables import PlaceRow
from storymap.reading.slugs import UniqueSlugs, is_slug, slugify

MOST_LAYERS: Final = 8
"""The style sheet has a colour for as many; the last one holds all others, if there are more."""
_OTHER: Final = ""


class NumberedPlaces:
    """The places in the order of their numbers, with layers and slugs."""

    def __init__(self, rows: Sequence[PlaceRow]) -> None:
        self.rows = sorted(rows, key=lambda row: (-row.documents, row.place))
        self.number = {row.place: number for number, row in enumerate(self.rows)}
        by_kind = Counter(row.kind for row in self.rows)
        kinds = sorted(by_kind, key=lambda kind: (-by_kind[kind], kind))
        self.layers = kinds if len(kinds) <= MOST_LAYERS else [*kinds[: MOST_LAYERS - 1], _OTHER]
        """The names of the layers; "" is all that have none, or another."""
        known = {kind: layer for layer, kind in enumerate(self.layers)}
        self.layer = [known.get(row.kind, len(self.layers) - 1) for row in self.rows]
        self.slugs = _slugs(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def is_located(self, number: int) -> bool:
        """Say whether a place is on the map."""
        row = self.rows[number]
        return math.isfinite(row.lon) and math.isfinite(row.lat) and abs(row.lat) <= 90 and abs(row.lon) <= 540


def _slugs(rows: Sequence[PlaceRow]) -> list[str]:
    """Return the address of each place: with the gazetteer's own number, so that it stays whatever else there is."""
    unique = UniqueSlugs()
    return [unique.take(row.slug if is_slug(row.slug) else _slug(row)) for row in rows]


def _slug(row: PlaceRow) -> str:
    ending = slugify(row.place.rpartition(":")[2])
    return f"{slugify(row.name)[: 62 - len(ending)].rstrip('-')}-{ending}" if len(ending) < 40 else ending
