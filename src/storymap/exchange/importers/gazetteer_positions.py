"""Positions of places that a file names by their number in GeoNames alone, from the gazetteer that ships."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storymap.gazetteer.entry_geometry import STANDS_FOR_AREA, entry_geometry, stands_for_area
from storymap.gazetteer.gazetteer import open_gazetteer


@dataclass(frozen=True, slots=True)
class GazetteerPosition:
    """Where a place is, as GeoJSON, and members of a place that say more."""

    geometry: Mapping[str, Any]
    members: Mapping[str, Any] = field(default_factory=dict)


def gazetteer_position(geonameid: int) -> GazetteerPosition | None:
    """Return where the place of a GeoNames number is, None for one that the gazetteer does not have."""
    from shapely.geometry import mapping

    gazetteer = open_gazetteer()
    entry = gazetteer.by_geonameid(geonameid)
    if entry is None:
        return None
    shape = entry_geometry(entry, gazetteer)
    members = {"why": STANDS_FOR_AREA} if stands_for_area(entry, shape) else {}
    return GazetteerPosition(json.loads(json.dumps(mapping(shape))), members)
