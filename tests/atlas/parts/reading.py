"""Reads what the writer wrote, as the browser does, for tests to look into."""

from __future__ import annotations

import gzip
import json
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import mapbox_vector_tile
from pmtiles.reader import MmapSource, Reader, all_tiles


class Parts:
    """The files of an atlas in parts, and the block of data of its page."""

    def __init__(self, folder: Path) -> None:
        self.page = (folder / "index.html").read_text(encoding="utf-8")
        block = self.page.partition('id="storymap-atlas-parts">')[2].partition("</script>")[0]
        self.data: dict[str, Any] = json.loads(block)
        self.folder = folder / self.data["folder"]

    def bytes(self, name: str, offset: int, length: int) -> bytes:
        with (self.folder / name).open("rb") as file:
            file.seek(offset)
            return file.read(length)

    def json(self, name: str, offset: int, length: int) -> Any:
        return json.loads(zlib.decompress(self.bytes(name, offset, length)))

    def tree(self, name: str, root: dict[str, int]) -> list[tuple[str, Any]]:
        """All entries, in order."""

        def visit(offset: int, length: int, depth: int) -> list[tuple[str, Any]]:
            keys, values = self.json(name, offset, length)
            if depth == 1:
                return list(zip(keys, values, strict=True))
            spans = zip(values[::2], values[1::2], strict=True)
            return [entry for span in spans for entry in visit(*span, depth - 1)]

        return visit(root["offset"], root["length"], root["depth"]) if root["depth"] else []

    def blocks(self, name: str, blocks: dict[str, int]) -> list[Any]:
        """All entries of a file of blocks."""
        count = -(-blocks["count"] // blocks["block"]) + 1
        table = self.bytes(name, blocks["table"], 8 * count)
        ends = [int.from_bytes(table[at : at + 8], "little") for at in range(0, len(table), 8)]
        assert len(ends) == count
        return [entry for start, end in pairwise(ends) for entry in self.json(name, start, end - start)]

    def ranks(self, word: str) -> list[int]:
        """The stories of a word."""
        found = [value for key, value in self.tree("words.bin", self.data["words"]) if key == word]
        if not found:
            return []
        [(count, offset, length)] = found
        spans = [(offset, length)]
        if count > 2_048:
            listed = self.json("words.bin", offset, length)
            spans = list(zip(listed[1::3], listed[2::3], strict=True))
        return [rank for span in spans for rank in decoded(self.bytes("words.bin", *span))]

    def stories_of(self, number: int) -> list[Any]:
        *_, count, offset, length = self.blocks("places.bin", self.data["places"])[number]
        if not count:
            return []
        listed = self.json("chunks.bin", offset, length)
        spans = zip(listed[2::4], listed[3::4], strict=True)
        return [story for span in spans for story in self.json("chunks.bin", *span)]

    def tiles(self) -> dict[tuple[int, int, int], dict[str, Any]]:
        """Each tile, decoded, by zoom, column and row."""
        with (self.folder / "places.pmtiles").open("rb") as file:
            source = MmapSource(file)
            assert Reader(source).header()["max_zoom"] <= 12
            return {zxy: mapbox_vector_tile.decode(gzip.decompress(data)) for zxy, data in all_tiles(source)}


def decoded(data: bytes) -> list[int]:
    """The ranks of a block."""
    ranks, rank, step, shift = [], 0, 0, 0
    for byte in data:
        step |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            rank += step
            ranks.append(rank)
            step = shift = 0
    return ranks
