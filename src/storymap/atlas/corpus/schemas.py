"""The tables of a corpus: their columns, as Arrow has them, and what GeoParquet 1.1 wants to be said of a file.

Names of columns are public: docs/corpus.md says them.
"""

from __future__ import annotations

import json
from typing import Any, Final

import pyarrow as pa

# Documents are numbered by their part and their row in it, so that no part waits for the count of another.
PART_STEP: Final = 10_000_000

_YEAR: Final = pa.struct([("year", pa.int16()), ("documents", pa.int64()), ("mentions", pa.int64())])

_BOX: Final = pa.struct([(side, pa.float64()) for side in ("xmin", "ymin", "xmax", "ymax")])

DOCUMENTS: Final = pa.schema(
    [
        ("document", pa.int64()),
        ("id", pa.string()),
        ("title", pa.string()),
        ("date", pa.string()),
        ("year", pa.int16()),
        ("url", pa.string()),
        ("language", pa.string()),
        ("words", pa.int32()),
        ("mentions", pa.int32()),
        ("focus", pa.list_(pa.string())),
        ("geometry", pa.binary()),
        ("bbox", _BOX),
        ("source", pa.string()),
    ]
)
MENTIONS: Final = pa.schema(
    [
        ("document", pa.int64()),
        ("sentence", pa.int32()),
        ("text", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("name", pa.string()),
        ("place", pa.string()),
        ("score", pa.float32()),
        ("confidence", pa.float32()),
        ("weight", pa.float32()),
        ("role", pa.string()),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("geometry", pa.binary()),
    ]
)
PLACES: Final = pa.schema(
    [
        ("place", pa.string()),
        ("name", pa.string()),
        ("country", pa.string()),
        ("kind", pa.string()),
        ("documents", pa.int64()),
        ("mentions", pa.int64()),
        ("years", pa.list_(_YEAR)),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("geometry", pa.binary()),
    ]
)
ERRORS: Final = pa.schema(
    [
        ("source", pa.string()),
        ("position", pa.string()),
        ("id", pa.string()),
        ("what", pa.string()),
        ("remedy", pa.string()),
    ]
)
# What one part says of places, a row for each place and year (null where a document has no date); it goes into PLACES.
PLACE_YEARS: Final = pa.schema(
    [
        ("place", pa.string()),
        ("name", pa.string()),
        ("country", pa.string()),
        ("kind", pa.string()),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("year", pa.int16()),
        ("documents", pa.int64()),
        ("mentions", pa.int64()),
    ]
)
_SHAPES: Final = {"documents": ["Polygon", "MultiPolygon"], "mentions": ["Point"], "places": ["Point"]}
TABLES: Final = {"documents": DOCUMENTS, "mentions": MENTIONS, "places": PLACES, "errors": ERRORS}


def geo_metadata(table: str) -> dict[str, str]:
    """Return what a GeoParquet file of a table says of its geometry; nothing for a table without one.

    Without `crs` it is OGC:CRS84: degrees, longitude first.
    """
    shapes = _SHAPES.get(table)
    if shapes is None:
        return {}
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": shapes}
    if "bbox" in TABLES[table].names:
        column["covering"] = {"bbox": {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}}
    return {"geo": json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})}


def schema_of(table: str) -> pa.Schema:
    """Return the schema of a table's file, with its metadata."""
    return TABLES[table].with_metadata(geo_metadata(table) or None)
