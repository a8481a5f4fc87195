"""The kinds of sources: how each is divided into pieces, and how a piece is read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from storymap.atlas.corpus.records import (
    CorpusOptions,
    DocumentError,
    Piece,
    RawDocument,
    SourceFile,
    SourceKind,
)
from storymap.errors import Problem, StorymapError

# A module has `pieces` and `read`; it is imported when there is a source of its kind.
_MODULES: Final[dict[SourceKind, str]] = {
    "jsonl": "json_lines",
    "parquet": "parquet_rows",
    "warc": "warc_records",
    "wacz": "wacz_members",
    "files": "article_files",
}
_AGAIN = "make it anew, or leave it out"


def pieces_of(file: SourceFile, size: int, options: CorpusOptions) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a file, of about `size` bytes of text each, with how many bytes they count.

    Raises StorymapError where a file of rows has not the columns that are named, and OSError.
    """
    yield from _module(file.kind).pieces(file, size, options)


def columns_of(file: SourceFile) -> list[str] | None:
    """Return the columns of a file of rows (or the members of its first records), None for a file of another kind."""
    module = _module(file.kind)
    return module.columns(file) if hasattr(module, "columns") else None


def read_piece(piece: Piece, options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    """Yield the documents of a piece, in their order. Raises StorymapError when its file cannot be read on."""
    try:
        yield from _module(piece.file.kind).read(piece, options)
    except (EOFError, zlib.error) as error:  # of what is packed
        raise StorymapError(Problem(piece.file.name, "the file is damaged", _AGAIN)) from error


def _module(kind: SourceKind) -> Any:
    return import_module(f"storymap.atlas.corpus.sources.{_MODULES[kind]}")
