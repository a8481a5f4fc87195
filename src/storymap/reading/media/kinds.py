"""Pictures and recordings by the endings of their files."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final, Literal
from urllib.parse import urlsplit

PICTURE_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
ENDINGS: Final = {
    "audio": (".mp3", ".m4a", ".aac", ".oga", ".ogg", ".opus", ".wav", ".weba", ".flac"),
    "video": (".mp4", ".m4v", ".webm", ".ogv"),
}


def recording_kind(src: str) -> Literal["audio", "video"] | None:
    """Return what `src` names by its ending: "audio", "video", or None for neither."""
    try:
        suffix = PurePosixPath(urlsplit(src.strip()).path).suffix.lower()
    except ValueError:
        return None
    if suffix in ENDINGS["audio"]:
        return "audio"
    return "video" if suffix in ENDINGS["video"] else None
