"""What is done: a record beside each part, with its rows and digests, by which a run that is started again keeps it.

Records lie in `.corpus` in the output folder, with what parts say of places and errors. They hold when sources were
changed, and are no part of the output.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from storymap.atlas.corpus.file_names import WORK_FOLDER
from storymap.atlas.corpus.part_tables import PART_FILES, PartCounts
from storymap.atlas.corpus.piece_digest import piece_digest
from storymap.atlas.corpus.records import Partition, Piece
from storymap.errors import StorymapError
from storymap.storage.atomic import replace_file

_OWN = ("documents", "mentions")  # tables whose parts are the output


@dataclass(frozen=True, slots=True)
class PartPaths:
    """Where the files of a part are, in the order of PART_FILES; its record, and what its task says of its attempts."""

    tables: tuple[Path, ...]
    record: Path
    attempts: Path

    def files(self, folder: Path) -> Iterator[tuple[Path, Path]]:
        """Yield for each table the file as it was made in `folder`, and where it belongs."""
        for table, path in zip(PART_FILES, self.tables, strict=True):
            yield folder / f"{table}.parquet", path


@dataclass(frozen=True, slots=True)
class DonePart:
    """The record of a part: what it was made from, and what it is.

    `key` tells the options; `pieces` are name, range, digest (SHA-256), size and time of change of what was read;
    `digests` are those of the tables. A part is not `is_final` if a file could not be read: it is made anew next time.
    """

    key: str
    number: int
    pieces: tuple[tuple[str, int, int, str, int, int], ...]
    counts: PartCounts
    digests: dict[str, str]
    is_final: bool = True


def part_paths(out: Path, number: int) -> PartPaths:
    """Return where the files of a part are."""
    work, name = out / WORK_FOLDER, f"part-{number:05}"
    tables = tuple((out if table in _OWN else work) / table / f"{name}.parquet" for table in PART_FILES)
    return PartPaths(tables, work / "done" / f"{name}.json", work / "attempts" / f"{name}.txt")


def make_folders(out: Path) -> None:
    """Make the folders of parts. Raises OSError."""
    paths = part_paths(out, 0)
    for path in (*paths.tables, paths.record, paths.attempts):
        path.parent.mkdir(parents=True, exist_ok=True)


def done_part(key: str, partition: Partition, counts: PartCounts, folder: Path, *, is_final: bool) -> DonePart:
    """Return the record of a part whose tables were made in `folder`."""
    pieces = tuple(
        (piece.file.name, piece.start, piece.end, _digest(piece), piece.file.size, piece.file.modified)
        for piece in partition.pieces
    )
    digests = {table: _file_digest(folder / f"{table}.parquet") for table in PART_FILES}
    return DonePart(key, partition.number, pieces, counts, digests, is_final)


def save_done(path: Path, done: DonePart) -> None:
    """Write the record of a part. Raises OSError."""
    replace_file(path, json.dumps(asdict(done), ensure_ascii=True).encode())


def read_done(out: Path, number: int) -> DonePart | None:
    """Return the record of a part, None if there is none that can be read."""
    try:
        data: dict[str, Any] = json.loads(part_paths(out, number).record.read_bytes())
        pieces = tuple(_piece(*piece) for piece in data["pieces"])
        counts, digests = PartCounts(**data["counts"]), dict(data["digests"])
        if not all(type(count) is int for count in data["counts"].values()):
            return None
        return DonePart(data["key"], data["number"], pieces, counts, digests, data["is_final"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _piece(
    name: str, start: int, end: int, digest: str, size: int, modified: int
) -> tuple[str, int, int, str, int, int]:
    return name, start, end, digest, size, modified


def is_whole(out: Path, done: DonePart) -> bool:
    """Say whether the tables of a part are as its record says."""
    paths = zip(PART_FILES, part_paths(out, done.number).tables, strict=True)
    try:
        return all(_file_digest(path) == done.digests.get(table) for table, path in paths)
    except OSError:
        return False


def is_of(done: DonePart, partition: Partition) -> bool:
    """Say whether a part was made from what a partition reads: where a file has changed its bytes are compared."""
    if len(done.pieces) != len(partition.pieces):
        return False
    return all(_is_same(known, piece) for known, piece in zip(done.pieces, partition.pieces, strict=True))


def _is_same(known: tuple[str, int, int, str, int, int], piece: Piece) -> bool:
    name, start, end, digest, size, modified = known
    if (name, start, end) != (piece.file.name, piece.start, piece.end):
        return False
    if (size, modified) == (piece.file.size, piece.file.modified):
        return True
    return digest != "" and _digest(piece) == digest


def _digest(piece: Piece) -> str:
    """Return the digest of a piece, "" where it cannot be read."""
    try:
        return piece_digest(piece)
    except StorymapError:
        return ""


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
