"""What matching needs to know of places: plain columns, because not all that is matched is a GeoDataFrame.

A DataFrame of pandas would take half a second to import, which is longer than `suggest` takes for an article.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    import geopandas as gpd

_T_co = TypeVar("_T_co", covariant=True)


class Column(Protocol[_T_co]):
    """A value of each place, by its row."""

    def __getitem__(self, row: int, /) -> _T_co: ...


class PlaceIds(Collection[str], Column[str], Protocol):
    """The id of each place, by its row; what asks whether there is an id gets a quick answer of a large index."""


class PlaceNames(NamedTuple):
    """The columns of places, each with a value a place, in one order: what they are called, and `wheres` they stand."""

    ids: PlaceIds
    names: Sequence[str]
    aliases: Sequence[Sequence[str]]
    ignore: Sequence[Sequence[str]]
    wheres: Column[str]

    @classmethod
    def of(cls, places: gpd.GeoDataFrame) -> PlaceNames:
        """Return the columns of places that are indexed by place_id and have the columns of `Place`."""
        names, aliases, ignore = (places[column].tolist() for column in ("name", "aliases", "ignore"))
        return cls(places.index, names, aliases, ignore, places["where"].array)

    @classmethod
    def of_columns(cls, ids: PlaceIds, columns: Mapping[str, Sequence[Any]]) -> PlaceNames:
        """Return the columns of places that have these ids and columns of the fields of `Place`."""
        return cls(ids, columns["name"], columns["aliases"], columns["ignore"], columns["where"])
