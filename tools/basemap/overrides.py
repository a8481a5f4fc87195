"""The visible table of corrections to the sources, overrides.csv: each row says what it changes and why."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("overrides.csv")


@dataclass(frozen=True)
class Override:
    """One correction. `except_views` are the points of view that keep the source's own value."""

    layer: str
    key: str
    field: str
    value: str
    except_views: tuple[str, ...]
    reason: str


def read_overrides(layer: str) -> list[Override]:
    """Return the rows of one layer. Raises ValueError for a row without a reason."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [
            Override(
                row["layer"],
                row["key"],
                row["field"],
                row["value"],
                tuple(row["except_views"].split()),
                row["reason"],
            )
            for row in csv.DictReader(file)
        ]
    for row in rows:
        if not row.reason:
            raise ValueError(f"{TABLE.name}: {row.layer} {row.key} {row.field} has no reason")
    return [row for row in rows if row.layer == layer]
