"""The comments that Vorbis, Opus, Theora and FLAC have: made empty at their length."""

from __future__ import annotations


def empty_comment(size: int) -> bytes:
    """Return a comment of `size` bytes, at least 8, without words: the name of its maker is as long, and of zeros."""
    return (size - 8).to_bytes(4, "little") + bytes(size - 4)
