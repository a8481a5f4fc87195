"""What the pictures and recordings of one page may weigh, and whose servers it may ask for more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from storymap.errors import Problem, StorymapError, printable
from storymap.model import MediaChoice, MediaDelivery

# In bytes, as they go into the page, before base64 makes a third more of them.
LARGEST_INLINE_ITEM = 3 << 19
LARGEST_INLINE_PAGE = 8 << 20
LARGEST_LINKED_ITEM = 64 << 20
LARGEST_LINKED_PAGE = 256 << 20
Severity = Literal["error", "warning"]
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?::[0-9]{1,5})?", re.ASCII)


class MediaPolicy:
    """One for all files of a story. `kept` is the choice that was made for it; the article's own comes after.

    Raises StorymapError for a choice that there is not, or a host that is not the plain name of one.
    """

    def __init__(self, kept: str | None = None, hosts: Iterable[str] = ()) -> None:
        self.hosts = tuple(sorted({_host(host) for host in hosts}))
        self._kept = None if kept is None else _kept(kept)
        self._taken = 0
        self._full = False

    @property
    def choice(self) -> MediaChoice:
        """What was chosen: by whoever builds, else by the article, else to keep everything in the page."""
        return MediaChoice(self._kept or "inline", self.hosts)

    def settle(self, kept: str) -> None:
        """Take the article's own choice, "" for none, unless one was made for the build."""
        if kept and self._kept is None:
            self._kept = _kept(kept)

    @property
    def largest_item(self) -> int:
        """How many bytes a picture or recording may have."""
        return LARGEST_LINKED_ITEM if self.choice.delivery == "link" else LARGEST_INLINE_ITEM

    def take(self, size: int, shown: str) -> None:
        """Count a picture or recording of `size` bytes that messages call `shown`.

        Raises StorymapError when it is too large: as an error, of which the whole page has but one for its sum.
        """
        linked = self.choice.delivery == "link"
        remedy = "use a smaller one" if linked else "use a smaller one, or choose media: link (--media link)"
        if size > self.largest_item:
            what = f"{shown} has {_megabytes(size)}; at most {_megabytes(self.largest_item)} "
            raise refusal(what + ("go beside a page" if linked else "go into a page"), remedy, "error")
        most = LARGEST_LINKED_PAGE if linked else LARGEST_INLINE_PAGE
        if self._taken + size > most:
            severity: Severity = "warning" if self._full else "error"
            self._full = True
            what = f"{shown} is one too many: all together have more than {_megabytes(most)}"
            remedy = "use fewer" if linked else "use fewer, or choose media: link (--media link)"
            raise refusal(what, remedy, severity)
        self._taken += size


def refusal(what: str, remedy: str, severity: Severity = "warning") -> StorymapError:
    """Return the error that a picture or recording is left out with; where it stands is added later."""
    return StorymapError(Problem("", what, remedy, severity))


def _kept(word: str) -> MediaDelivery:
    if word == "link":
        return "link"
    if word == "inline":
        return "inline"
    what = f'there is no "{printable(word, 40)}" for media'
    raise StorymapError(Problem("media", what, "take inline or link"))


def _host(host: str) -> str:
    name = host.strip().lower()
    if _HOST.fullmatch(name):
        return name
    what = f'"{printable(host, 80)}" is not the name of a server'
    raise StorymapError(Problem("allow-remote", what, "write for example images.example.org"))


def _megabytes(size: int) -> str:
    """Return a size in MB, rounded up to a tenth so that what is too large never looks as if it fitted."""
    tenths = -(-size * 10 // (1 << 20))
    return f"{tenths / 10:g} MB"
