"""Made articles as files: JSON lines, or Parquet in parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tools.bench.made_corpus.article import made_article

FIELDS: Final = ("id", "title", "date", "byline", "language", "url", "text")
ROWS_IN_FILE: Final = 10_000
_ROWS_IN_GROUP: Final = 1_000


def json_lines(numbers: Iterable[int]) -> Iterator[str]:
    """Yield each article as a line of JSON."""
    for number in numbers:
        yield json.dumps(made_article(number).record, ensure_ascii=False) + "\n"


def write_json_lines(path: Path, numbers: Iterable[int]) -> None:
    """Write the articles as one file of JSON lines."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json_lines(numbers))


def write_parquet(folder: Path, numbers: range, rows_in_file: int = ROWS_IN_FILE) -> None:
    """Write the articles as `part-00000.parquet` and so on into a folder that is made, all columns text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    schema = pa.schema([(field, pa.string()) for field in FIELDS])
    for part, first in enumerate(range(0, len(numbers), rows_in_file)):
        chosen = numbers[first : first + rows_in_file]
        table = pa.Table.from_pylist([made_article(number).record for number in chosen], schema)
        path = folder / f"part-{part:05}.parquet"
        pq.write_table(table, path, row_group_size=_ROWS_IN_GROUP, compression="zstd")
