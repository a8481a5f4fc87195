"""The endings of pictures and recordings."""

from __future__ import annotations

from typing import Final

PICTURE_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
ENDINGS: Final = {
    "audio": (".mp3", ".m4a", ".aac", ".oga", ".ogg", ".opus", ".wav", ".weba", ".flac"),
    "video": (".mp4", ".m4v", ".webm", ".ogv"),
}
