"""Add one place to a places file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from storymap.editing.collection import Collection
from storymap.editing.collection_file import change_collection
from storymap.editing.places.features import add_features, new_feature
from storymap.editing.suggestion_history import names_in
from storymap.errors import PlacesError, Problem
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.limits import LONGEST_NAME, MOST_ALIASES
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
    entry, layer = addition.entry, addition.layer or ""
    feature = new_feature(name, aliases=addition.aliases, layer=layer, entry=entry, gazetteer=gazetteer)
    if entry is None:
        lat, lon = addition.point or (0.0, 0.0)
        feature["geometry"] = {"type": "Point", "coordinates": [lon, lat]}

    def with_place(collection: Collection) -> tuple[Collection, None]:
        known = names_in(collection)
        for text in (name, *addition.aliases):
            if name_key(text) in known:
                raise PlacesError(
                    Problem(str(path), f'"{text}" is already there', "change it in the file, or add another name")
                )
        return collection.after(add_features(collection.text, [feature], name=path.name)), None

    change_collection(path, with_place)
    return name


def _name_problem(where: str, text: str) -> Problem | None:
    name = name_line(text)
    if not name:
        return Problem(where, "nothing of it can be seen", "write a name")
    if len(name) > LONGEST_NAME:
        return Problem(where, f"it has {len(name):,} characters", f"write at most {LONGEST_NAME}")
    return None
