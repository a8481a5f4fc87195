"""Rows of Parquet as records: whatever stands in a column, each row is had, without the values that cannot be."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

_NO_VALUE = (ArithmeticError, LookupError, ValueError, pa.ArrowException)


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column of this kind holds texts: some programs write them as bytes."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    is_string = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    return bool(is_string or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def records_of(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """Return rows as records, of columns with one name the first; bytes that are not UTF-8 become U+FFFD.

    A value that Python has no form for, such as a day after the year 9999, is None.
    """
    names = list(dict.fromkeys(batch.schema.names))
    columns = [_values(batch.column(batch.schema.names.index(name))) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pa.Array) -> list[Any]:
    kind = column.type
    if is_text(kind):
        return _texts(column)
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        try:
            return list(column.to_pylist())
        except _NO_VALUE:  # a zone of another machine: the moment is the same
            column = column.cast(pa.timestamp(kind.unit))
    try:
        return list(column.to_pylist())
    except _NO_VALUE:
        return [_value(one) for one in column]


def _value(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except _NO_VALUE:
        return None


def _texts(column: pa.Array) -> list[str | None]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    try:
        values = column.to_pylist()
    except UnicodeDecodeError:
        values = column.cast(pa.binary()).to_pylist()
    return [value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in values]
