"""What all parts say of places, added up: sorted tables are merged, a little of each at a time.

Memory does not grow with the corpus: MOST_AT_ONCE tables are open at most, and of each of them one batch is there. Of
more tables the first so many become one, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from storymap.atlas.corpus.schemas import PLACE_YEARS, PLACES, schema_of
from storymap.atlas.corpus.table_writer import BatchWriter

Floats = npt.NDArray[np.float64]
MOST_AT_ONCE = 64  # tables
_BATCH = 4_096  # rows of each
_KEYS = ["place", "name", "country", "kind", "lon", "lat", "year"]
_POINT = np.dtype([("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])


def merge_places(parts: Sequence[Path], target: Path, folder: Path) -> int:
    """Write the table of places that `parts` (PLACE_YEARS, sorted by place) speak of, and return its rows.

    What is made on the way is written into `folder`.
    """
    tables, level = list(parts), 0
    while len(tables) > MOST_AT_ONCE:
        groups = [tables[first : first + MOST_AT_ONCE] for first in range(0, len(tables), MOST_AT_ONCE)]
        tables = [_merged(group, folder / f"places-{level}-{row}.parquet") for row, group in enumerate(groups)]
        level += 1
    with ExitStack() as stack:
        writer = BatchWriter(target, schema_of("places"), stack)
        for table in _sums(tables):
            writer.add(_places(table))
        writer.flush()
    return writer.rows


def _merged(parts: Sequence[Path], target: Path) -> Path:
    """Merge tables to one of the same columns."""
    with ExitStack() as stack:
        writer = BatchWriter(target, PLACE_YEARS, stack)
        for table in _sums(parts):
            writer.add(table)
        writer.flush()
    return target


class _SortedTable:
    """A table sorted by place, of which only its next rows are there."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._batches = stack.enter_context(pq.ParquetFile(path)).iter_batches(_BATCH, use_threads=False)
        self._rows: pa.Table = PLACE_YEARS.empty_table()
        self.is_read = False

    def fill(self) -> None:
        """Read a batch more."""
        batch = next(self._batches, None)
        if batch is None:
            self.is_read = True
        else:
            self._rows = pa.concat_tables([self._rows, pa.Table.from_batches([batch], PLACE_YEARS)]).combine_chunks()

    @property
    def last(self) -> str:
        """The last place of which rows are there, "" for none: of it more may come."""
        return str(self._rows["place"][-1].as_py()) if self._rows.num_rows else ""

    def take(self, before: str | None) -> pa.Table:
        """Take the rows of the places that come before one, or all."""
        if before is None:
            taken, self._rows = self._rows, PLACE_YEARS.empty_table()
            return taken
        number = int(pc.sum(pc.less(self._rows["place"], before)).as_py() or 0)
        taken, self._rows = self._rows.slice(0, number), self._rows.slice(number)
        return taken


def _sums(parts: Sequence[Path]) -> Iterator[pa.Table]:
    """Yield the sums of tables, sorted by place and year: each place is whole in one of the tables that are yielded."""
    with ExitStack() as stack:
        tables = [_SortedTable(path, stack) for path in parts]
        while True:
            unread = [table for table in tables if not table.is_read]
            before = min((table.last for table in unread), default=None)
            rows = pa.concat_tables([PLACE_YEARS.empty_table(), *(table.take(before) for table in tables)])
            if rows.num_rows:
                yield _summed(rows)
            if before is None:
                return
            for table in unread:
                if table.last <= before:
                    table.fill()


def _summed(rows: pa.Table) -> pa.Table:
    sums = rows.group_by(_KEYS, use_threads=False).aggregate([("documents", "sum"), ("mentions", "sum")])
    sums = sums.rename_columns([name.removesuffix("_sum") for name in sums.column_names]).select(PLACE_YEARS.names)
    return sums.sort_by([("place", "ascending"), ("year", "ascending")]).cast(PLACE_YEARS)


def _places(rows: pa.Table) -> pa.Table:
    """Return a row for each place of sums that are sorted by place and year."""
    rows = rows.combine_chunks()
    ids = rows["place"].to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(np.concatenate([[True], ids[1:] != ids[:-1]]))
    firsts = rows.take(pa.array(starts))
    is_dated = rows["year"].is_valid().to_numpy()
    dated = rows.filter(pa.array(is_dated))
    offsets = np.concatenate([np.concatenate([[0], np.cumsum(is_dated)])[starts], [int(is_dated.sum())]])
    years = pa.StructArray.from_arrays(
        [dated[name].combine_chunks() for name in ("year", "documents", "mentions")], ["year", "documents", "mentions"]
    )
    sums = {name: np.add.reduceat(rows[name].to_numpy(), starts) for name in ("documents", "mentions")}
    columns = {
        **{name: firsts[name] for name in ("place", "name", "country", "kind", "lon", "lat")},
        **sums,
        "years": pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), years),
        "geometry": _points(firsts["lon"].to_numpy(), firsts["lat"].to_numpy()),
    }
    return pa.table(columns).select(PLACES.names).cast(schema_of("places"))


def _points(longitudes: Floats, latitudes: Floats) -> pa.Array:
    """Return points as WKB, little-endian."""
    points = np.zeros(len(longitudes), _POINT)
    points["order"], points["type"], points["x"], points["y"] = 1, 1, longitudes, latitudes
    fixed = pa.Array.from_buffers(pa.binary(_POINT.itemsize), len(points), [None, pa.py_buffer(points.tobytes())])
    return fixed.cast(pa.binary())
