"""Reads a packed file: named sections of bytes, mapped into memory and not copied.

The file begins with MAGIC, the length of its directory (uint32) and the directory: JSON that gives offset and length
of each section, counted from the file's beginning. Sections begin at multiples of 8.
"""

from __future__ import annotations

import json
import mmap
import struct
from importlib.resources import files
from pathlib import Path

MAGIC = b"storymap1\n"
HEAD = struct.Struct(f"<{len(MAGIC)}sI")


def read_pack(name: str) -> dict[str, memoryview]:
    """Return the sections of a packed file that ships beside this module. Raises ValueError for another file."""
    path = files(__package__) / "data" / name
    if isinstance(path, Path):
        with path.open("rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    else:  # the package is imported from a zip
        whole = memoryview(path.read_bytes())
    magic, size = HEAD.unpack_from(whole)
    if magic != MAGIC:
        raise ValueError(f"{name} is not a pack of this version")
    directory: dict[str, tuple[int, int]] = json.loads(bytes(whole[HEAD.size : HEAD.size + size]))
    return {key: whole[offset : offset + length] for key, (offset, length) in directory.items()}
