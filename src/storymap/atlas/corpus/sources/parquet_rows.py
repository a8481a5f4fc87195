"""Documents of Parquet: a range of a file's rows. Only the columns that are named are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storymap.atlas.corpus.records import CorpusOptions, DocumentError, Piece, RawDocument, SourceDocument, SourceFile
from storymap.atlas.corpus.sources.parquet_values import is_text, records_of
from storymap.atlas.corpus.sources.record_fields import check_columns, document_of
from storymap.errors import Problem, StorymapError, printable
from storymap.reading.files import open_regular

_BATCH = 1 << 20  # bytes of rows that are there at once
_MOST_ROWS = 1_024  # of a batch
_BUFFER = 1 << 20  # bytes of a packed column


def pieces(file: SourceFile, size: int, options: CorpusOptions) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a file: rows of one row group. Raises StorymapError where it has other columns.

    A damaged file is one piece: whoever reads it says so.
    """
    head = _head(file)
    if head is None:
        yield Piece(file, 0, 0, (0, file.size)), 0
        return
    schema, metadata = head
    check_columns(schema.names, options, file.name, "column")
    name = printable(options.columns.text, 40)
    if len(schema.get_all_field_indices(options.columns.text)) > 1:
        raise StorymapError(Problem(file.name, f'there are several columns "{name}"', "rename all but one"))
    kind = schema.field(options.columns.text).type
    if not is_text(kind):
        what = f'the column "{name}" holds no text ({printable(str(kind), 80)})'
        raise StorymapError(Problem(file.name, what, "name the one with the text with --text"))
    first = 0
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        weight = sum(size_of for name, size_of in _sizes(group) if name in _columns(options))
        for start, end in _ranges(group.num_rows, weight, size):
            yield Piece(file, first + start, first + end, _extent(group)), weight * (end - start) // group.num_rows
        first += group.num_rows


def columns(file: SourceFile) -> list[str]:
    """Return the columns of a file, none of one that is damaged."""
    head = _head(file)
    return [] if head is None else list(head[0].names)


def _head(file: SourceFile) -> tuple[pa.Schema, pq.FileMetaData] | None:
    """Return the columns and what else stands in the foot of a file, None for a damaged one."""
    try:
        with open_regular(file.path, file.name) as opened:
            table = pq.ParquetFile(opened, buffer_size=_BUFFER)
            return table.schema_arrow, table.metadata
    except (pa.ArrowException, OSError, ValueError, StorymapError):
        return None


def read(piece: Piece, options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    """Yield the documents of rows. Raises StorymapError for a damaged file."""
    name = piece.file.name
    damaged = StorymapError(Problem(name, "the file is damaged", "export it again, or leave it out"))
    # Within: what opens the file takes every error for one of the file's name.
    with open_regular(piece.file.path, name) as opened:
        try:
            table = pq.ParquetFile(opened, buffer_size=_BUFFER)
            if piece.end == 0:
                raise damaged
            for row, record in _rows(table, piece, options):
                position, own_id = f"row {row}", f"{name}#{row}"
                yield RawDocument(name, position, own_id, partial(_document, record, options, name, position, own_id))
        except (pa.ArrowException, OSError, ValueError):
            raise damaged from None


def _document(
    record: Mapping[str, Any], options: CorpusOptions, name: str, position: str, own_id: str
) -> SourceDocument | DocumentError:
    return document_of(record, options, name, position, own_id)


def _columns(options: CorpusOptions) -> set[str]:
    columns = options.columns
    return {columns.text, columns.id, columns.title, columns.date, columns.url, columns.language}


def _sizes(group: Any) -> Iterator[tuple[str, int]]:
    """Yield the columns of a row group with how many bytes they have, unpacked, by what they declare."""
    for number in range(group.num_columns):
        column = group.column(number)
        yield column.path_in_schema.partition(".")[0], column.total_uncompressed_size


def _ranges(rows: int, weight: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of as many rows as have about `size` bytes."""
    number = max(1, -(-weight // size))
    step = max(1, -(-rows // number))
    for start in range(0, rows, step):
        yield start, min(start + step, rows)


def _extent(group: Any) -> tuple[int, int]:
    """Return where in the file the columns of a row group are."""
    columns = [group.column(number) for number in range(group.num_columns)]
    starts = [
        column.dictionary_page_offset if column.has_dictionary_page else column.data_page_offset for column in columns
    ]
    ends = [start + column.total_compressed_size for start, column in zip(starts, columns, strict=True)]
    return min(starts), max(ends)


def _rows(table: pq.ParquetFile, piece: Piece, options: CorpusOptions) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of a piece, each with its number in the file."""
    first, group = 0, 0
    while first + table.metadata.row_group(group).num_rows <= piece.start:
        first += table.metadata.row_group(group).num_rows
        group += 1
    named = _columns(options)
    columns = [name for name in table.schema_arrow.names if name in named]
    metadata = table.metadata.row_group(group)
    weight = sum(size for name, size in _sizes(metadata) if name in named)
    rows = max(1, min(_MOST_ROWS, _BATCH * metadata.num_rows // max(weight, 1)))
    at = first
    for batch in table.iter_batches(rows, row_groups=[group], columns=columns, use_threads=False):
        if at >= piece.end:
            return
        if at + batch.num_rows > piece.start:
            begin = max(piece.start - at, 0)
            wanted = batch.slice(begin, min(piece.end - at, batch.num_rows) - begin)
            yield from enumerate(records_of(wanted), at + begin)
        at += batch.num_rows
