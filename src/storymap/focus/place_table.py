"""The places that decide what a story is about, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from storymap.focus.frame import Box
from storymap.focus.mention_counts import NamedPlace
from storymap.model import Role

MOST_PLACES = 300  # the most often named of a book's; they decide
WIDE = frozenset({"country", "state"})


@dataclass(frozen=True)
class PlaceTable:
    """Each column in the same order. `roles` and `given` (weights) are the author's, None for none.

    `boxes` are the places' own frames, None for a place on no map. `inner` are the positions of the places that lie in
    the area of each; `is_area` says which are areas.
    """

    ids: Sequence[str]
    kinds: Sequence[str]
    roles: Sequence[Role | None]
    given: Sequence[float | None]
    boxes: Sequence[Box | None]
    inner: Sequence[Sequence[int]]
    is_area: Sequence[bool]

    @cached_property
    def is_wide(self) -> list[bool]:
        """Which places are areas, or points that stand for a country or a state."""
        return [is_area or kind in WIDE for is_area, kind in zip(self.is_area, self.kinds, strict=True)]

    def said(self, row: int) -> str:
        """Return what of a place is the author's word, "" for nothing."""
        if self.roles[row] is not None:
            return "the author says so"
        return "" if self.given[row] is None else "the author's weight"

    def named_places(self) -> dict[str, NamedPlace]:
        """Return by place_id what counting its mentions takes."""
        holders: list[list[str]] = [[] for _ in self.ids]
        for place_id, inner in zip(self.ids, self.inner, strict=True):
            for row in inner:
                holders[row].append(place_id)
        return {
            place_id: NamedPlace(is_wide, frozenset(around))
            for place_id, is_wide, around in zip(self.ids, self.is_wide, holders, strict=True)
        }
