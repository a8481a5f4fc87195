"""What is written when all parts are done: places, errors, and what was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storymap._version import __version__
from storymap.atlas.corpus.done_parts import DonePart, part_paths
from storymap.atlas.corpus.file_names import SUMMARY, WORK_FOLDER
from storymap.atlas.corpus.part_tables import PART_FILES
from storymap.atlas.corpus.place_merge import merge_places
from storymap.atlas.corpus.records import CorpusOptions
from storymap.atlas.corpus.schemas import schema_of
from storymap.atlas.corpus.table_writer import BatchWriter
from storymap.storage.atomic import replace_file
from storymap.storage.temporary import temporary_folder


def write_whole_tables(out: Path, options: CorpusOptions, parts: Sequence[DonePart]) -> int:
    """Write the tables of all parts together, then `corpus.json`; return how many places there are. Raises OSError."""
    tables = [dict(zip(PART_FILES, part_paths(out, part.number).tables, strict=True)) for part in parts]
    with temporary_folder(out / WORK_FOLDER / "merge") as folder:
        places = merge_places([table["places"] for table in tables], folder / "places.parquet", folder)
        _join([table["errors"] for table in tables], folder / "errors.parquet")
        for name in ("places.parquet", "errors.parquet"):
            (folder / name).replace(out / name)
    replace_file(out / SUMMARY, _summary(options, parts, places).encode())
    return places


def _join(parts: Sequence[Path], target: Path) -> None:
    """Write the errors of all parts into one table."""
    schema = schema_of("errors")
    with ExitStack() as stack:
        writer = BatchWriter(target, schema, stack)
        for path in parts:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(use_threads=False):
                    writer.add(pa.Table.from_batches([batch]).cast(schema))
        writer.flush()


def _summary(options: CorpusOptions, parts: Sequence[DonePart], places: int) -> str:
    """Return corpus.json: the same for the same sources, wherever and whenever they were read."""
    data: dict[str, Any] = {
        "storymap": __version__,
        "options": asdict(options),
        "documents": sum(part.counts.documents for part in parts),
        "mentions": sum(part.counts.mentions for part in parts),
        "places": places,
        "errors": sum(part.counts.errors for part in parts),
        "parts": [_part(part) for part in parts],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _part(part: DonePart) -> dict[str, Any]:
    return {
        "part": part.number,
        "sources": [
            {"source": name, "start": start, "end": end, "sha256": digest}
            for name, start, end, digest, *_ in part.pieces
        ],
        **asdict(part.counts),
        "sha256": {table: part.digests[table] for table in ("documents", "mentions")},
    }
