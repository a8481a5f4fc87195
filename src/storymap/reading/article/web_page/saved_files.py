"""A web page and the files that were saved with it, in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin

_Content = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The HTML `source` of a page, the `pictures` beside it by the addresses that it has for them, and its address."""

    source: str
    pictures: Mapping[str, bytes]
    address: str = ""


class SavedPictures(Mapping[str, bytes]):
    """Files by their names or addresses, as the page at `base` writes them; each is unpacked when it is asked for."""

    def __init__(self, files: Mapping[str, _Content], base: str) -> None:
        self._files = files
        self._base = base

    def __getitem__(self, src: str) -> bytes:
        """Return the file that `src` names."""
        return self._files[self._name(src)]()

    def __contains__(self, src: object) -> bool:
        """Say whether there is such a file, without unpacking it."""
        return isinstance(src, str) and self._name(src) in self._files

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all files."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._files)

    def _name(self, src: str) -> str:
        seen = join(self._base, src) if src.strip() else ""
        return next((name for name in (src, seen, unquote(seen)) if name in self._files), "")


def join(base: str, address: str) -> str:
    """Return `address` as it is seen from `base`, without what it says of a part of the page; "" if it is none."""
    try:
        return urldefrag(urljoin(base, address))[0]
    except ValueError:
        return ""
