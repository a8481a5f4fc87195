"""Files of lines, which may be packed (.gz, .zst): opened where they are, and unpacked as they are read."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from storymap.atlas.corpus.records import SourceFile
from storymap.reading.files import open_regular

_CHUNK = 1 << 20


@contextmanager
def open_lines(source: SourceFile) -> Iterator[BinaryIO]:
    """Open a file of lines, unpacked. Raises StorymapError when that, or reading within, fails."""
    with open_regular(source.path, source.name) as file:
        yield unpacked(file, source.path.suffix.lower())


def unpacked(file: BinaryIO, ending: str) -> BinaryIO:
    """Return what a file holds that is packed as its ending says."""
    if ending == ".gz":
        return cast("BinaryIO", gzip.GzipFile(fileobj=file))
    if ending == ".zst":
        import pyarrow as pa

        return io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(file, "r"), "zstd"))
    return file


def go_to(file: BinaryIO, position: int) -> None:
    """Go to a position of a file that was just opened; what is packed is read up to there."""
    if file.seekable():
        file.seek(position)
        return
    while position > 0 and (part := file.read(min(position, _CHUNK))):
        position -= len(part)
