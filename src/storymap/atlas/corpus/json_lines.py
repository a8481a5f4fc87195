"""Documents of JSON lines: a range of a file's bytes, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from storymap.atlas.corpus.packed_lines import go_to
from storymap.atlas.corpus.record_fields import document_of
from storymap.atlas.corpus.records import CorpusOptions, DocumentError, Piece, RawDocument, SourceDocument
from storymap.limits import LARGEST_LINE
from storymap.reading.long_numbers import LONG_NUMBER, is_long_number

_SKIPPED = 1 << 16  # bytes at once


def read_json_lines(file: BinaryIO, piece: Piece, options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    """Yield the documents of the lines that begin in a piece of `file`, which was just opened.

    A line without anything is none.
    """
    at = _first_line(file, piece.start)
    while at < piece.end and (line := file.readline(LARGEST_LINE + 1)):
        begins, at = at, at + len(line)
        if len(line) > LARGEST_LINE and not line.endswith(b"\n"):
            at += _skip_line(file)
            what, remedy = (
                f"the line is longer than {LARGEST_LINE >> 20} MB",
                "write one text a line, and divide long ones",
            )
            yield DocumentError(piece.file.name, f"byte {begins}", _own_id(piece, begins), what, remedy)
        elif line.strip():
            yield RawDocument(
                piece.file.name,
                f"byte {begins}",
                _own_id(piece, begins),
                partial(_document, line, piece, begins, options),
            )


def _first_line(file: BinaryIO, start: int) -> int:
    """Go to the first line that begins at `start` or after it, and return where that is."""
    if start == 0:
        return 0
    go_to(file, start - 1)
    return start - 1 + _skip_line(file)


def _skip_line(file: BinaryIO) -> int:
    """Read to the end of a line, however long it is, and return how many bytes that were."""
    skipped = 0
    while part := file.readline(_SKIPPED):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def _own_id(piece: Piece, begins: int) -> str:
    return f"{piece.file.name}#{begins}"


def _document(line: bytes, piece: Piece, begins: int, options: CorpusOptions) -> SourceDocument | DocumentError:
    position, own_id = f"byte {begins}", _own_id(piece, begins)
    try:
        record: Any = json.loads(line.decode("utf-8-sig" if begins == 0 else "utf-8", "replace"))
        if not isinstance(record, dict):
            raise TypeError("record")
    except (ValueError, TypeError, RecursionError) as error:
        if is_long_number(error):
            return DocumentError(piece.file.name, position, own_id, LONG_NUMBER, "shorten it")
        remedy = 'write one JSON object a line: {"id": "1", "text": "…"}'
        return DocumentError(piece.file.name, position, own_id, "this is not a text to read", remedy)
    return document_of(record, options, piece.file.name, position, own_id)
