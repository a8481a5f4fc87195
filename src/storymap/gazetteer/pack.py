"""Packed files: named sections of bytes, mapped into memory and not copied.

The file begins with MAGIC, the length of its directory (uint32) and the directory: JSON that gives offset and length
of each section, counted from the file's beginning. Sections begin at multiples of 8.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Mapping
from pathlib import Path

from storymap.shipped_files import shipped_bytes, shipped_path

MAGIC = b"storymap1\n"
HEAD = struct.Struct(f"<{len(MAGIC)}sI")
_LARGEST_DIRECTORY = 1 << 20  # bytes
_SMALLEST_DIRECTORY = 4096  # bytes: of the head and the directory together


def read_pack(name: str) -> dict[str, memoryview]:
    """Return the sections of a packed file that ships beside this module.

    Raises ValueError for another file, and FileNotFoundError.
    """
    path = shipped_path(__package__, "data", name)
    if path.is_file():
        return map_pack(path)
    return _sections(memoryview(shipped_bytes(__package__, "data", name)), name)  # the package is imported from a zip


def map_pack(path: Path) -> dict[str, memoryview]:
    """Return the sections of a packed file. Raises ValueError if it is none, and OSError."""
    with path.open("rb") as file:
        return _sections(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), path.name)


def _sections(whole: memoryview, name: str) -> dict[str, memoryview]:
    magic, size = HEAD.unpack_from(whole) if len(whole) >= HEAD.size else (b"", 0)
    if magic != MAGIC or size > _LARGEST_DIRECTORY:
        raise ValueError(f"{name} is not a pack of this version")
    directory: dict[str, tuple[int, int]] = json.loads(bytes(whole[HEAD.size : HEAD.size + size]))
    return {key: whole[offset : offset + length] for key, (offset, length) in directory.items()}


def packed(sections: Mapping[str, bytes]) -> bytearray:
    """Return named sections of bytes as a packed file, each at a multiple of 8: the same bytes for the same data."""
    sizes = {name: len(data) for name, data in sections.items()}
    first_offset = _SMALLEST_DIRECTORY
    while True:
        offset, directory = first_offset, {}
        for name, size in sizes.items():
            directory[name] = (offset, size)
            offset += -(-size // 8) * 8
        text = json.dumps(directory, separators=(",", ":")).encode()
        if HEAD.size + len(text) <= first_offset:
            break
        first_offset *= 2
    out = bytearray(HEAD.pack(MAGIC, len(text)) + text)
    for name, data in sections.items():
        out.extend(bytes(directory[name][0] - len(out)))
        out.extend(data)
    return out
