"""A story as it was read, before it has an id in the atlas."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from storymap.atlas.records import StoryRecord

SourceKind = Literal["article", "published", "data", "feed"]


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A file that a story, or several, can be read from.

    `shown` is its path as a person would write it, for messages. `address` is where its page is, if a list says so: an
    address on the web, or a path as seen from the folder `address_from`.
    """

    path: Path
    kind: SourceKind
    shown: str
    address: str = ""
    address_from: Path | None = None


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A story without an id, and what it may be called: `names`, the most telling first, then those of its folders.

    `key` orders stories, and tells one from another: where it was read from, links resolved. `shown` is that as a
    person would write it. `texts` are the marks of its paragraphs. It `depends_on_more` than the files that were read
    where it matters whether there are others.
    """

    record: StoryRecord
    kind: SourceKind
    names: tuple[str, ...]
    key: str
    shown: str
    texts: frozenset[bytes] = frozenset()
    depends_on_more: bool = False


def text_marks(texts: Iterable[str]) -> frozenset[bytes]:
    """Return what a story's paragraphs are known by, when it is met again elsewhere."""
    return frozenset(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest() for text in texts if text)


def link_to(path: Path, folder: Path | None) -> str:
    """Return a path as a link from a page in `folder`: relative, percent-encoded; "" where there is no way."""
    if folder is None:
        return ""
    try:
        relative = Path(os.path.relpath(os.path.realpath(path), os.path.realpath(folder)))
    except ValueError:  # on another drive
        return ""
    written = quote(relative.as_posix())
    # "a:b" would be an address.
    return f"./{written}" if ":" in written.partition("/")[0] else written


def followed(link: str, base: Path, folder: Path | None) -> str:
    """Return a relative link in a file of the folder `base` as a link from a page in `folder`; "" for no such link."""
    try:
        parts = urlsplit(link)
        path = unquote(parts.path, errors="strict")
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or path.startswith(("/", "\\")) or "\0" in path or not path:
        return ""
    found = link_to(base / path, folder)
    end = "/" if found and path.endswith("/") else ""
    return f"{found}{end}{f'?{parts.query}' if parts.query else ''}{f'#{parts.fragment}' if parts.fragment else ''}"


def source_from(path: Path, shown: str, folder: Path | None) -> str:
    """Return where a story was read from, as its record says it: as seen from the atlas' folder, never absolute."""
    if folder is None:
        return shown
    try:
        return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(folder))).as_posix()
    except ValueError:
        return path.name
