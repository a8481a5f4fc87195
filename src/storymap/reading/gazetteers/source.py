"""A source of places: a file or a package, who made it, and its places one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from storymap.gazetteer.added_packing import PlaceRecord
from storymap.reading.gazetteers.makers import UNKNOWN, Maker


@dataclass(slots=True)
class Source:
    """Places, and where they are from. `maker` and `left_out` are known when the last of the places was taken.

    `name` is the file's or the package's with its version, `stem` what to call the gazetteer unless a person says
    otherwise. `left_out` is the number of those that are no places of a gazetteer: streets, shops, and what has no name
    or point.
    """

    name: str
    stem: str
    places: Iterator[PlaceRecord] = field(default_factory=lambda: iter(()))
    maker: Maker = UNKNOWN
    left_out: int = 0
    sha256: str = ""
