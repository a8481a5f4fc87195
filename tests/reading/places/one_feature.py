"""One place with given properties, written to a file and read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.reader import read_places


def read(**properties: Any) -> tuple[dict[str, Any], list[str]]:
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    Path("p.geojson").write_text(json.dumps(feature))
    warnings: list[Problem] = []
    frame = read_places("p.geojson", problems=warnings)
    return frame.iloc[0].to_dict(), [str(problem) for problem in warnings]


def said_of(**properties: Any) -> list[str]:
    with pytest.raises(PlacesError) as caught:
        read(**properties)
    return [problem.what for problem in caught.value.problems]
