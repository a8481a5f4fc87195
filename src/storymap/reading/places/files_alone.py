"""Files of which nothing else is read: what was made of them holds as long as their bytes stay."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from pathlib import Path

JSON = (".geojson", ".json")
_ALONE = (*JSON, ".csv")


def bytes_key(files: Sequence[Path]) -> Hashable | None:
    """Return what tells the names and bytes of files from others; None if other files may belong to them, too."""
    if any(path.suffix.lower() not in _ALONE for path in files):
        return None
    try:
        digests = []
        for path in files:
            with path.open("rb") as file:
                digests.append((str(path), hashlib.file_digest(file, "sha256").digest()))
    except OSError:
        return None  # reading says what is wrong
    return tuple(digests)
