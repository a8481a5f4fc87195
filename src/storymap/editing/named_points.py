"""The named points in a places file, as its text has them: nothing of it is checked but what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from storymap.editing.collection import Collection
from storymap.gazetteer.swapped_positions import NamedPoint


def named_points(collection: Collection, file: str) -> Iterator[NamedPoint]:
    """Yield the features of a collection that have a name and a point; `file` is its name, for messages."""
    for number, feature in enumerate(collection.features, 1):
        properties, geometry = feature.get("properties"), feature.get("geometry")
        name = properties.get("name") if isinstance(properties, dict) else None
        position = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if isinstance(name, str) and isinstance(geometry, dict) and geometry.get("type") == "Point":
            degrees = _degrees(position)
            if degrees is not None:
                yield NamedPoint(name, f'{file}, feature {number} ("{name}")', *degrees)


def _degrees(position: Any) -> tuple[float, float] | None:
    """Return longitude and latitude, None for what is no position on earth."""
    if not isinstance(position, list) or len(position) < 2:
        return None
    lon, lat = position[:2]
    if not all(isinstance(value, int | float) and abs(value) <= 180 for value in (lon, lat)):
        return None
    return float(lon), float(lat)
