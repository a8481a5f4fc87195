"""Pictures, recordings and what is embedded from elsewhere, as blocks of an article."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from storymap.exchange.article_parts import blocks_of_html, paragraph, picture, plain
from storymap.exchange.embedded_pages import EMBEDDED, LINKED
from storymap.exchange.keyless_texts import keyless_text
from storymap.exchange.picture_files import SHOWN, PictureFiles
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.model import Block, Image, Recording, Span
from storymap.reading.character_references import unescaped
from storymap.reading.media.kinds import PICTURE_ENDINGS, recording_kind
from storymap.reading.media.local_files import is_remote
from storymap.urls import is_web_address

_SOURCE: Final = re.compile(r"""<[^<>]*\bsrc\s*=\s*["']([^"'<>]{1,2000})["']""", re.IGNORECASE)


class MediaBlocks:
    """Makes blocks of the media of one source, whose files `pictures` gathers; what becomes of each is reported."""

    def __init__(self, source: Source, report: Report) -> None:
        self.pictures = PictureFiles(source, report)
        self._report = report

    def of(
        self, address: str, *, caption: str = "", credit: str = "", alt: str = "", is_picture: bool = False
    ) -> tuple[Block, ...]:
        """Return the blocks of one medium: a picture, a recording, a quotation, or a link to what is elsewhere.

        `address` is the name of a file, an address on the web, or HTML that embeds something; texts may be HTML.
        `is_picture` says that it can be nothing else, whatever its ending.
        """
        address = keyless_text(address.strip(), self._report)
        if address.startswith("<"):
            return self._embedded(address, plain(caption), plain(credit))
        address = self._usable(address)
        if not address:
            return ()
        if kind := recording_kind(address):
            return self._recording(address, kind, caption, credit, alt)
        if is_remote(address) and not is_picture and _ending(address) not in PICTURE_ENDINGS:
            return self._link(address, plain(caption), plain(credit))
        image = self.pictures.image(address, alt=alt, caption=caption, credit=credit)
        return () if image is None else (picture(image),)

    def again(self, medium: Image | Recording) -> tuple[Block, ...]:
        """Return the blocks of a picture or recording as it stood in HTML."""
        return self.of(
            medium.src,
            caption=medium.caption,
            credit=medium.credit,
            alt=medium.alt,
            is_picture=isinstance(medium, Image),
        )

    def _usable(self, address: str) -> str:
        """Return the address as it can stand in an article, "" if it cannot."""
        if address.lower().startswith("data:"):
            self._report.lost("pictures within the text of the file", "save them beside the story", example="data:")
            return ""
        if not is_remote(address):
            return address
        whole = f"https:{address}" if address.startswith("//") else address
        usable = whole.replace(" ", "%20")
        if not is_web_address(usable):
            self._report.lost("addresses of pictures and other media that cannot be", example=address)
            return ""
        return usable

    def _recording(self, address: str, kind: str, caption: str, credit: str, alt: str) -> tuple[Block, ...]:
        name = self.pictures.take_recording(address)
        if not name:
            return ()
        recording = Recording(
            name,
            "audio" if kind == "audio" else "video",
            plain(alt),
            plain(caption),
            plain(credit),
            data=SHOWN,
        )
        return (Block("recording", recording.caption, recording=recording),)

    def _embedded(self, html: str, caption: str, credit: str) -> tuple[Block, ...]:
        if re.match("<blockquote", html, re.IGNORECASE):
            return blocks_of_html(html, self._report, caption or "a quotation", self.again)
        found = _SOURCE.search(html)
        address = unescaped(found[1].strip()) if found else ""
        address = f"https:{address}" if address.startswith("//") else address
        if is_web_address(address):
            return self._link(address, caption, credit)
        self._report.lost("what is embedded from elsewhere", "it has no address", example=plain(html) or html)
        return ()

    def _link(self, address: str, caption: str, credit: str) -> tuple[Block, ...]:
        self._report.changed(EMBEDDED, LINKED, example=address)
        words = caption or credit or address
        ending = f" ({credit})" if caption and credit else ""
        return (paragraph(words + ending, (Span(0, len(words), "link", address),)),)


def _ending(address: str) -> str:
    try:
        return PurePosixPath(urlsplit(address).path).suffix.lower()
    except ValueError:
        return ""
