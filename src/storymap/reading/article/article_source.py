"""The file of an article and how it is to be read; and the same once it is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.web_page.page_choice import PageSelection
from storymap.reading.encoding import Decoding
from storymap.reading.files import read_bytes
from storymap.reading.media.policy import MediaPolicy


class ArticleSource(NamedTuple):
    """The file at `path`, which its author called `written`, with the caller's choices and the problems so far."""

    path: Path
    written: str
    media_policy: MediaPolicy
    decoding: Decoding
    language: str | None
    selection: PageSelection
    problems: list[Problem]
    default_language: str = ""

    @property
    def name(self) -> str:
        """The name of the file, which messages begin with."""
        return self.path.name

    def read(self, most: int) -> bytes:
        """Return the content of the file. Raises StorymapError when it has more than `most` bytes."""
        return read_bytes(self.path, most, self.written)


class OpenArticle(NamedTuple):
    """An article whose front matter is read. `read` reads the rest, embeds its media, and may raise StorymapError."""

    front: FrontMatter
    media: MediaEmbedder
    read: Callable[[], Article]
