"""A PMTiles archive (version 3) on disk: header, metadata, directories and tiles, each read within bounds.

Nothing that the archive says of itself is trusted before it is measured.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, BinaryIO

import numpy as np
from pmtiles.tile import Compression, HeaderDict, TileType, deserialize_header

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import DEEPEST_DIRECTORY, LARGEST_DIRECTORIES, LARGEST_METADATA, LARGEST_TILE, MOST_ENTRIES
from storymap.reading.file_signatures import binary_kind
from storymap.reading.tiles.pmtiles_directory import DAMAGED, Entries, join, read_directory

_HEADER = 127
_GET_ANOTHER = "make it anew, or get it again"
_EXTRACT = "cut a smaller extract first: pmtiles extract ARCHIVE FILE --bbox=WEST,SOUTH,EAST,NORTH"
_PICTURES = {TileType.PNG: "PNG", TileType.JPEG: "JPEG", TileType.WEBP: "WebP", TileType.AVIF: "AVIF"}
_READABLE = (Compression.NONE, Compression.GZIP)


class PMTilesArchive:
    """An archive of vector tiles in an open file. Everything raises StorymapError with `where` when it is unusable."""

    header: HeaderDict
    metadata: dict[str, Any]

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file = file
        self._where = where
        self._size = file.seek(0, 2)
        self.header = self._read_header()
        self.metadata = self._read_metadata()

    def entries(self) -> Entries:
        """Return the entries of all tiles, in the order of their tile IDs."""
        header = self.header
        pending = [(header["root_offset"], header["root_length"], 0)]
        found: list[Entries] = []
        seen: set[int] = set()
        count, left = 0, LARGEST_DIRECTORIES
        while pending:
            offset, length, depth = pending.pop()
            if offset in seen or depth > DEEPEST_DIRECTORY:
                raise self.refusal(DAMAGED, _GET_ANOTHER)
            seen.add(offset)
            data = self._decompress(self._read(offset, length), header["internal_compression"], left)
            if data is None:
                raise self.refusal(f"it lists more than {MOST_ENTRIES:,} tiles", _EXTRACT)
            left -= len(data)
            entries = self._directory(data)
            count += len(entries)
            if count > MOST_ENTRIES:
                raise self.refusal(f"it lists more than {MOST_ENTRIES:,} tiles", _EXTRACT)
            found.append(entries.where(entries.runs > 0))
            deeper = entries.where(entries.runs == 0)
            self._check_within(deeper, header["leaf_directory_length"])
            base = header["leaf_directory_offset"]
            pending += [
                (base + int(start), int(size), depth + 1)
                for start, size in zip(deeper.offsets, deeper.sizes, strict=True)
            ]
        try:
            joined = join(found)
        except ValueError:
            raise self.refusal(DAMAGED, _GET_ANOTHER) from None
        self._check_within(joined, header["tile_data_length"])
        return joined

    def tile(self, offset: int, size: int) -> bytes:
        """Return a tile, decompressed; `offset` and `size` are those of its entry."""
        packed = self._read(self.header["tile_data_offset"] + offset, size)
        tile = self._decompress(packed, self.header["tile_compression"], LARGEST_TILE)
        if tile is None:
            raise self.refusal(f"a tile is larger than {LARGEST_TILE >> 20} MB", _GET_ANOTHER)
        return tile

    def refusal(self, what: str, remedy: str) -> StorymapError:
        """Return the error that says why the archive is refused."""
        return StorymapError(Problem(self._where, what, remedy))

    def _read_header(self) -> HeaderDict:
        self._file.seek(0)
        start = self._file.read(max(_HEADER, 4096))
        if start[:2] == b"PM" and start[2:3] in (b"\x01", b"\x02"):
            raise self.refusal(f"it is a PMTiles archive of version {start[2]}", "convert it: pmtiles convert OLD NEW")
        if start[:7] != b"PMTiles":
            kind = binary_kind(start)
            remedy = "convert MBTiles: pmtiles convert OLD NEW" if "SQLite" in kind else "name a .pmtiles file"
            raise self.refusal(f"this is {kind or 'something else'}, not a PMTiles archive", remedy)
        if start[7:8] != b"\x03":
            raise self.refusal("it is a PMTiles archive of an unknown version", "make one of version 3")
        if len(start) < _HEADER:
            raise self.refusal("the file is cut off", _GET_ANOTHER)
        try:
            header = deserialize_header(start[:_HEADER])
        except ValueError:
            raise self.refusal("it holds tiles of an unknown kind", "use vector tiles (MVT)") from None
        self._check_header(header)
        return header

    def _check_header(self, header: HeaderDict) -> None:
        kind = header["tile_type"]
        if kind in _PICTURES:
            raise self.refusal(f"its tiles are pictures ({_PICTURES[kind]})", "use vector tiles (MVT)")
        if kind != TileType.MVT:
            raise self.refusal(f"its tiles are of the kind {kind.name}", "use vector tiles (MVT)")
        for compression in (header["internal_compression"], header["tile_compression"]):
            if compression not in _READABLE:
                raise self.refusal(f"it is compressed with {compression.name.lower()}", "make it anew with gzip")
        for part in ("root", "metadata", "leaf_directory", "tile_data"):
            end = int(header[f"{part}_offset"]) + int(header[f"{part}_length"])  # type: ignore[literal-required]
            if end > self._size:
                raise self.refusal(f"the file is cut off: it has {self._size:,} of {end:,} bytes", _GET_ANOTHER)
        if header["min_zoom"] > header["max_zoom"] or header["max_zoom"] > 30:
            raise self.refusal("its header is damaged (zooms)", _GET_ANOTHER)

    def _read_metadata(self) -> dict[str, Any]:
        packed = self._read(self.header["metadata_offset"], self.header["metadata_length"])
        data = self._decompress(packed, self.header["internal_compression"], LARGEST_METADATA)
        try:
            metadata = json.loads(data) if data is not None else None
        except (ValueError, RecursionError):
            metadata = None
        if not isinstance(metadata, dict):
            raise self.refusal("its metadata is damaged", _GET_ANOTHER)
        return metadata

    def _directory(self, data: bytes) -> Entries:
        try:
            return read_directory(data)
        except ValueError as error:
            raise self.refusal(str(error), _GET_ANOTHER) from None

    def _check_within(self, entries: Entries, length: int) -> None:
        if len(entries) and np.max(entries.offsets + entries.sizes) > length:
            raise self.refusal(DAMAGED, _GET_ANOTHER)

    def _read(self, offset: int, length: int) -> bytes:
        # Compressed data is hardly ever larger than its content.
        if length > 2 * LARGEST_DIRECTORIES:
            raise self.refusal(f"a part of it has {length:,} bytes", _EXTRACT)
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) != length:
            raise self.refusal("the file is cut off", _GET_ANOTHER)
        return data

    def _decompress(self, data: bytes, compression: Compression, largest: int) -> bytes | None:
        """Return `data` decompressed, or None if it is larger than `largest` bytes then."""
        if compression == Compression.NONE:
            return data if len(data) <= largest else None
        gzip = zlib.decompressobj(wbits=31)
        try:
            content = gzip.decompress(data, largest + 1)
        except zlib.error:
            raise self.refusal("a part of it is damaged (gzip)", _GET_ANOTHER) from None
        if len(content) > largest:
            return None
        if not gzip.eof:
            raise self.refusal("a part of it is damaged (gzip)", _GET_ANOTHER)
        return content


def layer_names(metadata: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the layers that an archive says it has, for comparing and for messages."""
    layers = metadata.get("vector_layers")
    if not isinstance(layers, list):
        return ()
    names = [layer.get("id") for layer in layers[:1000] if isinstance(layer, dict)]
    return tuple(printable(name, 40) for name in names if isinstance(name, str))
