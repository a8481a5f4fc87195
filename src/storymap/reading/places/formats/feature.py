"""What every reader of a places file returns: features as they are in the file, not yet checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storymap.errors import Problem, printable
from storymap.model import LayerChoice

if TYPE_CHECKING:
    from pyproj import CRS
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature as it is in the file: `value` has the form of a GeoJSON Feature, but anything may be in it.

    `label` says which it is in its file ("feature 7"); `line` is its first line, from 1, if there are lines.
    A reader that already has a Shapely geometry puts it into `shape`; the value's own geometry is then null. `start` is
    where it begins in the text of a JSON file, in code points, or its number in a table, -1 if that is not known.
    """

    label: str
    value: Any
    line: int | None = None
    shape: BaseGeometry | None = None
    start: int = -1

    @property
    def properties(self) -> Mapping[str, Any]:
        """The feature's properties, empty when there are none."""
        found = self.value.get("properties") if isinstance(self.value, dict) else None
        return found if isinstance(found, dict) else {}

    def where(self, file: str) -> str:
        """Return where the feature stands: 'places.geojson, feature 7 ("Sydney"), line 31'."""
        where = place_where(file, self.label, self.properties.get("name"))
        return where if self.line is None else f"{where}, line {self.line}"


def place_where(file: str, label: str, name: Any) -> str:
    """Return where the place of this name stands: 'places.geojson, feature 7 ("Sydney")'."""
    shown = printable(name, 60) if isinstance(name, str) else ""
    which = f'{label} ("{shown}")' if shown else label
    return ", ".join(part for part in (file, which) if part)


@dataclass(frozen=True, slots=True)
class FeatureCollection:
    """The features of one file. `crs` is their coordinate reference system; None means degrees of WGS 84.

    `rejected` has an error for each row of which no feature could be made. `layers` is what the file says of layers.
    """

    features: list[Feature] = field(default_factory=list)
    crs: CRS | None = None
    rejected: list[Problem] = field(default_factory=list)
    layers: tuple[LayerChoice, ...] = ()

    def unpacked(self) -> FeatureCollection:
        """Return the collection with all its `features` in a list, where they stay as they are changed.

        Those of a large file are packed, have no such list, and are made anew at each call.
        """
        return self
