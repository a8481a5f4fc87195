"""Dumps too large for memory: their bytes as they stand, or unpacked from gzip or a ZIP archive, line by line."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from storymap.errors import PlacesError, Problem
from storymap.limits import LARGEST_GAZETTEER_TEXT, LONGEST_GAZETTEER_LINE, MOST_ZIP_MEMBERS
from storymap.reading.files import open_regular

_END_OF_ARCHIVE = b"PK\x05\x06"
_LONGEST_END = 65_557  # bytes: of what ends an archive, with its comment
_LARGEST_LIST = 1 << 20  # bytes: an archive's list of its files
_BUFFER = 1 << 18


@contextmanager
def open_dump(path: Path, where: str, endings: tuple[str, ...]) -> Iterator[BinaryIO]:
    """Open a dump: the file, what is in it if it ends in .gz, or its one member of these endings if it is a .zip.

    Raises StorymapError if it cannot be read or is damaged.
    """
    with open_regular(path, where) as file:
        try:
            match path.suffix.lower():
                case ".gz":
                    with gzip.GzipFile(fileobj=file) as unpacked, io.BufferedReader(unpacked, _BUFFER) as stream:
                        yield stream
                case ".zip":
                    with _member(file, where, endings) as stream:
                        yield stream
                case _:
                    yield file
        except (zlib.error, EOFError, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError, RuntimeError):
            raise PlacesError(Problem(where, "the file is damaged", "fetch it again")) from None


@contextmanager
def _member(file: BinaryIO, where: str, endings: tuple[str, ...]) -> Iterator[BinaryIO]:
    _check_end(file, where)
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if _is_dump(name, endings)]
        if len(names) != 1:
            what = f"{len(names) or 'none'} of the files in it can be the dump"
            raise PlacesError(Problem(where, what, "unzip it, and name the file"))
        with archive.open(names[0]) as member:
            yield io.BufferedReader(cast(io.RawIOBase, member), _BUFFER)


def _is_dump(name: str, endings: tuple[str, ...]) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in endings and not path.name.lower().startswith((".", "readme", "iso-languagecodes"))


def _check_end(file: BinaryIO, where: str) -> None:
    """Refuse an archive whose list of files is large: reading it alone would take gigabytes."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read()
    file.seek(0)
    at = tail.find(_END_OF_ARCHIVE)
    while at >= 0:
        count, length = int.from_bytes(tail[at + 10 : at + 12], "little"), tail[at + 12 : at + 16]
        if count > MOST_ZIP_MEMBERS or int.from_bytes(length, "little") > _LARGEST_LIST:
            raise PlacesError(Problem(where, "the archive holds too many files", "unzip it, and name the file"))
        at = tail.find(_END_OF_ARCHIVE, at + 1)


def dump_lines(stream: IO[bytes], where: str) -> Iterator[bytes]:
    """Yield the lines of a dump. Raises PlacesError at one that is too long, and when all are too much."""
    read = 0
    for number in range(1, LARGEST_GAZETTEER_TEXT):
        line = stream.readline(LONGEST_GAZETTEER_LINE + 1)
        if not line:
            return
        if len(line) > LONGEST_GAZETTEER_LINE:
            what = f"the line is longer than {LONGEST_GAZETTEER_LINE >> 20} MB"
            raise PlacesError(Problem(f"{where}, line {number}", what, "leave it out"))
        read += len(line)
        if read > LARGEST_GAZETTEER_TEXT:
            what = f"it holds more than {LARGEST_GAZETTEER_TEXT >> 30} GB of text"
            raise PlacesError(Problem(where, what, "divide it"))
        yield line
