"""Files of places in any format that `build` reads, as sources of a gazetteer: GeoJSON, Shapefile, CSV and others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from storymap.errors import Problem
from storymap.gazetteer.added_packing import PlaceRecord
from storymap.reading.gazetteers.makers import NATURAL_EARTH, UNKNOWN
from storymap.reading.gazetteers.properties import maker_of, place_of
from storymap.reading.gazetteers.source import Source
from storymap.reading.places.gazetteer_files import read_gazetteer

_NATURAL_EARTH = ("ne_10m_", "ne_50m_", "ne_110m_")  # how its files are called


def read_feature_file(
    path: Path, source: Source, countries: Collection[str], problems: list[Problem]
) -> Iterator[PlaceRecord]:
    """Yield the located places of a file. Warnings go to `problems`. Raises PlacesError with every error."""
    for row in read_gazetteer(path, problems=problems):
        if source.maker is UNKNOWN:
            source.maker = NATURAL_EARTH if source.name.startswith(_NATURAL_EARTH) else maker_of(row.properties)
        place = place_of(row.name, row.lat, row.lon, row.properties, row.aliases)
        if place is None:
            source.left_out += 1
        elif not countries or place.country in countries:
            yield place
