"""MP3 and AAC (ADTS): frame after frame, and nothing between them.

The frame with the length and the seek table of an MP3 (Xing, Info) is a frame like any other and stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from storymap.limits import MOST_MP3_GAPS, MOST_MP3_STARTS
from storymap.reading.media.recordings.damage import damaged

# Kilobits a second by MPEG version (1, else 2 and 2.5) and layer; samples a second of version 1.
_BIT_RATES: Final = {
    (1, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES: Final = (44100, 48000, 32000)
# The bits of a header that stay the same from frame to frame.
_MP3_SAME: Final = (0xFF, 0xFE, 0x0C)
_ADTS_SAME: Final = (0xFF, 0xFE, 0xFC)
_FEWEST_FRAMES = 2


def is_mp3(data: bytes) -> bool:
    """Say whether `data` begins with a frame of MPEG audio."""
    return mp3_frame_length(data, 0) > 0


def is_adts(data: bytes) -> bool:
    """Say whether `data` begins with a frame of AAC."""
    return adts_frame_length(data, 0) > 0


def clean_mp3(data: bytes) -> bytes:
    """Return the frames of an MP3. Raises StorymapError if there are fewer than two that follow each other."""
    return _frames(data, mp3_frame_length, _MP3_SAME)


def clean_adts(data: bytes) -> bytes:
    """Return the frames of AAC in ADTS. Raises StorymapError if there are fewer than two that follow each other."""
    return _frames(data, adts_frame_length, _ADTS_SAME)


def mp3_frame_length(data: bytes, at: int) -> int:
    """Return the length in bytes of the MPEG audio frame at `at`, or 0 if there is none."""
    header = data[at : at + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return 0
    version = {3: 1, 2: 2, 0: 4}.get(header[1] >> 3 & 3, 0)
    layer = 4 - (header[1] >> 1 & 3)
    bit_rate, sample_rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if not version or layer == 4 or bit_rate in (0, 15) or sample_rate == 3:
        return 0
    bits = 1000 * _BIT_RATES[min(version, 2), layer][bit_rate]
    samples = _SAMPLE_RATES[sample_rate] // version
    if layer == 1:
        return (12 * bits // samples + padding) * 4
    return (72 if layer == 3 and version > 1 else 144) * bits // samples + padding


def adts_frame_length(data: bytes, at: int) -> int:
    """Return the length in bytes of the ADTS frame at `at`, or 0 if there is none."""
    header = data[at : at + 7]
    if len(header) < 7 or header[0] != 0xFF or header[1] & 0xF6 != 0xF0 or header[2] >> 2 & 15 > 12:
        return 0
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return length if length >= 7 else 0


def _frames(data: bytes, frame_length: Callable[[bytes, int], int], same: tuple[int, int, int]) -> bytes:
    """Return the frames that fit the first one, and that another one or the end follows."""
    first = _masked(data, 0, same)
    frames, at, gaps = list[bytes](), 0, 0
    while at < len(data):
        length = frame_length(data, at) if _masked(data, at, same) == first else 0
        end = at + length
        if length and end <= len(data) and (_is_next(data, end, frame_length, first, same) or frames):
            frames.append(data[at:end])
            at = end
        else:
            gaps += 1
            if gaps > MOST_MP3_GAPS:
                raise damaged()
            at = _next_start(data, at, frame_length, first, same)
    if len(frames) < _FEWEST_FRAMES:
        raise damaged()
    return b"".join(frames)


def _next_start(
    data: bytes, at: int, frame_length: Callable[[bytes, int], int], first: bytes, same: tuple[int, int, int]
) -> int:
    """Return where frames go on behind `at`, or the end. Raises StorymapError if too much looks like a beginning."""
    for _ in range(MOST_MP3_STARTS):
        at = data.find(b"\xff", at + 1)
        if at < 0:
            return len(data)
        if _is_start(data, at, frame_length, first, same):
            return at
    raise damaged()


def _is_start(
    data: bytes, at: int, frame_length: Callable[[bytes, int], int], first: bytes, same: tuple[int, int, int]
) -> bool:
    """Say whether a frame begins at `at` that another one follows: after a gap one alone may be chance."""
    if _masked(data, at, same) != first:
        return False
    length = frame_length(data, at)
    return length > 0 and _is_next(data, at + length, frame_length, first, same)


def _is_next(
    data: bytes, at: int, frame_length: Callable[[bytes, int], int], first: bytes, same: tuple[int, int, int]
) -> bool:
    return _masked(data, at, same) == first and frame_length(data, at) > 0


def _masked(data: bytes, at: int, same: tuple[int, int, int]) -> bytes:
    return bytes(byte & mask for byte, mask in zip(data[at : at + 3], same, strict=False))
