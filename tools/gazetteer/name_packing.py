"""Packs the names of one language as `storymap.gazetteer.local_names` reads them, as many as a file may hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storymap.gazetteer.local_names import BEGINNING, BEGINNING_BITS, FIRST_BITS, KEY_BITS, UNDIVIDED

from .packing import pack_table, write_pack

LARGEST = 300_000  # bytes of a file
_FEWER = 0.99  # of the names, while the file is too large


def write_largest(path: Path, rows: Sequence[tuple[str, int]]) -> None:
    """Write a file of name keys with the numbers of their entries, as many as fit, the first ones first."""
    while True:
        write_pack(path, _sections(rows, path.stem.removeprefix("names_")))
        if path.stat().st_size <= LARGEST:
            return
        rows = rows[: int(len(rows) * _FEWER)]


def _sections(rows: Sequence[tuple[str, int]], language: str) -> dict[str, bytes]:
    sections = {f"key_{name}": data for name, data in pack_table(rows, 3, KEY_BITS).items()}
    firsts = dict.fromkeys(key.partition(" ")[0] for key, _ in rows if " " in key)
    sections |= {f"first_{name}": data for name, data in pack_table([(f, 0) for f in firsts], 0, FIRST_BITS).items()}
    if language in UNDIVIDED:
        longest: dict[str, int] = {}
        for key, _ in rows:
            longest[key[:BEGINNING]] = min(255, max(longest.get(key[:BEGINNING], 0), len(key)))
        table = pack_table(longest.items(), 1, BEGINNING_BITS)
        sections |= {f"beginning_{name}": data for name, data in table.items()}
    return sections
