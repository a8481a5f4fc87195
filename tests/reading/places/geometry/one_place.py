"""Geometries written to a file of places and read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.reader import read_places

WHERE = 'p.geojson, feature 1 ("A"), line 1: '


def read(*geometries: Any) -> tuple[gpd.GeoDataFrame, list[str]]:
    features = [{"type": "Feature", "properties": {"name": "A"}, "geometry": geometry} for geometry in geometries]
    Path("p.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    warnings: list[Problem] = []
    return read_places("p.geojson", problems=warnings), [str(problem) for problem in warnings]


def refusal(*geometries: Any) -> str:
    with pytest.raises(PlacesError) as caught:
        read(*geometries)
    return str(caught.value)


def shape(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def ring(positions: list[list[float]]) -> dict[str, Any]:
    return shape("Polygon", [[*positions, positions[0]]])
