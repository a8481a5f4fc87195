"""The documents of a piece of a source, whatever kind that is."""

from __future__ import annotations

from collections.abc import Iterator

from storymap.atlas.corpus.packed_lines import open_lines
from storymap.atlas.corpus.records import CorpusOptions, DocumentError, Piece, RawDocument


def read_piece(piece: Piece, options: CorpusOptions) -> Iterator[RawDocument | DocumentError]:
    """Yield the documents of a piece, in their order. Raises StorymapError when its file cannot be read."""
    from storymap.atlas.corpus.json_lines import read_json_lines

    with open_lines(piece.file) as file:
        yield from read_json_lines(file, piece, options)
