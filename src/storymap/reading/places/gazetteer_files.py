"""Gazetteer files of a newsroom: any file of places."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from storymap.errors import PlacesError, Problem
from storymap.reading.places.reader import read_places


class GazetteerRow(NamedTuple):
    """One place of a gazetteer file. `lat` and `lon` are degrees, a point within the place's geometry."""

    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...]
    properties: Mapping[str, Any]


def read_gazetteer(path: str | PathLike[str], *, problems: list[Problem] | None = None) -> list[GazetteerRow]:
    """Return the located places of a file. Raises PlacesError with every error; warnings go to `problems`."""
    file = Path(path)
    rows = []
    for row in read_places([file], problems=problems).itertuples():
        if row.geometry is not None and not row.geometry.is_empty:
            point = row.geometry.representative_point()
            rows.append(GazetteerRow(row.name, point.y, point.x, tuple(row.aliases), row.properties))
    if not rows:
        raise PlacesError(Problem(file.name, "no place in it has both a name and a point"))
    return rows
