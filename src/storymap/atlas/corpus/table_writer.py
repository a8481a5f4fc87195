"""Tables that are written as their rows come: a row group when enough are there, so that memory stays bounded."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS_IN_GROUP = 16_384


class TableWriter:
    """Rows of one table to a Parquet file, which the `stack` closes. The same rows give the same bytes."""

    def __init__(self, path: Path, schema: pa.Schema, stack: ExitStack) -> None:
        self._schema = schema
        self._columns: dict[str, list[Any]] = {name: [] for name in schema.names}
        self._first = self._columns[schema.names[0]]
        self._append = [column.append for column in self._columns.values()]
        self._writer = stack.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
        self.rows = 0

    def add(self, *values: Any) -> None:
        """Add a row: a value for each column of the schema, in its order."""
        for append, value in zip(self._append, values, strict=True):
            append(value)
        self.rows += 1
        if len(self._first) >= _ROWS_IN_GROUP:
            self.flush()

    def flush(self) -> None:
        """Write what is there as a row group."""
        if self._first:
            self._writer.write_table(pa.table(self._columns, schema=self._schema))
            for column in self._columns.values():
                column.clear()


class BatchWriter:
    """The same of tables: row groups are full, however many rows come at once."""

    def __init__(self, path: Path, schema: pa.Schema, stack: ExitStack) -> None:
        self._schema = schema
        self._waiting: pa.Table = schema.empty_table()
        self._writer = stack.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
        self.rows = 0

    def add(self, table: pa.Table) -> None:
        """Add the rows of a table, whose schema is the file's."""
        self.rows += table.num_rows
        self._waiting = pa.concat_tables([self._waiting, table])
        while self._waiting.num_rows >= _ROWS_IN_GROUP:
            self._write(_ROWS_IN_GROUP)

    def flush(self) -> None:
        """Write what is left."""
        if self._waiting.num_rows:
            self._write(self._waiting.num_rows)

    def _write(self, rows: int) -> None:
        self._writer.write_table(self._waiting.slice(0, rows).combine_chunks())
        self._waiting = self._waiting.slice(rows).combine_chunks()
