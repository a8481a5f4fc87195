"""Whom the map credits for its places: `suggest` and `add` write it where a place is from an added gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storymap.attribution import attribution_parts
from storymap.limits import LONGEST_CREDIT, MOST_CREDITS
from storymap.model import PLACE_CREDIT, Story


def credit_of(properties: Mapping[str, Any]) -> str:
    """Return whom to credit for a place, as plain text, "" for nobody."""
    said = properties.get(PLACE_CREDIT)
    if not isinstance(said, str):
        return ""
    return "".join(text for text, _ in attribution_parts(said[: LONGEST_CREDIT + 1])).strip()[:LONGEST_CREDIT]


def place_credits(story: Story) -> tuple[str, ...]:
    """Return whom to credit for the places that are on the map, each once, in the order of the places."""
    places = zip(story.places["properties"].tolist(), story.places["geometry"].to_numpy(), strict=True)
    said = dict.fromkeys(credit_of(properties) for properties, geometry in places if geometry is not None)
    return tuple(filter(None, said))[:MOST_CREDITS]
