"""Files of lines, which may be packed (.gz, .zst): opened where they are, and unpacked as they are read."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from storymap.atlas.corpus.records import SourceFile
from storymap.reading.files import open_regular

_CHUNK = 1 << 20


def is_packed(source: SourceFile) -> bool:
    """Say whether a file is packed, by its ending."""
    return source.path.suffix.lower() in (".gz", ".zst")


@contextmanager
def open_lines(source: SourceFile) -> Iterator[BinaryIO]:
    """Open a file of lines, unpacked. Raises StorymapError when that, or reading within, fails.

    Reading what is packed raises zlib.error where it is damaged.
    """
    with open_regular(source.path, source.name) as file:
        if not is_packed(source):
            yield file
        elif source.path.suffix.lower() == ".gz":
            yield io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=file)))
        else:
            import pyarrow as pa

            yield io.BufferedReader(_Unpacked(pa.CompressedInputStream(pa.PythonFile(file, "r"), "zstd")))


def go_to(file: BinaryIO, position: int) -> None:
    """Go to a position of a file that was just opened; what is packed is read up to there."""
    if file.seekable():
        file.seek(position)
        return
    while position > 0 and (part := file.read(min(position, _CHUNK))):
        position -= len(part)


class _Unpacked(io.RawIOBase):
    """What a stream unpacks: whatever it raises where that is damaged is one error here."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read as much as there is at once. Raises zlib.error."""
        read = getattr(self._stream, "read1", self._stream.read)
        try:
            data = read(len(buffer))
        except (OSError, ValueError, EOFError) as error:
            raise zlib.error(str(error)) from error
        buffer[: len(data)] = data
        return len(data)
