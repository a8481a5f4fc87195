"""The tables of the folder that `storymap corpus` writes, read by pyarrow a batch at a time."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from storymap.atlas.corpus.file_names import SUMMARY, WORK_FOLDER
from storymap.atlas.parts.tables import AtlasTables, DocumentRow, MentionRow, PlaceRow
from storymap.errors import Problem, StorymapError

PLACES: Final = "places.parquet"
_ROWS: Final = 8_192  # of a batch
_AGAIN: Final = "write the folder again with `storymap corpus`"
# What columns hold, of all tables: the folder may have come from anywhere.
_NUMBERS: Final = frozenset({"document", "start", "end", "documents"})
_DEGREES: Final = frozenset({"lon", "lat"})
_TEXTS: Final = frozenset({"title", "date", "url", "id", "place", "text", "name", "country", "kind"})
_Row = TypeVar("_Row")


def is_corpus(folder: Path) -> bool:
    """Say whether a folder is one that `storymap corpus` wrote, or began to write."""
    is_there = (folder / PLACES).is_file() or (folder / WORK_FOLDER).is_dir()
    return is_there and (folder / "documents").is_dir()


def read_tables(folder: Path, *, title: str = "", language: str = "en") -> AtlasTables:
    """Return the tables of a corpus folder.

    Raises StorymapError if the corpus is not finished, if a table is missing, or pyarrow is.

    What is damaged raises StorymapError when it is read.
    """
    try:
        import pyarrow.parquet  # noqa: F401 - to tell at once that it is missing
    except ImportError:
        remedy = "pip install 'storymap-html[cluster]'"
        raise StorymapError(Problem(str(folder), "reading a corpus needs pyarrow", remedy)) from None
    if (folder / WORK_FOLDER).is_dir() and not (folder / SUMMARY).is_file():
        remedy = "run `storymap corpus` as before, which goes on where it was"
        raise StorymapError(Problem(str(folder), "the corpus is not finished", remedy))
    missing = [
        Problem(str(folder / name), "the folder has no such table", _AGAIN)
        for name, is_there in (
            ("documents", any((folder / "documents").glob("*.parquet"))),
            ("mentions", any((folder / "mentions").glob("*.parquet"))),
            (PLACES, (folder / PLACES).is_file()),
        )
        if not is_there
    ]
    if len(missing) > 1 and _is_empty(folder):
        what, remedy = "the corpus has no documents", "read sources that have texts with `storymap corpus`"
        raise StorymapError(Problem(str(folder), what, remedy))
    if missing:
        raise StorymapError(missing)
    return AtlasTables(
        title or folder.resolve().name,
        language,
        _rows(sorted((folder / "documents").glob("*.parquet")), _document, ("document", "title", "date", "url", "id")),
        _rows(
            sorted((folder / "mentions").glob("*.parquet")), MentionRow, ("document", "place", "text", "start", "end")
        ),
        lambda: _places(folder / PLACES),
    )


def _is_empty(folder: Path) -> bool:
    """Say whether a corpus was written of sources in which there was nothing."""
    try:
        return bool(json.loads((folder / SUMMARY).read_bytes())["documents"] == 0)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _rows(files: Sequence[Path], make: Callable[..., _Row], columns: Sequence[str]) -> Callable[[], Iterator[_Row]]:
    def read() -> Iterator[_Row]:
        for path in files:
            for batch in _batches(path, columns):
                yield from map(make, *batch)

    return read


def _batches(path: Path, columns: Sequence[str]) -> Iterator[list[list[Any]]]:
    """Yield the columns of each batch of a file as lists. Raises StorymapError for a file that is damaged."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            missing = [column for column in columns if column not in file.schema_arrow.names]
            if missing:
                raise StorymapError(Problem(str(path), f"there is no column {missing[0]}", _AGAIN))
            for batch in file.iter_batches(batch_size=_ROWS, columns=list(columns)):
                yield [_values(batch.column(column), column) for column in columns]
    except (ArrowException, OSError, ValueError, ArithmeticError, LookupError):
        raise _damaged(path) from None


def _values(values: Any, column: str) -> list[Any]:
    """Return the values of a column as what it holds: numbers that count something, texts, degrees.

    Raises ValueError, or what Arrow raises, where they are something else.
    """
    import pyarrow as pa

    if column in _NUMBERS:
        whole: list[int] = values.cast(pa.int64()).to_pylist()
        if values.null_count or min(whole, default=0) < 0:
            raise ValueError(column)
        return whole
    if column in _DEGREES:
        return [math.nan if value is None else value for value in values.cast(pa.float64()).to_pylist()]
    if column in _TEXTS:
        texts: list[str | None] = values.cast(pa.string()).to_pylist()
        return [text or "" for text in texts] if values.null_count else texts
    return list(values.to_pylist())


def _damaged(path: Path) -> StorymapError:
    return StorymapError(Problem(str(path), "the file is damaged", _AGAIN))


def _places(path: Path) -> list[PlaceRow]:
    rows: list[PlaceRow] = []
    columns = ("place", "name", "country", "kind", "documents", "years", "lon", "lat")
    for place, name, country, kind, documents, years, lon, lat in _batches(path, columns):
        try:
            by_year = list(map(_years, years))
        except (TypeError, LookupError):
            raise _damaged(path) from None
        rows.extend(map(PlaceRow, place, name, country, kind, documents, by_year, lon, lat))
    return rows


def _document(number: int, title: str, date: str, url: str, own_id: str) -> DocumentRow:
    return DocumentRow(number, title or own_id, date, url)


def _years(told: list[dict[str, int]] | None) -> tuple[tuple[int, int], ...]:
    return tuple((year["year"], year["documents"]) for year in told or () if year["year"] is not None)
