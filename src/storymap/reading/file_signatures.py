"""Kinds of files by their first bytes, for messages."""

from __future__ import annotations

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"SQLite format 3\0", "an SQLite database (a GeoPackage is one)"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
    (b"Rar!\x1a\x07", "a RAR file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"bplist00", "a binary property list or Safari web archive"),
)
# What a ZIP archive holds says which program wrote it; the names stand near the start and again at the end.
_ZIPPED = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint file"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub", "an EPUB book"),
    (b".kml", "a KMZ file"),
)


def binary_kind(data: bytes) -> str:
    """Say what kind of file `data` begins like ("a PDF file"), or "" when no kind is known."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP picture"
    if data[4:8] == b"ftyp":
        return "a picture or a film (AVIF, HEIC or MP4)"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        names = (data[:4096] + data[-65536:]).lower()
        return next((kind for mark, kind in _ZIPPED if mark in names), "a ZIP archive")
    return ""
