"""Documents of web archives (WARC): the pages in them, of a range of a file's bytes, record by record.

A packed file (.warc.gz) has each record packed by itself, so that reading can begin at any of them. The first one of a
piece is looked for, as the first line of a text is; of a file that is not packed all records are passed over once.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from storymap.atlas.corpus.records import CorpusOptions, DocumentError, Piece, RawDocument, SourceDocument, SourceFile
from storymap.atlas.corpus.sources.packed_lines import is_packed
from storymap.atlas.corpus.sources.record_fields import LONGEST_ID, field_text
from storymap.atlas.corpus.sources.web_pages import article_of_page
from storymap.limits import LARGEST_ARTICLE, LONGEST_URL
from storymap.reading.files import open_regular

PACKED_WEIGHT: Final = 4  # how many times larger pages are once they are unpacked
_MEMBER: Final = b"\x1f\x8b\x08"  # begins what gzip packed
_CHUNK: Final = 1 << 16
_BEGINS: Final = b"WARC/"
_LARGEST_RECORD: Final = LARGEST_ARTICLE + (1 << 20)  # bytes: a page with what its server said
_LARGEST_HEAD: Final = 1 << 16
_LINES_AFTER: Final = 4  # bytes
_LENGTH: Final = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_PAGES: Final = ("text/html", "application/xhtml+xml")
_TOO_LARGE: Final = f"the record is damaged, or larger than {_LARGEST_RECORD >> 20} MB"
_LEAVE: Final = "leave it out"
_TOGETHER: Final = "its records are packed as one, and not each by itself"
_UNPACK: Final = "unpack it, and name the .warc file"


def pieces(file: SourceFile, size: int, _options: CorpusOptions) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a file: ranges of its bytes."""
    if is_packed(file):
        yield from packed_pieces(file, 0, file.size, size)
        return
    first = 0
    for begins in _plain_starts(file):
        if begins - first >= size:
            yield Piece(file, first, begins, (first, begins)), begins - first
            first = begins
    if first < file.size:
        yield Piece(file, first, file.size, (first, file.size)), file.size - first


def packed_pieces(file: SourceFile, start: int, end: int, size: int) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a range of a file in which records are packed."""
    step = max(size // PACKED_WEIGHT, 1)
    for first in range(start, end, step):
        last = min(first + step, end)
        # The last record of a piece ends in the next one.
        yield Piece(file, first, last, (first, min(last + step, end))), (last - first) * PACKED_WEIGHT


def read(piece: Piece, _options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    """Yield the pages among the records that begin in a piece. Raises StorymapError when the file cannot be read."""
    with open_regular(piece.file.path, piece.file.name) as file:
        packed = piece.file.kind == "wacz" or is_packed(piece.file)
        for begins, data in (_packed_records if packed else _plain_records)(file, piece):
            position = f"byte {begins}"
            if data is None:
                yield DocumentError(piece.file.name, position, f"{piece.file.name}#{begins}", _TOO_LARGE, _LEAVE)
            elif packed and _holds_more(data):
                yield DocumentError(piece.file.name, position, f"{piece.file.name}#{begins}", _TOGETHER, _UNPACK)
            else:
                yield from _pages(data, piece.file.name, begins)


def _pages(data: bytes, name: str, begins: int) -> Iterator[RawDocument | DocumentError]:
    """Yield the page of a record, if it has one."""
    position, own_id = f"byte {begins}", f"{name}#{begins}"
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data))), None)
    except (ArchiveLoadFailed, ValueError, EOFError):
        yield DocumentError(name, position, own_id, _TOO_LARGE, _LEAVE)
        return
    if record is None or record.rec_type not in ("response", "resource"):
        return
    headers = record.http_headers
    media_type = (record.content_type if headers is None else headers.get_header("Content-Type")) or ""
    is_answer = headers is None or headers.get_statuscode() == "200"
    if is_answer and media_type.partition(";")[0].strip().lower() in _PAGES:
        document_id = _header(record, "WARC-Record-ID", LONGEST_ID) or own_id
        read_page = partial(_document, record, media_type, name, position, document_id)
        yield RawDocument(name, position, document_id, read_page)


def _document(
    record: Any, media_type: str, name: str, position: str, document_id: str
) -> SourceDocument | DocumentError:
    try:
        data = record.content_stream().read(LARGEST_ARTICLE + 1)
    except (ArchiveLoadFailed, zlib.error, OSError, EOFError):
        return DocumentError(name, position, document_id, "what the server sent is damaged", _LEAVE)
    if len(data) > LARGEST_ARTICLE:
        what = f"the page is larger than {LARGEST_ARTICLE >> 20} MB"
        return DocumentError(name, position, document_id, what, _LEAVE)
    charset = _CHARSET.search(media_type)
    address = _header(record, "WARC-Target-URI", LONGEST_URL)
    article = article_of_page(data, address, where=f"{name}, {position}", declared=charset[1] if charset else "")
    return SourceDocument(name, position, document_id, article)


def _header(record: Any, name: str, longest: int) -> str:
    """Return what a record says of itself, on one line: whoever made the archive has written it."""
    return field_text(str(record.rec_headers.get_header(name) or "").strip("<>"), longest)


def _packed_records(file: BinaryIO, piece: Piece) -> Iterator[tuple[int, bytes | None]]:
    """Yield where each record that begins in a piece stands, and its bytes; None for one that cannot be had."""
    expected = piece.start if piece.start == 0 else None
    at = _next_member(file, piece.start, piece.end)
    while True:
        if expected is not None and expected < at:
            yield expected, None
        if at >= piece.end:
            return
        data, expected = _unpacked(file, at)
        yield at, data
        at = _next_member(file, at + 1 if expected is None else expected, piece.end)


def _unpacked(file: BinaryIO, at: int) -> tuple[bytes | None, int | None]:
    """Return what is packed at a position, None where that is damaged or too much, and where it ends, if it does."""
    file.seek(at)
    unpacker = zlib.decompressobj(31)
    data = bytearray()
    read = at
    try:
        while not unpacker.eof and (part := unpacker.unconsumed_tail or file.read(_CHUNK)):
            read += 0 if unpacker.unconsumed_tail else len(part)
            found = unpacker.decompress(part, 1 << 20)
            if len(data) <= _LARGEST_RECORD:
                data += found
    except zlib.error:
        return None, None
    if not unpacker.eof:
        return None, None
    # Of what is too large the beginning says whether it is one record.
    is_whole = len(data) <= _LARGEST_RECORD or _holds_more(data)
    return (bytes(data) if is_whole else None), read - len(unpacker.unused_data)


def _holds_more(data: bytes | bytearray) -> bool:
    """Say whether another record stands behind the first."""
    length = _length_of_head(bytes(data[:_LARGEST_HEAD]))
    return length is not None and data.startswith(_BEGINS, length)


def _next_member(file: BinaryIO, start: int, end: int) -> int:
    """Return where the first packed record begins that begins at `start` or after it, and before `end`; else `end`."""
    at = start
    while at < end:
        file.seek(at)
        part = file.read(_CHUNK + len(_MEMBER) - 1)
        found = part.find(_MEMBER)
        if found < 0:
            at += _CHUNK
        elif _is_record(file, at + found):
            return min(at + found, end)
        else:
            at += found + 1
    return end


def _is_record(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    try:
        return zlib.decompressobj(31).decompress(file.read(_CHUNK), len(_BEGINS)) == _BEGINS
    except zlib.error:
        return False


def _plain_starts(file: SourceFile) -> Iterator[int]:
    """Yield where the records of a file that is not packed begin, up to the first that is damaged."""
    with open_regular(file.path, file.name) as opened:
        at = 0
        while at < file.size:
            yield at
            length = _record_length(opened, at)
            if length is None:
                return
            at += length


def _plain_records(file: BinaryIO, piece: Piece) -> Iterator[tuple[int, bytes | None]]:
    """Yield where each record of a piece stands, and its bytes; None for one that cannot be had."""
    at = piece.start
    while at < piece.end:
        length = _record_length(file, at)
        file.seek(at)
        if length is None:
            yield at, None
            return  # nobody knows where the next one begins
        data = file.read(length) if length <= _LARGEST_RECORD else None
        # Of the last one the lines after it may be missing.
        is_cut = data is not None and len(data) < length - _LINES_AFTER
        yield at, None if is_cut else data
        at += length


def _record_length(file: BinaryIO, at: int) -> int | None:
    """Return how long the record at a position is, with the lines after it; None where that is not to be told."""
    file.seek(at)
    return _length_of_head(file.read(_LARGEST_HEAD))


def _length_of_head(head: bytes) -> int | None:
    ends = head.find(b"\r\n\r\n")
    length = _LENGTH.search(head, 0, max(ends, 0) + 2)
    if not head.startswith(_BEGINS) or ends < 0 or length is None:
        return None
    return ends + 4 + int(length[1]) + _LINES_AFTER
