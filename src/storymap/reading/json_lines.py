"""Lines of a stream, one after the other as they come, none of them longer than the limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_LINE

_CHUNK = 1 << 16


def read_lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines of a UTF-8 `stream` without their ends. A byte that is not UTF-8 becomes U+FFFD.

    No more than `LARGEST_LINE` bytes of the stream are held at once, though it may have no end and no line end. Raises
    StorymapError at a longer line, with its number.
    """
    number = 1
    held = bytearray()
    while chunk := _read(stream):
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            held += part
            _check(held, number)
            yield _text(held, number)
            held.clear()
            number += 1
        held += rest
        _check(held, number)
    if held:
        yield _text(held, number)


def _read(stream: BinaryIO) -> bytes:
    # What is there now: a person may be typing.
    read = getattr(stream, "read1", stream.read)
    return bytes(read(_CHUNK))


def _check(line: bytearray, number: int) -> None:
    if len(line) > LARGEST_LINE:
        what = f"the line is longer than {LARGEST_LINE >> 20} MB"
        raise StorymapError(Problem(f"line {number}", what, "write one text a line, and divide long ones"))


def _text(line: bytearray, number: int) -> str:
    return line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").removesuffix("\r")
