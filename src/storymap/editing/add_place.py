"""Add one place to a places file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storymap.editing.collection import Collection
from storymap.editing.collection_file import change_collection
from storymap.editing.suggestion_history import names_in
from storymap.errors import PlacesError, Problem
from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.entry_geometry import STANDS_FOR_AREA, entry_geometry, stands_for_area
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.plain_data import added_credit
from storymap.geoparsing.layers import layer_of_kind
from storymap.limits import LONGEST_NAME, MOST_ALIASES
from storymap.model import PLACE_CREDIT
from storymap.reading.text import name_line


@dataclass(frozen=True, slots=True)
class Addition:
    """A place to add: one of the gazetteer (`entry`), or one at a point (latitude, longitude) in degrees.

    The names are kept as files keep them (`name_line`). Raises PlacesError with each that is none.
    """

    name: str
    entry: GazetteerEntry | None = None
    point: tuple[float, float] | None = None
    layer: str | None = None
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the names, and put them in one form."""
        named = [("name", self.name), *([] if self.layer is None else [("layer", self.layer)])]
        named += [("alias", alias) for alias in self.aliases]
        problems = [problem for where, text in named if (problem := _name_problem(where, text)) is not None]
        if len(self.aliases) > MOST_ALIASES:
            problems.append(Problem("alias", f"there are {len(self.aliases):,}", f"give at most {MOST_ALIASES}"))
        if problems:
            raise PlacesError(problems)
        object.__setattr__(self, "name", name_line(self.name))
        object.__setattr__(self, "layer", None if self.layer is None else name_line(self.layer))
        aliases = dict.fromkeys(map(name_line, self.aliases))
        object.__setattr__(self, "aliases", tuple(alias for alias in aliases if alias != self.name))


def add_place(path: Path, addition: Addition, gazetteer: Gazetteer) -> str:
    """Add a place to a file, after its last feature, and return the name that it has there.

    Raises PlacesError if the file cannot be read, or already has a place of this name or one of these aliases.
    """
    name = addition.name
    if addition.entry is not None:
        # What follows a comma or bracket says which place of the gazetteer is meant; it is no part of the name.
        name = name_line(re.split(r"[,(]", name, maxsplit=1)[0])
        if problem := _name_problem("name", name):
            raise PlacesError(problem)
    feature = _addition_feature(name, addition, gazetteer)

    def with_place(collection: Collection) -> tuple[Collection, None]:
        known = names_in(collection)
        for text in (name, *addition.aliases):
            if name_key(text) in known:
                raise PlacesError(
                    Problem(str(path), f'"{text}" is already there', "change it in the file, or add another name")
                )
        return collection.with_features([feature]), None

    change_collection(path, with_place)
    return name


def _name_problem(where: str, text: str) -> Problem | None:
    name = name_line(text)
    if not name:
        return Problem(where, "nothing of it can be seen", "write a name")
    if len(name) > LONGEST_NAME:
        return Problem(where, f"it has {len(name):,} characters", f"write at most {LONGEST_NAME}")
    return None


def _addition_feature(name: str, addition: Addition, gazetteer: Gazetteer) -> dict[str, Any]:
    from shapely.geometry import Point, mapping

    entry = addition.entry
    properties: dict[str, Any] = {"name": name}
    if addition.aliases:
        properties["aliases"] = list(addition.aliases)
    layer = addition.layer or (layer_of_kind(entry.kind) if entry is not None else None)
    if layer:
        properties["layer"] = layer
    if entry is not None:
        geometry = entry_geometry(entry, gazetteer)
        if entry.geonameid:
            properties["geonameid"] = entry.geonameid
        if credit := added_credit(entry, gazetteer):
            properties[PLACE_CREDIT] = credit
        if stands_for_area(entry, geometry):
            properties["why"] = STANDS_FOR_AREA
        proper = gazetteer.name(entry)
        if entry.kind != place_types.CUSTOM and name_key(proper) == name_key(name):
            properties["name"] = proper
    else:
        lat, lon = addition.point or (0.0, 0.0)
        geometry = Point(lon, lat)
    return {"type": "Feature", "properties": properties, "geometry": json.loads(json.dumps(mapping(geometry)))}
