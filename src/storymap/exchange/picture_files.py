"""The pictures of a source, as files beside the story: named by us, and only what is a picture."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.limits import LARGEST_PICTURE, MOST_PICTURES
from storymap.model import Image
from storymap.reading.media.images import sniff
from storymap.reading.media.local_files import is_remote
from storymap.reading.slugs import UniqueSlugs, slugify

SHOWN: Final = "data:,"  # what the data of a picture is while its article is written: it will be there
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
        self._slugs = UniqueSlugs()
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

    def image(self, address: str, *, alt: str = "", caption: str = "", credit: str = "") -> Image | None:
        """Return a picture as it stands in an article, None if it is not there."""
        name = self.take(address)
        if not name:
            return None
        return Image(name, alt, caption, credit, data="" if is_remote(name) else SHOWN)

    def _taken(self, address: str) -> str:
        content = self._source.beside(address, LARGEST_PICTURE) if len(self.files) < MOST_PICTURES else None
        if content is None:
            self._report.lost("pictures that are not beside the file", "put them there", example=address)
            return ""
        ending = _ENDINGS.get(sniff(content)) or (".svg" if _is_drawing(content) else "")
        if not ending:
            self._report.lost("pictures of a kind that no page shows", "save them as JPEG or PNG", example=address)
            return ""
        stem = PurePosixPath(address.replace("\\", "/")).stem
        name = self._slugs.take(slugify(stem) or "picture") + ending
        self.files[name] = content
        self._report.kept("pictures", example=name)
        return name


def _is_drawing(content: bytes) -> bool:
    from storymap.reading.media.svg.cleaning import is_svg

    return is_svg(content)
