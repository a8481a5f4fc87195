"""WAV: the format and the samples, written anew."""

from __future__ import annotations

import struct
from typing import Final

from storymap.reading.media.recordings.damage import damaged, not_cleanable

CHUNKS: Final = (b"fmt ", b"fact", b"data")
# PCM, floating point, A-law, mu-law, and the form that names one of these at greater length.
_LONG_FORM: Final = 0xFFFE
FORMATS: Final = (1, 3, 6, 7, _LONG_FORM)
_LONGEST_FORMAT = 40


def clean_wav(data: bytes) -> bytes:
    """Return a WAV file with the chunks of `CHUNKS` alone. Raises StorymapError if it is damaged or compressed."""
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack("<4sI", data[at : at + 8])
        if name in CHUNKS and name not in found:
            found[name] = data[at + 8 : at + 8 + size]
        if name == b"data" and b"fmt " in found:
            break
        at += 8 + size + size % 2
    shape = found.get(b"fmt ", b"")
    if len(shape) < 16 or not found.get(b"data"):
        raise damaged()
    kind = int.from_bytes(shape[:2], "little")
    if kind not in FORMATS:
        raise not_cleanable("sound of an unusual kind")
    # What may follow the 16 bytes of PCM is another program's own; only the long form says more of the samples there.
    found[b"fmt "] = shape[:_LONGEST_FORMAT] if kind == _LONG_FORM else shape[:16]
    if b"fact" in found:
        found[b"fact"] = found[b"fact"][:4]
    chunks = b"".join(_chunk(name, found[name]) for name in CHUNKS if name in found)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(chunks), b"WAVE") + chunks


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)
