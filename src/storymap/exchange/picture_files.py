"""The pictures and recordings of a source, as files beside the story: named by us, and of pictures only what is one."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.limits import LARGEST_LINKED_ITEM, LARGEST_PICTURE, MOST_PICTURES
from storymap.model import Image
from storymap.reading.media.images import sniff
from storymap.reading.media.local_files import is_remote
from storymap.reading.slugs import UniqueSlugs, slugify

# What Windows takes for a device, whatever the ending: no story may name such a file.
_DEVICES: Final = (
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
)
SHOWN: Final = "data:,"  # what the data of a picture is while its article is written: it stays in it
_ENDINGS: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
}


class PictureFiles:
    """Takes pictures out of a source, each once, and says in the report which were not there."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._slugs = UniqueSlugs(_DEVICES)
        self._names: dict[str, str] = {}
        self.files: dict[str, bytes] = {}

    def take(self, address: str) -> str:
        """Return the name that the picture `address` has beside the story.

        "" if there is none, which is reported. An address on the web is returned as it is: it stays a link, and nothing
        is fetched.
        """
        if is_remote(address):
            self._report.changed("pictures on the web", "they stay there; save them to have them", example=address)
            return address
        if address not in self._names:
            self._names[address] = self._taken(address)
        return self._names[address]

    def take_recording(self, address: str) -> str:
        """Return the name that the sound or film `address` has beside the story; see `take`."""
        if is_remote(address):
            self._report.changed("recordings on the web", "they stay there; save them to have them", example=address)
            return address
        if address not in self._names:
            self._names[address] = self._taken_recording(address)
        return self._names[address]

    def image(self, address: str, *, alt: str = "", caption: str = "", credit: str = "") -> Image | None:
        """Return a picture as it stands in an article, None if it is not there."""
        name = self.take(address)
        if not name:
            return None
        return Image(name, alt, caption, credit, data=SHOWN)

    def _taken(self, address: str) -> str:
        content = self._content(address, LARGEST_PICTURE)
        if content is None:
            self._report.lost("pictures that are not beside the file", "put them there", example=address)
            return ""
        ending = _ENDINGS.get(sniff(content)) or (".svg" if _is_drawing(content) else "")
        if not ending:
            self._report.lost("pictures of a kind that no page shows", "save them as JPEG or PNG", example=address)
            return ""
        return self._keep(address, ending, content, "pictures")

    def _taken_recording(self, address: str) -> str:
        content = self._content(address, LARGEST_LINKED_ITEM)
        if content is None:
            self._report.lost("recordings that are not beside the file", "put them there", example=address)
            return ""
        # What it really is, is checked when the page is made.
        return self._keep(address, _path(address).suffix.lower(), content, "recordings")

    def _content(self, address: str, longest: int) -> bytes | None:
        """Return the content of a file as the source names it, perhaps as an address: `my%20bridge.jpg?width=800`."""
        if len(self.files) >= MOST_PICTURES:
            return None
        names = dict.fromkeys((address, unquote(address), unquote(re.split("[?#]", address)[0])))
        found = (self._source.beside(name, longest) for name in names if name)
        return next((content for content in found if content is not None), None)

    def _keep(self, address: str, ending: str, content: bytes, what: str) -> str:
        name = self._slugs.take(slugify(_path(address).stem)) + ending
        self.files[name] = content
        self._report.kept(what, example=name)
        return name


def _path(address: str) -> PurePosixPath:
    return PurePosixPath(unquote(re.split("[?#]", address)[0]).replace("\\", "/"))


def _is_drawing(content: bytes) -> bool:
    from storymap.reading.media.svg.cleaning import is_svg

    return is_svg(content)
