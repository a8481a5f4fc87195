"""Bytes to text: files read with care, encodings named and never guessed, text normalised once."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from storymap.errors import Problem, StorymapError

_BOM = "\ufeff"
_SAVE_AS_UTF8 = "save it as UTF-8"
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFEFF])
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Combining marks are never word characters to `re`, so a long pile of them is a run of this class.
_PILES = re.compile(r"[^\w\s\x00-\x7f]{16,}")
_MOST_MARKS = 30
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)

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


def read_bytes(path: Path, longest: int, where: str | None = None) -> bytes:
    """Return the bytes of the regular file `path`, at most `longest` of them.

    Raises StorymapError, with `where` naming the file (the path itself unless given), when it is missing, a
    folder, a pipe or a device, not readable, empty, or longer than `longest` bytes.
    """
    place = str(path) if where is None else where
    with open_regular(path, place) as file:
        data = file.read(longest + 1)
    if not data:
        raise _refusal(place, "the file is empty", "check that it was saved")
    if len(data) > longest:
        raise _refusal(place, f"the file is larger than {_size(longest)}", "use a smaller one")
    return data


@contextmanager
def open_regular(path: Path, where: str) -> Iterator[BinaryIO]:
    """Open the regular file `path` for reading. Raises StorymapError when that, or reading within, fails."""
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _refusal(where, "this is a pipe or a device, not a file", "save its content as a file")
            yield file
    except FileNotFoundError:
        raise _refusal(where, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise _refusal(where, "this is a folder", "name a file in it") from None
    except PermissionError:
        if path.is_dir():  # Windows says this of folders
            raise _refusal(where, "this is a folder", "name a file in it") from None
        raise _refusal(where, "the file may not be read", "change its permissions or copy it") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a usable file name"
        raise _refusal(where, f"the file cannot be read ({reason})", "check the path") from None


def decode(data: bytes, where: str) -> str:
    """Return the text of `data`: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises StorymapError for anything else, and says what it seems to be. Nothing is guessed: a wrong guess
    would put wrong letters into names.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise _refusal(where, "the text is in UTF-32", _SAVE_AS_UTF8)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_utf16(data, where)
    kind = binary_kind(data)
    if kind:
        raise _refusal(where, f"this is {kind}, not a text file", "save or export the text as UTF-8")
    if b"\0" in data:
        if _looks_like_utf16(data):
            raise _refusal(where, "this looks like UTF-16 without a byte order mark", _SAVE_AS_UTF8)
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise _refusal(where, f"this is not a text file (NUL byte at line {line})", _SAVE_AS_UTF8)
    if b"\x1b$" in data:
        raise _refusal(where, "the text looks like ISO-2022-JP", _SAVE_AS_UTF8)
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise _refusal(where, _why_not_utf8(data, error), _SAVE_AS_UTF8) from None


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


def normalise(text: str) -> str:
    r"""Return `text` in Unicode NFC with "\n" for every line end.

    Line ends are CR LF, CR, VT, FF, NEL, U+2028 and U+2029. Byte order marks and control characters other
    than tab and newline are removed, lone surrogates become U+FFFD, and no letter keeps more than 30
    combining marks. Doing it twice changes nothing.
    """
    if not text.isascii():
        text = _SURROGATES.sub("\ufffd", text)
    text = _LINE_ENDS.sub("\n", text).translate(_CONTROLS)
    if text.isascii():
        return text
    # Putting marks in order takes time that grows with the square of their number: cut before. Ordering may
    # leave one mark more outside its letter than there was: cut after.
    return _cut_piles(unicodedata.normalize("NFC", _cut_piles(text)))


def _cut_piles(text: str) -> str:
    return _PILES.sub(_cut_pile, text)


def _cut_pile(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match.group():
        # A few marks stand for two.
        for part in unicodedata.normalize("NFD", character) if unicodedata.combining(character) else character:
            marks = marks + 1 if unicodedata.combining(part) else 0
            if marks <= _MOST_MARKS:
                kept.append(part)
    return "".join(kept)


def _decode_utf16(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-16").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        if error.end >= len(data) and len(data) % 2:
            what = "the UTF-16 text ends in the middle of a character: the file may be cut off"
        else:
            what = f"the text is not valid UTF-16 (byte {error.start})"
        raise _refusal(where, what, _SAVE_AS_UTF8) from None


def _looks_like_utf16(data: bytes) -> bool:
    sample = data[:4096]
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    return zeros * 4 > len(sample)


def _why_not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    what = f"this is not UTF-8 (byte 0x{data[error.start]:02X} at line {line})"
    declared = _DECLARED.search(data, 0, 2048)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        return f"{what}; it says that it is {declared[1].decode('ascii')}"
    if error.reason == "unexpected end of data" and not data[: error.start].isascii():
        return f"{what}; the file may be cut off in the middle of a character"
    sample = data[max(0, error.start - 2000) : error.start + 2000]
    high = sum(byte >= 0x80 for byte in sample)
    # In Western European text accented letters are few; other scripts are made of high bytes.
    if high * 4 > len(sample):
        return f"{what}; it looks like an older encoding of a script that is not Latin"
    return f"{what}; it looks like Windows-1252 (Western European)"


def _open_at_once(path: str, flags: int) -> int:
    # Opening a pipe would wait for a writer for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _size(length: int) -> str:
    return f"{length >> 20} MB" if length >= 1 << 20 else f"{length >> 10} kB"


def _refusal(where: str, what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem(where, what, remedy))
