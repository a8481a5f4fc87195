"""Tags that stand before and behind the frames of a sound: ID3, APE."""

from __future__ import annotations

_APE_HEAD = 32


def without_id3(data: bytes) -> bytes:
    """Return a sound without the ID3v2 tags before it."""
    while data[:3] == b"ID3" and len(data) > 10:
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte & 0x7F
        has_footer = data[5] & 0x10
        data = data[10 + size + (10 if has_footer else 0) :].lstrip(b"\0")
    return data


def end_without_tags(data: bytes) -> int:
    """Return where a sound ends when ID3v1 and APE tags behind it are left out."""
    end = len(data)
    while True:
        if data[end - 128 : end - 125] == b"TAG":
            end -= 128
        elif data[end - _APE_HEAD : end - _APE_HEAD + 8] == b"APETAGEX":
            size = int.from_bytes(data[end - 20 : end - 16], "little")
            has_head = data[end - 9] & 0x80
            if not _APE_HEAD <= size <= end:
                return end
            end -= size + (_APE_HEAD if has_head else 0)
        else:
            return max(end, 0)
