"""Documents of web archives in one ZIP file (WACZ): its packed WARC files are read where they stand in it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from storymap.atlas.corpus.records import CorpusOptions, DocumentError, Piece, RawDocument, SourceFile
from storymap.atlas.corpus.sources import warc_records
from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_ZIP_MEMBERS
from storymap.reading.files import open_regular

_LOCAL_HEAD: Final = struct.Struct("<4s22xHH")  # of a member: what it begins with, lengths of its name and more


def pieces(file: SourceFile, size: int, _options: CorpusOptions) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a file: ranges of its bytes. What cannot be read is one piece: whoever reads it says so."""
    try:
        ranges = _ranges(file)
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError, StorymapError):
        ranges = []
    if not ranges:
        yield Piece(file, 0, 0, (0, file.size)), 0
    for start, end in ranges:
        yield from warc_records.packed_pieces(file, start, end, size)


def read(piece: Piece, options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    """Yield the pages of a piece. Raises StorymapError when the file cannot be read."""
    if piece.end == 0:
        what = "it has no web archives, or they are not stored as they should be"
        raise StorymapError(Problem(piece.file.name, what, "unzip it, and name the .warc files in it"))
    yield from warc_records.read(piece, options)


def _ranges(file: SourceFile) -> list[tuple[int, int]]:
    """Return where the packed WARC files stand; none where one of them is packed again, or not at all."""
    with open_regular(file.path, file.name) as opened, zipfile.ZipFile(opened) as archive:
        members = [info for info in archive.infolist()[:MOST_ZIP_MEMBERS] if info.filename.startswith("archive/")]
        members = [info for info in members if info.filename.endswith((".warc", ".warc.gz"))]
        if any(info.compress_type != zipfile.ZIP_STORED or not info.filename.endswith(".gz") for info in members):
            return []
        # What a member says of its length may be anything.
        ranges = [_range(opened, info) for info in members]
        return [(start, min(end, file.size)) for start, end in ranges]


def _range(file: BinaryIO, info: zipfile.ZipInfo) -> tuple[int, int]:
    file.seek(info.header_offset)
    begins, name, more = _LOCAL_HEAD.unpack(file.read(_LOCAL_HEAD.size))
    if begins != b"PK\x03\x04":
        raise zipfile.BadZipFile
    start = info.header_offset + _LOCAL_HEAD.size + name + more
    return start, start + info.compress_size
