"""WAV: the format and the samples, written anew."""

from __future__ import annotations

import struct
from typing import Final

from storymap.reading.media.recordings.damage import damaged, not_cleanable

CHUNKS: Final = (b"fmt ", b"fact", b"data")
# PCM, floating point, A-law, mu-law, and the form that names one of these at greater length.
FORMATS: Final = (1, 3, 6, 7, 0xFFFE)
_LONGEST_FORMAT = 40


def clean_wav(data: bytes) -> bytes:
    """Return a WAV file with the chunks of `CHUNKS` alone. Raises StorymapError if it is damaged or compressed."""
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack("<4sI", data[at : at + 8])
        if kind in CHUNKS and kind not in found:
            found[kind] = data[at + 8 : at + 8 + size]
        if kind == b"data" and b"fmt " in found:
            break
        at += 8 + size + size % 2
    shape = found.get(b"fmt ", b"")[:_LONGEST_FORMAT]
    if len(shape) < 16 or not found.get(b"data"):
        raise damaged()
    if int.from_bytes(shape[:2], "little") not in FORMATS:
        raise not_cleanable("sound of an unusual kind")
    found[b"fmt "] = shape
    if b"fact" in found:
        found[b"fact"] = found[b"fact"][:4]
    chunks = b"".join(_chunk(kind, found[kind]) for kind in CHUNKS if kind in found)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(chunks), b"WAVE") + chunks


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(content)) + content + b"\0" * (len(content) % 2)
