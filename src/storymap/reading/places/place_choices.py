"""What a person chooses about the reading of places files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlaceChoices:
    """How places files are read.

    `fields` says which field is which: member of a place to the field of the file. With `strict` one row that cannot be
    a place refuses the file. `allow_zero` takes a point at 0, 0 for meant.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    allow_zero: bool = False


AS_WRITTEN = PlaceChoices()
MADE_IN_PYTHON = PlaceChoices(strict=True, allow_zero=True)
"""How a frame is read: whoever makes one can look at it."""
