"""Which rows of a table are simple places, and what all places are asked for of these.

A row is simple if `fast_place` would say so of its feature, or its aliases alone have to be taken apart. Here a
thousand cells of a column are looked at together, and no feature is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from storymap.limits import LONGEST_NAME, MOST_ALIASES
from storymap.model import DEFAULT_LAYER
from storymap.reading.places.fast_path import LONGEST_TEXT, TEXT_PROPERTIES, is_clean_key, is_line, is_link
from storymap.reading.places.field_names import FieldNames
from storymap.reading.places.focus_properties import FOCUS_PROPERTIES
from storymap.reading.places.formats.packed_columns import ColumnCells
from storymap.reading.places.formats.table_features import TableFeatures
from storymap.reading.places.record_fields import FIELDS, NAME_SEPARATOR

_ASKED_OF_ALL = ("name", "layer", "aliases", "id")
_NEEDS_CHECKING = (FOCUS_PROPERTIES | frozenset(FIELDS)) - TEXT_PROPERTIES


@dataclass(slots=True)
class SimpleRows:
    """The simple places of a table: of each feature whether it is one, and some columns of those that are."""

    is_simple: NDArray[np.bool_]
    names: list[str] = field(default_factory=list)
    layers: list[str] = field(default_factory=list)
    aliases: list[tuple[str, ...]] = field(default_factory=list)
    written_ids: list[str | None] = field(default_factory=list)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The numbers of the features that are simple."""
        return np.flatnonzero(self.is_simple)

    def leave_out(self, rows: Sequence[int]) -> None:
        """Take the places of these features for places that are not simple."""
        is_kept = ~np.isin(self.rows, rows)
        self.names = list(compress(self.names, is_kept))
        self.layers = list(compress(self.layers, is_kept))
        self.aliases = list(compress(self.aliases, is_kept))
        self.written_ids = list(compress(self.written_ids, is_kept))
        self.is_simple[list(rows)] = False


def simple_rows(table: TableFeatures, fields: FieldNames) -> SimpleRows:
    """Return the simple places of a table whose fields are these."""
    found = SimpleRows(~np.isnan(table.positions[:, 0]))
    members = [fields.read_as.get(key, key) for key in table.members]
    if len(set(members)) < len(members) or "name" not in members:
        found.is_simple[:] = False
        return found
    renamed = {member for member, key in zip(members, table.members, strict=True) if member != key}
    layers = {"": DEFAULT_LAYER}
    begin = 0
    for columns in table.columns():
        column_of = dict(zip(members, columns, strict=True))
        number = len(column_of["name"].cells)
        of_these = found.is_simple[begin : begin + number]
        begin += number
        for member, column in column_of.items():
            _leave_out_others(of_these, member, column, is_renamed=member in renamed)
        kept = {key: _kept(column_of[key].cells, of_these) for key in _ASKED_OF_ALL if key in column_of}
        found.names += kept["name"]
        # One text for all places of a layer.
        found.layers += [layers.setdefault(cell, cell) for cell in kept.get("layer", ())]
        aliases = zip(kept.get("aliases", ()), kept["name"], strict=False)
        found.aliases += [_aliases(cell, name) for cell, name in aliases]
        found.written_ids += [cell or None for cell in kept.get("id", ())]
    count = len(found.names)
    found.layers = found.layers or [DEFAULT_LAYER] * count
    found.aliases = found.aliases or [()] * count
    found.written_ids = found.written_ids or [None] * count
    return found


def _kept(cells: list[str], is_simple: NDArray[np.bool_]) -> list[str]:
    return cells if is_simple.all() else list(compress(cells, is_simple))


def _leave_out_others(is_simple: NDArray[np.bool_], member: str, column: ColumnCells, *, is_renamed: bool) -> None:
    """Take away from the simple rows those whose cell of a member is not as simple places have it."""
    text = column.text
    if member == "aliases":
        if text:
            is_simple &= [not cell or _are_simple_aliases(cell, is_renamed=is_renamed) for cell in column.cells]
    elif member == "url":
        if text:
            is_simple &= [not cell or is_link(cell) for cell in column.cells]
    elif member in TEXT_PROPERTIES or (member not in _NEEDS_CHECKING and is_clean_key(member)):
        longest = LONGEST_NAME if member in ("name", "layer") else LONGEST_TEXT
        if not (text.isascii() and text.isprintable()) or column.has_longer(longest):
            is_simple &= [is_line(cell, longest) for cell in column.cells]
        if member == "name" and not all(column.cells):
            is_simple &= [cell != "" for cell in column.cells]
        # A field that is likely to be a name has its spaces joined, one that is likely to be a note is read as HTML.
        if is_renamed and ("  " in text or "<" in text):
            is_simple &= ["  " not in cell and "<" not in cell for cell in column.cells]
    elif text:
        is_simple &= [cell == "" for cell in column.cells]


def _are_simple_aliases(cell: str, *, is_renamed: bool) -> bool:
    parts = NAME_SEPARATOR.split(cell)
    # A field that is likely to be aliases is none where it holds separators alone.
    if is_renamed and not any(map(str.strip, parts)):
        return False
    is_short = len(parts) <= MOST_ALIASES and is_line(cell, MOST_ALIASES * LONGEST_NAME)
    return is_short and "  " not in cell and all(is_line(part.strip()) for part in parts)


def _aliases(cell: str, name: str) -> tuple[str, ...]:
    parts = dict.fromkeys(part.strip() for part in NAME_SEPARATOR.split(cell)) if cell else ()
    return tuple(part for part in parts if part and part != name)
