"""GeoParquet, when pyarrow is installed."""

from __future__ import annotations

import io
import warnings
from typing import Any

import geopandas as gpd

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_PARQUET, MOST_FEATURES
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.geodataframe import features_from_frame
from storymap.reading.problem_log import ProblemLog

_MAGIC = b"PAR1"
# What a value takes in Python, however small it is in the file.
_PER_VALUE = 20


def read_parquet(data: bytes, name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of the GeoParquet file `data`. What is wrong goes to `log`.

    Raises StorymapError when it is not GeoParquet, is damaged or too large, or pyarrow is missing.
    """
    if not data.startswith(_MAGIC):
        raise StorymapError(Problem(name, "this is not a Parquet file", "export it again, or correct its ending"))
    try:
        # It takes 40 MB, and few need it.
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        what = "reading GeoParquet needs pyarrow"
        raise StorymapError(Problem(name, what, 'pip install "storymap-html[parquet]"')) from None
    damaged = StorymapError(Problem(name, "the file is damaged", "export it again"))
    try:
        file = ParquetFile(io.BytesIO(data))
        too_large = _declared_size(file) > LARGEST_PARQUET
        if not too_large:
            # A text that is the same in every row stands once in the file: a few kilobytes can be terabytes.
            table = ParquetFile(io.BytesIO(data), read_dictionary=_texts(file)).read()
            too_large = sum(_size(chunk) for column in table.columns for chunk in column.chunks) > LARGEST_PARQUET
    except (ArrowException, OSError, ValueError):
        raise damaged from None
    if too_large or file.metadata.num_rows > MOST_FEATURES:
        what = f"it holds more than {MOST_FEATURES:,} features or {LARGEST_PARQUET >> 20} MB"
        raise StorymapError(Problem(name, what, "leave some out"))
    if b"geo" not in (file.schema_arrow.metadata or {}):
        what = "this is Parquet, but not GeoParquet: it has no geometry"
        raise StorymapError(Problem(name, what, "write it with GeoPandas' to_parquet"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            frame = gpd.read_parquet(io.BytesIO(data))
        except Exception:
            # pyarrow, GeoPandas and Shapely raise errors of many kinds for damaged files.
            raise damaged from None
    return FeatureCollection(features_from_frame(frame, "feature", name, log))


def _declared_size(file: Any) -> int:
    """Return about how many bytes the values take by what the file declares, each text counted once."""
    groups = [file.metadata.row_group(index) for index in range(file.num_row_groups)]
    values = sum(group.column(index).num_values for group in groups for index in range(group.num_columns))
    return int(_PER_VALUE * values + sum(group.total_byte_size for group in groups))


def _texts(file: Any) -> list[str]:
    columns = map(file.schema.column, range(len(file.schema.names)))
    return [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]


def _size(array: Any) -> int:
    """Return about how many bytes an Arrow array takes as Python values, with its dictionaries expanded."""
    from pyarrow import DictionaryArray, compute

    values = _PER_VALUE * len(array)
    if isinstance(array, DictionaryArray):
        lengths = compute.binary_length(array.dictionary)
        return values + int(compute.sum(lengths.take(array.indices)).as_py() or 0)
    if hasattr(array, "flatten"):
        inner = array.flatten()
        return values + (sum(map(_size, inner)) if isinstance(inner, list) else _size(inner))
    return max(values, int(array.nbytes))
