"""An annotation that names a place, whichever tool wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from storymap.exchange.importers.annotated.quotes import Quote
from storymap.limits import LONGEST_NAME
from storymap.reading.places.identifiers import geonames_number
from storymap.reading.text import name_line


@dataclass(frozen=True, slots=True)
class PlaceAnnotation:
    """Words of a text that name a place.

    `quote` is None for a place that no words name. `uri` says which place it is, or is "". `name` is what a gazetteer
    or an author calls it, or "". `geometry` is GeoJSON that a places file takes, or None. `is_nowhere` says that
    somebody looked and found that it cannot be identified. `place_id` is its slug, where the file has one of ours.
    `members` are members of the place; of one that is annotated several times lists are joined, and of texts the first
    counts. `words` are the quoted words as a name, on one line.
    """

    quote: Quote | None
    uri: str = ""
    name: str = ""
    geometry: Mapping[str, Any] | None = None
    is_nowhere: bool = False
    place_id: str = ""
    members: Mapping[str, Any] = field(default_factory=dict)
    words: str = field(init=False, compare=False, default="")

    def __post_init__(self) -> None:
        # Once: each is asked for them a dozen times, and a file may have tens of thousands.
        object.__setattr__(self, "words", "" if self.quote is None else short_name(self.quote.exact))


def short_name(text: str) -> str:
    """Return text as a name of a place can be: on one line, and not too long."""
    return name_line(text)[:LONGEST_NAME].strip()


def canonical(uri: str) -> str:
    """Return an address as it is compared: gazetteers write their own in several ways."""
    number = geonames_number(uri)
    if number is not None:
        return f"gn:{number}"
    return re.sub(r"^https?://(?:www\.)?", "", uri.strip()).rstrip("/")


COMMENTS: Final = "annotation_comments"
"""The property with what annotators wrote for each other: readers never see it, so it has no name like a note's."""
REVIEW: Final = "review"
"""The property that says how sure somebody was: "verified", "unverified" or "not identifiable"."""
