"""The context of a story within the basemap's block: what is drawn quietly under the places."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypedDict

from storymap.model import ContextKind

ContextDimension = Literal[0, 1, 2]
"""0 points, 1 lines, 2 an area, whose rings are filled by the even-odd rule."""


class ContextRow(NamedTuple):
    """A feature. `name` is "" for none; `parts` is how many points, lines or rings it has."""

    kind: ContextKind
    name: str
    dimension: ContextDimension
    parts: int


class ContextData(TypedDict):
    """The features and their coordinates. The texts are integers in short form, as those of the basemap's layers.

    Longitudes may run past 180, as the places' do.
    """

    step: float
    """The grid in degrees; a point is (X * step, Y * step), longitude and latitude."""
    features: list[ContextRow]
    counts: str
    """One integer a part: how many steps it has. It has one point more; a ring ends where it starts."""
    starts: str
    """Four integers a part: how far its first point is from that of the part before it (from 0, 0 for the first part).

    They are east // 1000000, east % 1000000, north // 1000000, north % 1000000.
    """
    x: str
    """All steps of all parts in order, east."""
    y: str
    """All steps of all parts in order, north."""
