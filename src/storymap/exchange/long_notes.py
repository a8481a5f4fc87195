"""Notes that are too long for a popup: they go into the article, with the markup that their file has."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.exchange.place_records import LONGEST_SHORT_NOTE
from storymap.reading.places.formats.feature import Feature


def with_long_notes(features: Iterable[Feature], html: Iterable[str]) -> None:
    """Give each feature whose note is too long for a popup its note as HTML; `html` has one for each feature."""
    for one, description in zip(features, html, strict=False):
        note = one.properties.get("note")
        if isinstance(note, str) and len(note) > LONGEST_SHORT_NOTE and len(description) > LONGEST_SHORT_NOTE:
            one.value["properties"]["note"] = description
