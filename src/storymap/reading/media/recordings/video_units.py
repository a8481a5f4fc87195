"""The units within a frame of video. Those that hold words of anybody's, such as captions and settings, are filled.

A unit keeps its length, so that nothing of the file moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from storymap.reading.media.recordings.damage import damaged

# Kinds of units that are sound pictures or say how to decode them.
AVC_UNITS: Final = frozenset({1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 19, 20})
HEVC_UNITS: Final = frozenset({*range(10), *range(16, 22), 32, 33, 34, 35, 36, 37})
AV1_UNITS: Final = frozenset({1, 2, 3, 4, 6, 7})
# Kinds of additional messages: when to show a picture, where one can begin, and what screen it was made for.
MESSAGES: Final = frozenset({0, 1, 6, 137, 144, 147})
# Bytes of one: more than that says something else.
LARGEST_MESSAGE: Final = 64
_AVC_MESSAGE, _AVC_FILLER = 6, 12
_HEVC_MESSAGES, _HEVC_FILLER = (39, 40), 38
_AV1_METADATA, _AV1_PADDING = 5, 15
# Brightness of the picture and of the screen that it was made on.
_AV1_BRIGHTNESS = (1, 2)


def clean_avc(data: bytearray, start: int, end: int, length_size: int) -> None:
    """Fill what is not picture in the frame of H.264 between two positions."""
    for at, after in _units(data, start, end, length_size):
        kind = data[at] & 0x1F
        if kind not in AVC_UNITS and not (kind == _AVC_MESSAGE and _is_harmless(data, at + 1, after)):
            data[at] = _AVC_FILLER
            _fill(data, at + 1, after)


def clean_hevc(data: bytearray, start: int, end: int, length_size: int) -> None:
    """Fill what is not picture in the frame of H.265 between two positions."""
    for at, after in _units(data, start, end, length_size):
        clean_hevc_unit(data, at, after)


def clean_hevc_unit(data: bytearray, at: int, after: int) -> None:
    """Fill one unit of H.265 if it is no picture."""
    kind = data[at] >> 1 & 0x3F
    if kind not in HEVC_UNITS and not (kind in _HEVC_MESSAGES and _is_harmless(data, at + 2, after)):
        data[at] = data[at] & 0x81 | _HEVC_FILLER << 1
        _fill(data, at + 2, after)


def clean_av1(data: bytearray, start: int, end: int) -> None:
    """Fill what is not picture in the frame of AV1 between two positions."""
    at = start
    while at < end:
        head = data[at]
        kind, body = head >> 3 & 15, at + (2 if head & 4 else 1)
        after = end
        if head & 2:
            size, body = _leb128(data, body, end)
            after = body + size
        if after > end or body > after:
            raise damaged()
        is_brightness = (
            kind == _AV1_METADATA and body < after <= body + LARGEST_MESSAGE and data[body] in _AV1_BRIGHTNESS
        )
        if kind not in AV1_UNITS and not is_brightness:
            data[at] = head & 0x87 | _AV1_PADDING << 3
            data[body:after] = bytes(max(after - body - 1, 0)) + b"\x80"[: after - body]
        at = after


def _units(data: bytearray, start: int, end: int, length_size: int) -> Iterator[tuple[int, int]]:
    while start + length_size < end:
        at = start + length_size
        after = at + int.from_bytes(data[start:at])
        if after > end:
            raise damaged()
        if after > at:
            yield at, after
        start = after


def _is_harmless(data: bytearray, at: int, end: int) -> bool:
    """Say whether all messages of a unit are of the kinds in `MESSAGES`."""
    while at < end - 1:
        kind, at = _message_number(data, at, end)
        size, at = _message_number(data, at, end)
        if kind not in MESSAGES or size > LARGEST_MESSAGE:
            return False
        at += size
    return True


def _message_number(data: bytearray, at: int, end: int) -> tuple[int, int]:
    number = 0
    while at < end and data[at] == 0xFF:
        number += 255
        at += 1
    return (number + data[at] if at < end else number), at + 1


def _fill(data: bytearray, start: int, end: int) -> None:
    if end > start:
        data[start:end] = b"\xff" * (end - start - 1) + b"\x80"


def _leb128(data: bytearray, at: int, end: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 56, 7):
        if at >= end:
            raise damaged()
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise damaged()
