"""Sources divided into partitions by size alone, so that the same sources give the same parts on any machine."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.atlas.corpus.records import CorpusOptions, Partition, Piece, SourceFile
from storymap.atlas.corpus.sources.kinds import columns_of, pieces_of
from storymap.atlas.corpus.sources.record_fields import unknown_columns
from storymap.errors import StorymapError

USUAL_SIZE = 8 << 20  # bytes: some 3,000 articles, ten seconds of one core
_LEAST = 1 << 10  # bytes: what a piece counts at least
_MOST_TOLD = 20  # files that cannot be read


def divide(files: Iterable[SourceFile], options: CorpusOptions, size: int = USUAL_SIZE) -> list[Partition]:
    """Return the partitions of files, each of about `size` bytes of text.

    Raises StorymapError, with all files whose columns are others than those that are named, and OSError.
    """
    files = tuple(files)
    partitions: list[Partition] = []
    together: list[Piece] = []
    weight = 0
    of_files = (columns for file in files if (columns := columns_of(file)) is not None)
    wrong = unknown_columns(of_files, options)
    for file in files:
        try:
            for piece, bytes_of_piece in pieces_of(file, size, options):
                if together and weight + bytes_of_piece > size:
                    partitions.append(Partition(len(partitions), tuple(together)))
                    together, weight = [], 0
                together.append(piece)
                weight += max(bytes_of_piece, _LEAST)
        except StorymapError as error:
            wrong += error.problems
            if len(wrong) >= _MOST_TOLD:
                break
    if wrong:
        raise StorymapError(wrong)
    if together:
        partitions.append(Partition(len(partitions), tuple(together)))
    return partitions
