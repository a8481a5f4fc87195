"""What every reader of a places file gives: features as they were found, not yet checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storymap.errors import printable

if TYPE_CHECKING:
    from pyproj import CRS
    from shapely.geometry.base import BaseGeometry

# A gazetteer of the world's larger places has a million.
MOST_FEATURES = 1_500_000


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature as it was found: `value` has the form of a GeoJSON Feature, but anything may be in it.

    `label` says which it is in its file ("feature 7"); `line` is its first line, from 1, if there are lines.
    A reader that already has a Shapely geometry puts it into `shape`; the value's own geometry is then null.
    """

    label: str
    value: Any
    line: int | None = None
    shape: BaseGeometry | None = None

    @property
    def properties(self) -> Mapping[str, Any]:
        """The feature's properties, empty when there are none."""
        found = self.value.get("properties") if isinstance(self.value, dict) else None
        return found if isinstance(found, dict) else {}

    def where(self, file: str) -> str:
        """Return where the feature stands: 'places.geojson, feature 7 ("Sydney"), line 31'."""
        name = self.properties.get("name")
        shown = printable(name, 60) if isinstance(name, str) else ""
        parts = [file, f'{self.label} ("{shown}")' if shown else self.label]
        if self.line is not None:
            parts.append(f"line {self.line}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Collection:
    """The features of one file. `crs` is the system of their coordinates; None is degrees of WGS 84."""

    features: list[Feature] = field(default_factory=list)
    crs: CRS | None = None
