"""The digest of what a piece of a source holds: of its bytes, as they are in the file."""

from __future__ import annotations

import hashlib

from storymap.atlas.corpus.records import Piece
from storymap.reading.files import open_regular

_CHUNK = 1 << 20


def piece_digest(piece: Piece) -> str:
    """Return the SHA-256 of a piece's bytes, of a packed file those of all of it. Raises StorymapError."""
    digest = hashlib.sha256()
    with open_regular(piece.file.path, piece.file.name) as file:
        start, end = piece.extent
        file.seek(start)
        left, part = end - start, b"\n"
        while left > 0 and (part := file.read(min(left, _CHUNK))):
            digest.update(part)
            left -= len(part)
        if piece.file.kind == "jsonl":
            # The last line of a piece ends in the next one.
            while not part.endswith(b"\n") and (part := file.readline(_CHUNK)):
                digest.update(part)
    return digest.hexdigest()
