"""Documents of JSON lines, which may be packed: a range of a file's bytes, line by line."""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from storymap.atlas.corpus.records import CorpusOptions, DocumentError, Piece, RawDocument, SourceDocument, SourceFile
from storymap.atlas.corpus.sources.packed_lines import go_to, is_packed, open_lines
from storymap.atlas.corpus.sources.record_fields import check_columns, document_of
from storymap.errors import StorymapError
from storymap.limits import LARGEST_LINE
from storymap.reading.long_numbers import LONG_NUMBER, is_long_number

_SKIPPED = 1 << 16  # bytes at once
_COUNTED = 1 << 20  # bytes at once
_LINES_LOOKED_AT = 20
_LINES_WITH_MEMBERS = 1_000  # what they all have not is taken for a mistake
_WRITE = 'write one JSON object a line: {"id": "1", "text": "…"}'


def pieces(file: SourceFile, size: int, options: CorpusOptions) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a file: ranges of its bytes, once it is unpacked. Raises StorymapError for other members."""
    _check_members(file, options)
    length = _unpacked_length(file) if is_packed(file) else file.size
    for start in range(0, length, size):
        end = min(start + size, length)
        yield Piece(file, start, end, (0, file.size) if is_packed(file) else (start, end)), end - start


def read(piece: Piece, options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    """Yield the documents of the lines that begin in a piece. A line without anything is none.

    Raises StorymapError, or what unpacking raises.
    """
    with open_lines(piece.file) as file:
        at = _first_line(file, piece.start)
        while at < piece.end and (line := file.readline(LARGEST_LINE + 1)):
            begins, at = at, at + len(line)
            own_id = f"{piece.file.name}#{begins}"
            if len(line) > LARGEST_LINE and not line.endswith(b"\n"):
                at += _skip_line(file)
                what = f"the line is longer than {LARGEST_LINE >> 20} MB"
                yield DocumentError(
                    piece.file.name, f"byte {begins}", own_id, what, "write one text a line, and divide long ones"
                )
            elif line.strip():
                yield RawDocument(
                    piece.file.name, f"byte {begins}", own_id, partial(_document, line, piece, begins, options)
                )


def columns(file: SourceFile) -> list[str]:
    """Return the members of the first records: others may have more."""
    return list(dict.fromkeys(name for record in _first_records(file, _LINES_WITH_MEMBERS) for name in record))


def _check_members(file: SourceFile, options: CorpusOptions) -> None:
    """Raise StorymapError if no text is where it should be in the first records: then all others will have none."""
    members = dict.fromkeys(name for record in _first_records(file, _LINES_LOOKED_AT) for name in record)
    if members:
        check_columns(list(members), options, file.name, "member")


def _first_records(file: SourceFile, most: int) -> Iterator[dict[str, Any]]:
    """Yield the records among the first lines, as far as they can be read: whoever reads them says what is wrong."""
    with contextlib.suppress(EOFError, zlib.error, ValueError, StorymapError), open_lines(file) as lines:
        for _ in range(most):
            line = lines.readline(_COUNTED)
            record = _record(line, 0) if line else None
            if isinstance(record, dict):
                yield record
            if not line:
                return


def _unpacked_length(file: SourceFile) -> int:
    """Return how many bytes a packed file has; one more where it is damaged, so that whoever reads it sees that."""
    length = 0
    try:
        with open_lines(file) as lines:
            read_some = getattr(lines, "read1", lines.read)  # what stands before the damage, too
            while part := read_some(_COUNTED):
                length += len(part)
    except (EOFError, zlib.error, StorymapError):
        return length + 1
    return length


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


def _record(line: bytes, begins: int) -> Any:
    """Return what a line holds, None for what is no JSON. Raises ValueError for a number that is too long."""
    try:
        return json.loads(line.decode("utf-8-sig" if begins == 0 else "utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        if is_long_number(error):
            raise
        return None


def _document(line: bytes, piece: Piece, begins: int, options: CorpusOptions) -> SourceDocument | DocumentError:
    position, own_id = f"byte {begins}", f"{piece.file.name}#{begins}"
    try:
        record = _record(line, begins)
    except ValueError:
        return DocumentError(piece.file.name, position, own_id, LONG_NUMBER, "shorten it")
    if not isinstance(record, dict):
        return DocumentError(piece.file.name, position, own_id, "this is not a text to read", _WRITE)
    return document_of(record, options, piece.file.name, position, own_id)
