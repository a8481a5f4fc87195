"""Ogg (RFC 3533): streams of sound and film, with their comments made empty.

A comment keeps its length, so that all pages stay as they are; those that are changed get a new checksum.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from storymap.limits import LARGEST_OGG_HEAD, MOST_OGG_BLOCKS, MOST_OGG_FAILURES
from storymap.reading.media.policy import refusal
from storymap.reading.media.recordings.damage import damaged
from storymap.reading.media.recordings.flac import COMMENT, PADDING, SEEKTABLE, STREAMINFO
from storymap.reading.media.recordings.xiph import empty_comment

# How a stream begins, with the beginning of its comment, and what ends that.
STREAMS: Final = {
    b"\x01vorbis": (b"\x03vorbis", b"\x01"),
    b"OpusHead": (b"OpusTags", b""),
    b"\x80theora": (b"\x81theora", b""),
    b"\x7fFLAC": (b"", b""),
}


@dataclass
class _Page:
    start: int
    segments: bytes
    body: int
    end: int


@dataclass
class _Stream:
    """A stream: how it begins, and the parts of the packets at its beginning, each a range of bytes of the file."""

    kind: bytes
    packets: list[list[tuple[int, int]]] = field(default_factory=list)
    is_open: bool = False
    is_cleaned: bool = False


def clean_ogg(data: bytes) -> bytes:
    """Return the streams of `STREAMS` in an Ogg file. Raises StorymapError if it is damaged, or there are none."""
    out = bytearray(data)
    streams: dict[bytes, _Stream | None] = {}
    kept: list[_Page] = []
    changed: set[int] = set()
    for page in _pages(data):
        serial = data[page.start + 14 : page.start + 18]
        if data[page.start + 5] & 2:
            streams[serial] = _begin(data, page)
        stream = streams.get(serial)
        if stream is None:
            continue
        kept.append(page)
        if not stream.is_cleaned:
            changed.add(page.start)
            _add_packets(page, stream)
            _clean_packets(out, stream)
    if not kept:
        raise refusal("holds no sound and no film that browsers play", "export it as Ogg with Opus or Vorbis")
    if any(stream is not None and not stream.is_cleaned for stream in streams.values()):
        raise damaged()
    for page in kept:
        if page.start in changed:
            out[page.start + 22 : page.start + 26] = bytes(4)
            out[page.start + 22 : page.start + 26] = _checksum(out[page.start : page.end]).to_bytes(4, "little")
    return b"".join(bytes(out[page.start : page.end]) for page in kept)


def _pages(data: bytes) -> list[_Page]:
    pages, at, failures = [], data.find(b"OggS"), 0
    while at >= 0:
        count = data[at + 26] if at + 27 <= len(data) else 0
        segments = data[at + 27 : at + 27 + count]
        body = at + 27 + count
        end = body + sum(segments)
        if len(segments) == count and end <= len(data) and at + 27 <= len(data) and data[at + 4] == 0:
            pages.append(_Page(at, segments, body, end))
            at = end if data[end : end + 4] == b"OggS" else data.find(b"OggS", end)
        else:
            failures += 1
            if failures > MOST_OGG_FAILURES:
                raise damaged()
            at = data.find(b"OggS", at + 4)
    return pages


def _begin(data: bytes, page: _Page) -> _Stream | None:
    head = data[page.body : page.end]
    kind = next((kind for kind in STREAMS if head.startswith(kind)), None)
    if kind is None or len(head) > LARGEST_OGG_HEAD:
        return None
    return _Stream(kind)


def _add_packets(page: _Page, stream: _Stream) -> None:
    at = page.body
    for length in page.segments:
        if not stream.is_open:
            stream.packets.append([])
        stream.packets[-1].append((at, at + length))
        at += length
        stream.is_open = length == 0xFF


def _clean_packets(out: bytearray, stream: _Stream) -> None:
    """Clean the packets that are whole, up to the last one that says something."""
    whole = stream.packets[: len(stream.packets) - stream.is_open]
    if stream.kind == b"\x7fFLAC":
        _clean_flac_blocks(out, stream, whole[1:])
    elif len(whole) > 1:
        start, finish = STREAMS[stream.kind]
        packet = _read(out, whole[1])
        size = len(packet) - len(start) - len(finish)
        if not packet.startswith(start) or size < 8:
            raise damaged()
        _write(out, whole[1], start + empty_comment(size) + finish)
        stream.is_cleaned = True


def _clean_flac_blocks(out: bytearray, stream: _Stream, packets: list[list[tuple[int, int]]]) -> None:
    for number, parts in enumerate(packets):
        packet = _read(out, parts)
        if len(packet) < 4 or number >= MOST_OGG_BLOCKS:
            raise damaged()
        kind, rest = packet[0] & 0x7F, packet[4:]
        if kind == COMMENT and len(rest) >= 8:
            rest = empty_comment(len(rest))
        elif kind not in (STREAMINFO, SEEKTABLE):
            kind, rest = PADDING, bytes(len(rest))
        _write(out, parts, bytes([packet[0] & 0x80 | kind]) + packet[1:4] + rest)
        if packet[0] & 0x80:
            stream.is_cleaned = True
            return


def _read(data: bytearray, parts: list[tuple[int, int]]) -> bytes:
    return b"".join(bytes(data[start:end]) for start, end in parts)


def _write(data: bytearray, parts: list[tuple[int, int]], packet: bytes) -> None:
    at = 0
    for start, end in parts:
        data[start:end] = packet[at : at + end - start]
        at += end - start


def _checksum(page: bytes | bytearray) -> int:
    crc = 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _CRC_32[crc >> 24 ^ byte]
    return crc


def _crc_table() -> list[int]:
    table = []
    for byte in range(256):
        crc = byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(crc)
    return table


_CRC_32: Final = _crc_table()
