"""Where a page's pictures and recordings are: in it, beside it, or on a server that the author allowed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from storymap.model import Image, Recording, Story

_ENDINGS = {
    "audio/aac": "aac",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/webm": "weba",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/ogg": "ogv",
    "video/webm": "webm",
}


class MediaFiles:
    """Gives each picture and recording the address that the page shows it from.

    Without a `folder` that is the `data:` URI itself. With one, the bytes go to `files`, by their path as seen from the
    page: the folder, and a name made of their hash. SVG and subtitles stay in the page: as a file of its own, SVG could
    run scripts. `origins` are the servers that are asked, apart for pictures and for recordings.
    """

    def __init__(self, story: Story, folder: str = "") -> None:
        self.files: dict[str, bytes] = {}
        self.origins: dict[str, list[str]] = {"img": [], "media": []}
        self._folder = folder
        self._hosts = story.media.hosts
        for kind, address in _addresses(story):
            origin = self._origin(address)
            if origin and origin not in self.origins[kind]:
                self.origins[kind].append(origin)

    def address(self, data: str) -> str:
        """Return the address of a picture or recording whose `data` is a `data:` URI or an address on the web.

        It is "" for an address on a server that was not allowed.
        """
        if not data.startswith("data:"):
            return data if self._origin(data) else ""
        head, _, encoded = data.partition(",")
        ending = _ENDINGS.get(head.removeprefix("data:").removesuffix(";base64"))
        if not self._folder or ending is None:
            return data
        content = base64.b64decode(encoded)
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
        self.files[f"{self._folder}/{name}"] = content
        return f"{quote(self._folder)}/{name}"

    def sources(self, kind: str) -> list[str]:
        """Return what the Content-Security-Policy must allow for "img" or "media" beside what it does anyway."""
        # A page that is opened from disk has no origin of its own, so `file:` says what 'self' says elsewhere.
        beside = ["'self'", "file:"] if self._folder else []
        return [*beside, *self.origins[kind]]

    def _origin(self, address: str) -> str:
        if address.startswith("data:"):  # taking megabytes apart takes as long as writing them
            return ""
        parts = urlsplit(address)
        allowed = parts.scheme == "https" and parts.netloc.lower() in self._hosts
        return f"https://{parts.netloc.lower()}" if allowed else ""


def has_recordings(story: Story) -> bool:
    """Say whether there is anything to play."""
    return any(block.recording and block.recording.data for block in story.article.blocks)


def _addresses(story: Story) -> Iterator[tuple[str, str]]:
    """Yield what every picture and recording of the story is shown from, in order, and its kind."""
    images: list[Image | None] = []
    for block in story.article.blocks:
        images.append(block.image)
        recording: Recording | None = block.recording
        if recording is not None:
            yield "media", recording.data
            images.append(recording.poster)
    for image in [*images, *story.places["image"]]:
        if image is not None:
            yield "img", image.data
