"""The block of a page with hundreds of places: those without markers, as columns, which are drawn as clusters."""

from __future__ import annotations

from typing import TypedDict

UNITS_PER_DEGREE = 1_000_000
"""`ClusterData.longitudes` and `latitudes` are in millionths of a degree."""


class PackedIntegers(TypedDict):
    """A column of integers, each `least + step * n`."""

    least: int
    step: int
    width: int
    """The bytes of each n, 1 to 6."""
    text: str
    """All n in base64, each with its lowest byte first."""


class LayerSymbol(TypedDict):
    """How the places of a layer are drawn, and the layer's name."""

    colour: int
    """1 to 8: the number of a colour in the style sheet."""
    shape: str
    """A key of `PageData.shapes`."""
    name: str


class ClusterData(TypedDict):
    """The clustered places, one row a place, in the order of their numbers.

    Texts are of unknown origin: they enter the document as text only.
    """

    first: int
    """The number of the first row; row i has the number `first + i`."""
    in_list: list[int]
    """The rows that the list for readers without script has, in its order, as runs: first, end, first, end ...

    It has their names and notes; here are those of the other rows alone.
    """
    names: list[str]
    """Those of the other rows."""
    ids: dict[int, str]
    """By row, the place_ids that are not the name in small letters with hyphens between its words."""
    longitudes: PackedIntegers
    """In units of `UNITS_PER_DEGREE`; a longitude may exceed 180 degrees.

    There are fewer than rows when the last rows are on no map.
    """
    latitudes: PackedIntegers
    layers: PackedIntegers
    """The position of each row's layer in `symbols` and in `PageData.layers`."""
    symbols: list[LayerSymbol]
    notes: dict[int, str]
    """By row, where there is one."""
    links: dict[int, str]
    """Addresses that are safe to link to, by row, where there is one."""
