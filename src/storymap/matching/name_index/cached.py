"""The index of a gazetteer's names, cached from one build to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.matching.mentions import name_index
from storymap.matching.name_index.index import NameIndex
from storymap.storage.cache import cached

if TYPE_CHECKING:
    import geopandas as gpd

# Fewer names are indexed sooner than an index is read.
_WORTH_CACHING = 5_000


def cached_index(places: gpd.GeoDataFrame) -> NameIndex:
    """Return the index of the places' names; that of a gazetteer is cached."""
    if len(places) < _WORTH_CACHING:
        return name_index(places)
    parts = [
        "\0".join(places["name"]).encode("utf-8", "surrogatepass"),
        *(json.dumps(_rows_with_names(places[column])).encode() for column in ("aliases", "ignore")),
    ]
    data = cached("names", parts, lambda: name_index(places).to_bytes())
    try:
        return NameIndex.from_bytes(data)
    except ValueError:
        return name_index(places)


def _rows_with_names(column: Sequence[Sequence[str]]) -> list[tuple[int, Sequence[str]]]:
    return [(row, names) for row, names in enumerate(column) if names]
