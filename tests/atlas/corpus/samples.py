"""Small corpora of our own texts, and what is made of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

TEXTS = (
    {
        "id": "bridge",
        "title": "The bridge at El Paso",
        "date": "2009-04-17",
        "url": "https://example.org/bridge",
        "text": "The bridge between El Paso and Ciudad Juárez was closed on Friday.\n\nBuses went by way of Las Cruces.",
    },
    {"id": 7, "title": "", "date": "March 3, 2011", "text": "Nobody was seen on the road, and nothing was said of it."},
    {
        "id": "mill",
        "title": "A mill burns",
        "date": "2009-05-01",
        "text": "A mill burned down in Lowell, Massachusetts.",
    },
)


def write_lines(path: Path, records: Any = TEXTS) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a table: a file, or a folder of parts."""
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def digests(out: Path) -> dict[str, str]:
    """The digest of each file of the output; what a restart needs (`.corpus`) is none."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and ".corpus" not in path.parts)
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
