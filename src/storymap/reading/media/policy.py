"""What the pictures and recordings of one page may weigh, where they come from, and whose servers it may ask."""

from __future__ import annotations

import re
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_INLINE_ITEM, LARGEST_INLINE_PAGE, LARGEST_LINKED_ITEM, LARGEST_LINKED_PAGE
from storymap.model import MediaChoice, MediaDelivery
from storymap.reading.allowed_folders import AllowedFolders, checked_folder
from storymap.reading.media.site_folder import is_from_top, is_only_below
from storymap.storage.memo import Memo

Severity = Literal["error", "warning"]
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?::[0-9]{1,5})?", re.ASCII)


class MediaPolicy:
    """One policy for all files of a story.

    `delivery` is what whoever builds has chosen; it goes before the article's own choice. `allowed` are the folders
    that files may be in, beside the one of the file that names them. `root` is the folder of the site that the article
    is from: what begins with a slash is looked for below it, and what is not beside the article, too. `pictures` keeps
    encoded pictures for the next time. One that `is_off` is for whoever wants the text alone: nothing is opened. Raises
    StorymapError for an unknown delivery, for a host that is not the plain name of a server, or for a root that is no
    folder.
    """

    def __init__(
        self,
        delivery: str | None = None,
        hosts: Iterable[str] = (),
        allowed: AllowedFolders | None = None,
        root: str | PathLike[str] | None = None,
        pictures: Memo[Any] | None = None,
        *,
        is_off: bool = False,
    ) -> None:
        self.pictures = pictures
        self.is_off = is_off
        self._root = None if root is None else checked_folder(root, "media-root")
        self.allowed = allowed or AllowedFolders()
        self.hosts = tuple(sorted({_checked_host(host) for host in hosts}))
        self._delivery = None if delivery is None else _checked_delivery(delivery)
        self._bytes_used = 0
        self._is_full = False

    @property
    def choice(self) -> MediaChoice:
        """The choice of whoever builds, else that of the article, else "inline"."""
        return MediaChoice(self._delivery or "inline", self.hosts)

    def apply_article_choice(self, delivery: str) -> None:
        """Use the article's own choice, "" for none, unless whoever builds has made one."""
        if delivery and self._delivery is None:
            self._delivery = _checked_delivery(delivery)

    def locate(self, src: str, base: Path) -> tuple[str, Path]:
        """Return how the file `src` is named, and as seen from which folder: where `base` is that of the article."""
        if self._root is not None and (is_from_top(src) or is_only_below(self._root, src, base)):
            return src.lstrip("/"), self._root
        return src, base

    @property
    def largest_item(self) -> int:
        """The most bytes that one picture or recording may have."""
        return LARGEST_LINKED_ITEM if self.choice.delivery == "link" else LARGEST_INLINE_ITEM

    def count(self, size: int, named: str) -> None:
        """Count a picture or recording of `size` bytes that messages call `named`.

        Raises StorymapError when it is too large, or the page is full. Only the first item that a full page cannot
        take is an error; the others are warnings.
        """
        linked = self.choice.delivery == "link"
        remedy = "use a smaller one" if linked else "use a smaller one, or choose media: link (--media link)"
        if size > self.largest_item:
            what = f"{named} has {_megabytes(size)}; at most {_megabytes(self.largest_item)} "
            raise refusal(what + ("go beside a page" if linked else "go into a page"), remedy, "error")
        most = LARGEST_LINKED_PAGE if linked else LARGEST_INLINE_PAGE
        if self._bytes_used + size > most:
            severity: Severity = "warning" if self._is_full else "error"
            self._is_full = True
            what = f"{named} is one too many: all together have more than {_megabytes(most)}"
            remedy = "use fewer" if linked else "use fewer, or choose media: link (--media link)"
            raise refusal(what, remedy, severity)
        self._bytes_used += size


def refusal(what: str, remedy: str, severity: Severity = "warning") -> StorymapError:
    """Return the error for which a picture or recording is left out; the caller adds where it stands."""
    return StorymapError(Problem("", what, remedy, severity))


def _checked_delivery(word: str) -> MediaDelivery:
    if word == "link":
        return "link"
    if word == "inline":
        return "inline"
    what = f'there is no "{printable(word, 40)}" for media'
    raise StorymapError(Problem("media", what, "take inline or link"))


def _checked_host(host: str) -> str:
    name = host.strip().lower()
    if _HOST.fullmatch(name):
        return name
    what = f'"{printable(host, 80)}" is not the name of a server'
    raise StorymapError(Problem("allow-remote", what, "write for example images.example.org"))


def _megabytes(size: int) -> str:
    """Return a size in MB, rounded up to a tenth so that what is too large never looks as if it fitted."""
    tenths = -(-size * 10 // (1 << 20))
    return f"{tenths / 10:g} MB"
