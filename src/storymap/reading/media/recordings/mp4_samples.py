"""Where in an MP4 file the frames of a track are: by the tables of its track, or by those of a fragment."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from storymap.limits import MOST_MP4_FRAMES
from storymap.reading.media.recordings.damage import damaged
from storymap.reading.media.recordings.mp4_boxes import Box, find_box, read_boxes

Range = tuple[int, int]


def track_samples(data: bytes | bytearray, table: Box, *, each: bool) -> Iterator[Range]:
    """Yield the ranges of bytes that the sample table `stbl` speaks of: of each frame, or of each chunk.

    Raises StorymapError where the tables do not fit together.
    """
    sizes, common_size = _sample_sizes(data, table)
    sample = 0
    for offset, count in _chunks(data, table):
        if common_size and not each:
            yield offset, offset + common_size * count
            continue
        if sample + count > MOST_MP4_FRAMES or (not common_size and sample + count > len(sizes)):
            raise damaged()
        start = offset
        for number in range(sample, sample + count):
            end = start + (common_size or sizes[number])
            yield start, end
            start = end
        sample += count


def _sample_sizes(data: bytes | bytearray, table: Box) -> tuple[list[int], int]:
    box = find_box(data, table, b"stsz")
    if box is not None:
        common, count = _integers(data, box.body + 4, 2, box.end)
        return ([] if common else _integers(data, box.body + 12, count, box.end)), common
    box = find_box(data, table, b"stz2")
    if box is None or data[box.body + 7] not in (8, 16):
        raise damaged()
    width, (count,) = data[box.body + 7] // 8, _integers(data, box.body + 8, 1, box.end)
    start = box.body + 12
    if start + count * width > box.end:
        raise damaged()
    return [int.from_bytes(data[at : at + width]) for at in range(start, start + count * width, width)], 0


def _chunks(data: bytes | bytearray, table: Box) -> Iterator[tuple[int, int]]:
    """Yield the offset of each chunk and the number of its samples."""
    runs_box, offsets_box = find_box(data, table, b"stsc"), find_box(data, table, b"stco")
    width = 4
    if offsets_box is None:
        offsets_box, width = find_box(data, table, b"co64"), 8
    if runs_box is None or offsets_box is None:
        raise damaged()
    (count,) = _integers(data, offsets_box.body + 4, 1, offsets_box.end)
    offsets = _integers(data, offsets_box.body + 8, count, offsets_box.end, width)
    (run_count,) = _integers(data, runs_box.body + 4, 1, runs_box.end)
    runs = _integers(data, runs_box.body + 8, 3 * run_count, runs_box.end)
    at, per_chunk = 0, 0
    for number, offset in enumerate(offsets, 1):
        while at < len(runs) and runs[at] <= number:
            per_chunk = runs[at + 1]
            at += 3
        yield offset, per_chunk


@dataclass(frozen=True)
class TrackDefaults:
    """What a fragment takes for a track where it says nothing itself (`trex`)."""

    size: int = 0


def fragment_samples(
    data: bytes | bytearray, fragment: Box, defaults: dict[int, TrackDefaults]
) -> Iterator[tuple[int, Box, list[Range]]]:
    """Yield, for each track in the fragment `moof`: its number, its box, and the ranges of bytes of its frames."""
    following = fragment.start
    for track in read_boxes(data, fragment.body, fragment.end):
        if track.kind != b"traf":
            continue
        head = find_box(data, track, b"tfhd")
        if head is None:
            raise damaged()
        flags = int.from_bytes(data[head.body + 1 : head.body + 4])
        (number,) = _integers(data, head.body + 4, 1, head.end)
        at = head.body + 8
        base = fragment.start if flags & 0x20000 else following
        if flags & 1:
            (base,) = _integers(data, at, 1, head.end, 8)
            at += 8
        at += 4 * (bool(flags & 2) + bool(flags & 8))
        size = defaults.get(number, TrackDefaults()).size
        if flags & 0x10:
            (size,) = _integers(data, at, 1, head.end)
        ranges: list[Range] = []
        position = base
        for run in read_boxes(data, track.body, track.end):
            if run.kind == b"trun":
                position = _run(data, run, base, position, size, ranges)
        following = position
        yield number, track, ranges


def _run(data: bytes | bytearray, run: Box, base: int, position: int, size: int, ranges: list[Range]) -> int:
    flags = int.from_bytes(data[run.body + 1 : run.body + 4])
    (count,) = _integers(data, run.body + 4, 1, run.end)
    at = run.body + 8
    if flags & 1:
        position = base + struct.unpack(">i", data[at : at + 4])[0]
        at += 4
    at += 4 * bool(flags & 4)
    fields = [flag for flag in (0x100, 0x200, 0x400, 0x800) if flags & flag]
    if count > MOST_MP4_FRAMES:
        raise damaged()
    values = _integers(data, at, count * len(fields), run.end)
    for number in range(count):
        own = values[number * len(fields) + fields.index(0x200)] if 0x200 in fields else size
        ranges.append((position, position + own))
        position += own
    return position


def _integers(data: bytes | bytearray, start: int, count: int, end: int, width: int = 4) -> list[int]:
    if start + count * width > end:
        raise damaged()
    return list(struct.unpack(f">{count}{'I' if width == 4 else 'Q'}", data[start : start + count * width]))
