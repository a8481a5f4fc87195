"""Archives that are something else, damaged, or made to do harm: refused in words, at once, and in little memory."""

from __future__ import annotations

import gzip
import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pmtiles.tile import Compression, Entry, TileType, serialize_directory, serialize_header, zxy_to_tileid

from storymap.errors import StorymapError
from storymap.reading.tiles.extract import read_tiles
from tests.streets import BRIDGE, encode, tile_of, town, write_archive

POINT = (*BRIDGE, *BRIDGE)
KEY = tile_of(14, *BRIDGE)
NUMBER = zxy_to_tileid(*KEY)
METADATA = gzip.compress(json.dumps({"vector_layers": [{"id": "roads"}]}).encode(), mtime=0)
TILE = gzip.compress(encode(KEY), mtime=0)
GIGABYTES = gzip.compress(bytes(64 << 20), compresslevel=1, mtime=0)


def archive(
    path: Path,
    *,
    root: bytes | None = None,
    metadata: bytes = METADATA,
    leaves: bytes = b"",
    tiles: bytes = TILE,
    **changed: Any,
) -> Path:
    """Write an archive part by part; by default it is sound and holds the bridge's tile."""
    root = serialize_directory([Entry(NUMBER, 0, len(tiles), 1)]) if root is None else root
    header = {
        "root_offset": 127,
        "root_length": len(root),
        "metadata_offset": 127 + len(root),
        "metadata_length": len(metadata),
        "leaf_directory_offset": 127 + len(root) + len(metadata),
        "leaf_directory_length": len(leaves),
        "tile_data_offset": 127 + len(root) + len(metadata) + len(leaves),
        "tile_data_length": len(tiles),
        "clustered": True,
        "internal_compression": Compression.GZIP,
        "tile_compression": Compression.GZIP,
        "tile_type": TileType.MVT,
        "min_zoom": 14,
        "max_zoom": 14,
        **changed,
    }
    path.write_bytes(serialize_header(header) + root + metadata + leaves + tiles)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(StorymapError) as caught:
        read_tiles(path, [POINT])
    (only,) = caught.value.problems
    assert only.remedy
    return only.what


def test_an_archive_made_by_hand_is_read(tmp_path: Path) -> None:
    assert set(read_tiles(archive(tmp_path / "a.pmtiles"), [POINT]).tiles) == {KEY}


def test_a_directory_of_directories_is_read(tmp_path: Path) -> None:
    leaf = serialize_directory([Entry(NUMBER, 0, len(TILE), 1)])
    inner = serialize_directory([Entry(NUMBER, 0, len(leaf), 0)])
    root = serialize_directory([Entry(NUMBER, len(leaf), len(inner), 0)])
    assert set(read_tiles(archive(tmp_path / "a.pmtiles", root=root, leaves=leaf + inner), [POINT]).tiles) == {KEY}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PM\x02\x00" + bytes(600), "it is a PMTiles archive of version 2"),
        (b"PM\x01\x00" + bytes(600), "it is a PMTiles archive of version 1"),
        (b"PMTiles\x04" + bytes(600), "it is a PMTiles archive of an unknown version"),
        (b"PMTiles\x03", "the file is cut off"),
        (b"SQLite format 3\0" + bytes(600), "this is an SQLite database (a GeoPackage is one), not a PMTiles archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(600), "this is a PNG picture, not a PMTiles archive"),
        (b"", "this is something else, not a PMTiles archive"),
        (b"\xff\xfe hello", "this is something else, not a PMTiles archive"),
    ],
)
def test_what_is_no_archive_of_version_3_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.pmtiles"
    path.write_bytes(content)
    assert refusal(path) == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tile_type": TileType.PNG}, "its tiles are pictures (PNG)"),
        ({"tile_type": TileType.JPEG}, "its tiles are pictures (JPEG)"),
        ({"tile_type": TileType.WEBP}, "its tiles are pictures (WebP)"),
        ({"tile_type": TileType.MLT}, "its tiles are of the kind MLT"),
        ({"tile_type": TileType.UNKNOWN}, "its tiles are of the kind UNKNOWN"),
        ({"tile_compression": Compression.BROTLI}, "it is compressed with brotli"),
        ({"tile_compression": Compression.ZSTD}, "it is compressed with zstd"),
        ({"internal_compression": Compression.UNKNOWN}, "it is compressed with unknown"),
        ({"min_zoom": 15}, "its header is damaged (zooms)"),
        ({"max_zoom": 200}, "its header is damaged (zooms)"),
    ],
)
def test_a_kind_of_archive_that_is_not_drawn_is_refused(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    assert refusal(archive(tmp_path / "a.pmtiles", **changed)) == said


def test_unheard_of_numbers_in_the_header_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.pmtiles")
    data = bytearray(path.read_bytes())
    data[99] = 200
    path.write_bytes(data)
    assert refusal(path) == "it holds tiles of an unknown kind"


@pytest.mark.parametrize("part", ["root", "metadata", "leaf_directory", "tile_data"])
@pytest.mark.parametrize("number", [2**40, 2**64 - 1])
def test_parts_beyond_the_end_of_the_file_are_refused(tmp_path: Path, part: str, number: int) -> None:
    for field in ("offset", "length"):
        said = refusal(archive(tmp_path / "a.pmtiles", **{f"{part}_{field}": number}))
        assert said.startswith("the file is cut off: it has ")


def test_a_file_cut_off_while_it_was_copied_is_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.pmtiles", town())
    path.write_bytes(path.read_bytes()[:-100])
    assert refusal(path).startswith("the file is cut off: it has ")


HOSTILE: dict[str, tuple[Callable[[], dict[str, Any]], str]] = {
    "root of gigabytes": (lambda: {"root": GIGABYTES}, "it lists more than 2,000,000 tiles"),
    "leaf of gigabytes": (
        lambda: {"root": serialize_directory([Entry(1, 0, len(GIGABYTES), 0)]), "leaves": GIGABYTES},
        "it lists more than 2,000,000 tiles",
    ),
    "tile of gigabytes": (lambda: {"tiles": GIGABYTES}, "a tile is larger than 8 MB"),
    "metadata of gigabytes": (lambda: {"metadata": GIGABYTES}, "its metadata is damaged"),
    "metadata without end": (lambda: {"metadata": gzip.compress(b"[" * 500_000)}, "its metadata is damaged"),
    "metadata of another shape": (lambda: {"metadata": gzip.compress(b"[1]")}, "its metadata is damaged"),
    "metadata that is not text": (lambda: {"metadata": gzip.compress(b"\xff\xfe")}, "its metadata is damaged"),
    "run over all the earth": (
        lambda: {"root": serialize_directory([Entry(1, 0, len(TILE), 2**40)])},
        "it has 268,435,456 tiles at zoom 14",
    ),
    "offset beyond the tiles": (
        lambda: {"root": serialize_directory([Entry(NUMBER, 2**40, len(TILE), 1)])},
        "its directory is damaged",
    ),
    "length beyond the tiles": (
        lambda: {"root": serialize_directory([Entry(NUMBER, 0, 2**40, 1)])},
        "its directory is damaged",
    ),
    "leaf beyond the leaves": (
        lambda: {"root": serialize_directory([Entry(NUMBER, 5, 10**6, 0)])},
        "its directory is damaged",
    ),
    "root that is not packed": (lambda: {"root": b"\x01\x01\x01\x01\x01"}, "a part of it is damaged (gzip)"),
    "root cut off": (
        lambda: {"root": serialize_directory([Entry(NUMBER, 0, 10, 1)])[:-6]},
        "a part of it is damaged (gzip)",
    ),
    "root of nothing": (lambda: {"root": b""}, "a part of it is damaged (gzip)"),
    "tile that is not packed": (lambda: {"tiles": encode(KEY)}, "a part of it is damaged (gzip)"),
    "tile that is no tile": (lambda: {"tiles": gzip.compress(b"<html></html>")}, "a tile is damaged"),
    "layer without a name": (lambda: {"tiles": gzip.compress(b"\x1a\x02\x78\x02")}, "a tile is damaged"),
    "layer longer than its tile": (lambda: {"tiles": gzip.compress(b"\x1a\xff\xff\x7f")}, "a tile is damaged"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_an_archive_made_to_do_harm_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    make, said = HOSTILE[name]
    path = archive(tmp_path / "a.pmtiles", **make())
    tracemalloc.start()
    try:
        assert refusal(path) == said
        assert tracemalloc.get_traced_memory()[1] < 150 << 20
    finally:
        tracemalloc.stop()


def test_leaves_that_point_at_each_other_are_refused(tmp_path: Path) -> None:
    def leaf(offset: int) -> bytes:
        # Not packed, so that a leaf's size does not hang on what it says.
        return bytes([1, 1, 0, 5, offset + 1])

    path = archive(
        tmp_path / "a.pmtiles",
        root=leaf(0),
        leaves=leaf(5) + leaf(0),
        metadata=gzip.decompress(METADATA),
        internal_compression=Compression.NONE,
    )
    assert refusal(path) == "its directory is damaged"


def test_leaves_without_end_are_refused(tmp_path: Path) -> None:
    leaves = b"".join(bytes([1, 1, 0, 5, 5 * index + 1]) for index in range(1, 24))
    path = archive(
        tmp_path / "a.pmtiles",
        root=bytes([1, 1, 0, 5, 1]),
        leaves=leaves,
        metadata=gzip.decompress(METADATA),
        internal_compression=Compression.NONE,
    )
    assert refusal(path) == "its directory is damaged"


def test_a_pipe_a_folder_and_nothing_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pmtiles")
    assert refusal(tmp_path / "pipe.pmtiles") == "this is a pipe or a device, not a file"
    assert refusal(tmp_path) == "this is a folder"
    assert refusal(tmp_path / "none.pmtiles") == "there is no such file"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 255)), min_size=1, max_size=6))
def test_an_archive_with_some_bytes_changed_is_read_or_refused(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    data = bytearray(archive(tmp_path / "a.pmtiles").read_bytes())
    for position, value in changes:
        data[position % len(data)] = value
    (tmp_path / "b.pmtiles").write_bytes(data)
    try:
        read_tiles(tmp_path / "b.pmtiles", [POINT])
    except StorymapError as error:
        said = [problem.where for problem in error.problems]
    else:
        said = ["b.pmtiles"]
    assert said == ["b.pmtiles"]
