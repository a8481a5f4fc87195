"""What a process keeps that builds the page of one story again and again, as preview and editor do.

It is made by whoever builds again, and passed to `build_story` and `render_page`. A page is the same with and without:
each part is kept by all that it is made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from storymap.storage.cache import cached
from storymap.storage.memo import Memo

_LARGEST_PICTURES = 64 << 20  # bytes


def _picture_size(picture: Any) -> int:
    return len(picture[0])


@dataclass(frozen=True, slots=True)
class BuildCaches:
    """The memos of one builder.

    `pictures` has encoded pictures by the content of their files; `places` the checked places of unchanged files,
    `context` the context of others; `names` the names of unchanged places, ready to be looked for; `frames` what
    follows from a frame of places that is the same one as before; `background` parts of the basemap, by box,
    and which kinds of results went to disk.
    """

    pictures: Memo[Any] = field(default_factory=lambda: Memo(500, _LARGEST_PICTURES, _picture_size))
    places: Memo[Any] = field(default_factory=lambda: Memo(3))
    context: Memo[Any] = field(default_factory=lambda: Memo(1))
    names: Memo[Any] = field(default_factory=lambda: Memo(2))
    frames: Memo[Any] = field(default_factory=lambda: Memo(10))
    background: Memo[Any] = field(default_factory=lambda: Memo(40))


def cached_for(caches: BuildCaches | None, kind: str, parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """Return a result from the cache; of a process that builds again only the first of its kind goes to disk."""
    if caches is None:
        return cached(kind, parts, make)
    is_first = caches.background.find(kind) is None
    caches.background.keep(kind, True)
    return cached(kind, parts, make, is_lasting=is_first)
