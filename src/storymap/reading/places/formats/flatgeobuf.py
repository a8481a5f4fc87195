"""FlatGeobuf, read by GDAL when its sizes are those of the file, and nothing in it stands for more than it is.

The layout is that of https://flatgeobuf.org: a header, perhaps an index, and the features one after the other.
"""

from __future__ import annotations

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_SHAPE, MOST_COLUMNS, MOST_FEATURES, MOST_TABLE_VALUES
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.flatbuffer import BrokenBufferError, Table
from storymap.reading.places.formats.gdal import private_folder, read_layer
from storymap.reading.places.formats.geodataframe import features_from_frame
from storymap.reading.problem_log import ProblemLog

_MAGIC = b"fgb\x03fgb"
_START = 12  # bytes: the magic number with the version, and the size of the header
_INDEX_NODE = 40  # bytes
# The fields of a header, a column, a feature and a geometry that are looked at.
_COLUMNS, _COUNT, _NODE_SIZE = 7, 8, 9
_COLUMN_TEXTS = (0, 2, 3, 10)
_GEOMETRY = 0
_VECTORS = ((0, 4), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8))
_PARTS = 7


def read_flatgeobuf(data: bytes, name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of the FlatGeobuf file `data`. What is wrong goes to `log`.

    Raises StorymapError when it is not FlatGeobuf, is damaged or too large.
    """
    if not data.startswith(_MAGIC):
        raise StorymapError(Problem(name, "this is not FlatGeobuf", "export it again, or correct its ending"))
    try:
        count = _check(data, name)
    except BrokenBufferError:
        raise StorymapError(Problem(name, "the file is damaged or cut off", "export or download it again")) from None
    if not count:
        log.warning(name, "has no features", "add a feature for each place")
        return FeatureCollection()
    with private_folder({"places.fgb": data}) as folder:
        frame = read_layer(folder / "places.fgb", name, most=count)
    return FeatureCollection(features_from_frame(frame, "feature", name, log))


def _check(data: bytes, name: str) -> int:
    """Return how many features there are, each of them within bounds. Raises BrokenBufferError and StorymapError."""
    size = int.from_bytes(data[8:_START], "little")
    header = Table.root(data[_START : _START + size])
    columns = _check_columns(header, size, name)
    declared = header.number(_COUNT, 8, 0)
    node_size = header.number(_NODE_SIZE, 2, 16)
    at = _START + size + _index_size(declared, node_size, len(data))
    view = memoryview(data)
    count = 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "little")
        if not length or at + 4 + length > len(data):
            raise BrokenBufferError
        if length > LARGEST_SHAPE:
            raise StorymapError(Problem(name, f"a shape has more than {LARGEST_SHAPE >> 20} MB", "simplify it"))
        count += 1
        if count > MOST_FEATURES or count * columns > MOST_TABLE_VALUES:
            what = f"it has more than {MOST_FEATURES:,} features or {MOST_TABLE_VALUES:,} values"
            raise StorymapError(Problem(name, what, "leave some out"))
        _check_shape(view[at + 4 : at + 4 + length])
        at += 4 + length
    if declared not in (0, count):
        raise BrokenBufferError
    return count


def _check_columns(header: Table, size: int, name: str) -> int:
    columns = header.tables(_COLUMNS)
    if len(columns) > MOST_COLUMNS:
        raise StorymapError(Problem(name, f"it has more than {MOST_COLUMNS:,} columns", "leave some out"))
    texts = sum(header.at(column).vector(text, 1).length for column in columns for text in _COLUMN_TEXTS)
    if texts > size:
        raise BrokenBufferError
    return len(columns)


def _index_size(count: int, node_size: int, most: int) -> int:
    """Return how many bytes the index of `count` features takes: a tree of nodes of `node_size` branches."""
    if not count or not node_size:
        return 0
    if node_size < 2 or count > most:
        raise BrokenBufferError
    nodes = level = count
    while True:
        # Even one feature has a root above it.
        level = -(-level // node_size)
        nodes += level
        if level == 1:
            break
    return nodes * _INDEX_NODE


def _check_shape(feature: memoryview) -> None:
    """Refuse a shape that is more than its feature has bytes for: its parts may all be the same ones."""
    shape = Table.root(feature).table(_GEOMETRY)
    left = len(feature)
    pending = [shape] if shape is not None else []
    while pending:
        part = pending.pop()
        parts = part.tables(_PARTS)
        left -= 4 + 4 * len(parts) + sum(size * part.vector(field, size).length for field, size in _VECTORS)
        if left < 0:
            raise BrokenBufferError
        pending += [part.at(position) for position in parts]
