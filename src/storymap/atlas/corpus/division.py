"""Sources divided into partitions by size alone, so that the same sources give the same parts on any machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from storymap.atlas.corpus.records import Partition, Piece, SourceFile

USUAL_SIZE = 8 << 20  # bytes: some 3,000 articles, ten seconds of one core
_LEAST = 1 << 10  # bytes: what a file counts at least


def divide(files: Iterable[SourceFile], size: int = USUAL_SIZE) -> list[Partition]:
    """Return the partitions of files, each of about `size` bytes. Raises StorymapError, with all damaged files."""
    partitions: list[Partition] = []
    together: list[Piece] = []
    weight = 0
    for file in files:
        for piece, bytes_of_piece in _pieces(file, size):
            if together and weight + bytes_of_piece > size:
                partitions.append(Partition(len(partitions), tuple(together)))
                together, weight = [], 0
            together.append(piece)
            weight += max(bytes_of_piece, _LEAST)
    if together:
        partitions.append(Partition(len(partitions), tuple(together)))
    return partitions


def _pieces(file: SourceFile, size: int) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of a file, each with how many bytes it counts."""
    if file.kind == "files":
        yield Piece(file, 0, file.size, (0, file.size)), file.size
        return
    for start in range(0, file.size, size):
        end = min(start + size, file.size)
        yield Piece(file, start, end, (start, end)), end - start
