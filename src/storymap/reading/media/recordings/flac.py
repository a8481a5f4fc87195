"""FLAC: the description of the stream, the table for seeking and the frames."""

from __future__ import annotations

from typing import Final

from storymap.limits import LARGEST_FLAC_END, MOST_FLAC_STARTS
from storymap.reading.media.recordings.damage import damaged
from storymap.reading.media.recordings.end_tags import end_without_tags

STREAMINFO, PADDING, SEEKTABLE, COMMENT = 0, 1, 3, 4
BLOCKS: Final = (STREAMINFO, SEEKTABLE)
STREAMINFO_SIZE = 34


def clean_flac(data: bytes) -> bytes:
    """Return a FLAC file with the blocks of `BLOCKS` and its frames. Raises StorymapError if it is damaged."""
    blocks: list[tuple[int, bytes]] = []
    at, is_last = 4, False
    while not is_last:
        if at + 4 > len(data):
            raise damaged()
        is_last, kind = data[at] >= 0x80, data[at] & 0x7F
        size = int.from_bytes(data[at + 1 : at + 4])
        if kind in BLOCKS:
            blocks.append((kind, data[at + 4 : at + 4 + size]))
        at += 4 + size
    if not blocks or blocks[0][0] != STREAMINFO or len(blocks[0][1]) != STREAMINFO_SIZE:
        raise damaged()
    if [kind for kind, _ in blocks].count(STREAMINFO) > 1 or not _is_frame(data, at):
        raise damaged()
    end = _end_of_last_frame(data, at)
    heads = [
        bytes([kind | (0x80 if number == len(blocks) else 0)]) + len(block).to_bytes(3) + block
        for number, (kind, block) in enumerate(blocks, 1)
    ]
    return b"fLaC" + b"".join(heads) + data[at:end]


def _is_frame(data: bytes, at: int) -> bool:
    """Say whether a frame begins at `at`: two known bytes, and a head whose checksum is right."""
    if data[at : at + 2] not in (b"\xff\xf8", b"\xff\xf9") or at + 16 > len(data):
        return False
    number = data[at + 4]
    # The number of the frame is written as UTF-8 writes a character.
    width = 1 if number < 0x80 else 8 - (number ^ 0xFF).bit_length()
    rest = {6: 1, 7: 2}.get(data[at + 2] >> 4, 0) + {12: 1, 13: 2, 14: 2}.get(data[at + 2] & 15, 0)
    end = at + 4 + width + rest
    crc = 0
    for byte in data[at:end]:
        crc = _CRC_8[crc ^ byte]
    return crc == data[end]


def _end_of_last_frame(data: bytes, first: int) -> int:
    """Return where the last frame ends, by its checksum: tags may follow it. A frame does not say its length.

    Raises StorymapError if no frame near the end has the right checksum.
    """
    last = end_without_tags(data)
    start, tries = last, 0
    while tries < MOST_FLAC_STARTS:
        start = data.rfind(b"\xff", first, start)
        if start < 0 or start < last - LARGEST_FLAC_END:
            raise damaged()
        if _is_frame(data, start):
            tries += 1
            end = _end_of_frame(data, start, last)
            if end:
                return end
    raise damaged()


def _end_of_frame(data: bytes, start: int, last: int) -> int:
    """Return the last position up to `last` where the bytes from `start` and their CRC-16 agree, or 0."""
    crc = end = 0
    for at in range(start, last):
        crc = (crc << 8 & 0xFFFF) ^ _CRC_16[crc >> 8 ^ data[at]]
        # Zeros behind a frame leave its checksum right; they are not of it.
        if crc == 0 and at - start > 8 and (end != at or data[at]):
            end = at + 1
    return end


def _crc_table(bits: int, polynomial: int) -> list[int]:
    table, top = [], 1 << bits - 1
    for byte in range(256):
        crc = byte << bits - 8
        for _ in range(8):
            crc = (crc << 1 ^ (polynomial if crc & top else 0)) & (1 << bits) - 1
        table.append(crc)
    return table


_CRC_8: Final = _crc_table(8, 0x07)
_CRC_16: Final = _crc_table(16, 0x8005)
