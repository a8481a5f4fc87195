"""The pictures and recordings of an article that is read without its folder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from storymap.model import Article, Image, Recording
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.media.local_files import is_remote

_SHOWN = "data:,"


def shown_media(article: Article) -> frozenset[str]:
    """Return the addresses of the pictures and recordings that an article shows."""
    media = (medium for block in article.blocks for medium in (block.image, block.recording) if medium is not None)
    return frozenset(medium.src for medium in media if medium.data)


class KnownMedia(MediaEmbedder):
    """Has those whose addresses are `shown`, or all of them; nothing is opened, and nothing is embedded."""

    def __init__(self, name: str, shown: Collection[str] | None) -> None:
        super().__init__(Path(), name)
        self._shown = shown

    def holds(self, src: str) -> bool:
        """Say whether the article has this one."""
        return src in self._shown if self._shown is not None else not is_remote(src)

    def embed(self, image: Image, line: int | None = None) -> Image:
        """Return `image` as one that is shown, if it is one of them."""
        return replace(image, data=_SHOWN) if image.src and self.holds(image.src) else image

    def embed_recording(self, recording: Recording, line: int | None = None) -> Recording:
        """Return `recording` as one that is shown, if it is one of them."""
        return replace(recording, data=_SHOWN) if recording.src and self.holds(recording.src) else recording
