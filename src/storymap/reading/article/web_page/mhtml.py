"""A web page saved as one file of many parts (.mhtml, .mht), as Chrome, Edge and Internet Explorer write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import Message
from email.parser import BytesFeedParser
from functools import partial
from typing import Any

from storymap.errors import Problem, StorymapError
from storymap.limits import (
    DEEPEST_WEB_ARCHIVE,
    LONGEST_CONTENT_TYPE,
    MOST_WEB_ARCHIVE_LINES,
    MOST_WEB_ARCHIVE_PARTS,
)
from storymap.reading.article.web_page.saved_files import SavedPage, SavedPictures, join
from storymap.reading.encoding import Decoding, decode
from storymap.urls import is_web_address

_CONTENT_TYPE = re.compile(rb"^content-type:[^\r\n]*(?:(?:\r\n?|\n)[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
_HAS_PARTS = re.compile(rb":[\s\x1c-\x1f]*(?:multipart|message)/", re.IGNORECASE)
_LINE_END = re.compile(rb"\r\n?|\n")
_PAGES = ("text/html", "application/xhtml+xml")
_CHUNK = 1 << 16
_REMEDY = 'save the page again as "Webpage, HTML only"'


def read_mhtml(data: bytes, name: str, decoding: Decoding) -> SavedPage:
    """Return the page in the .mhtml file `data`, called `name`: the part that it says is the main one, or the first.

    Raises StorymapError when there is no page in it, or far more than in any page.
    """
    _check_amount(data, name)
    message = _parse(data, name)
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = _main_part(message, parts)
    if page is None:
        raise StorymapError(Problem(name, "there is no web page in it", _REMEDY))
    address = _location(page) or _header(message, "Snapshot-Content-Location")
    files: dict[str, Callable[[], bytes]] = {}
    for part in (part for part in parts if part is not page):
        for named in (join(address, _location(part)), f"cid:{_content_id(part)}"):
            files.setdefault(named, partial(_content, part))
    files.pop("", None)
    charset = str(page.get_param("charset", ""))
    source = decode(_content(page), name, decoding._replace(declared=charset))
    return SavedPage(source, SavedPictures(files, address), address if is_web_address(address) else "")


class _CountedParts:
    """Makes the messages of a parser, and no more of them than a page has files."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def __call__(self, **policy: Any) -> Message:
        self._count += 1
        if self._count > MOST_WEB_ARCHIVE_PARTS + 1:  # the parser tries once how it is called
            what = f"there are more than {MOST_WEB_ARCHIVE_PARTS:,} files in it"
            raise StorymapError(Problem(self._name, what, _REMEDY))
        return Message(**policy)


def _parse(data: bytes, name: str) -> Message:
    parser: BytesFeedParser[Message] = BytesFeedParser(_CountedParts(name))
    try:
        for begin in range(0, len(data), _CHUNK):
            parser.feed(data[begin : begin + _CHUNK])
        return parser.close()
    except StorymapError:
        raise
    except Exception:
        # The library says that it raises nothing, and checks little of what it reads.
        raise StorymapError(Problem(name, "the file is damaged", _REMEDY)) from None


def _check_amount(data: bytes, name: str) -> None:
    what = ""
    with_parts = 0
    for match in _CONTENT_TYPE.finditer(data):
        with_parts += _HAS_PARTS.search(match[0]) is not None
        if len(match[0]) > LONGEST_CONTENT_TYPE:
            what = f"a part says of its kind more than {LONGEST_CONTENT_TYPE:,} characters"
    if with_parts > DEEPEST_WEB_ARCHIVE:
        what = f"more than {DEEPEST_WEB_ARCHIVE} of its parts have parts themselves"
    elif sum(1 for _ in _LINE_END.finditer(data)) > MOST_WEB_ARCHIVE_LINES:
        what = f"there are more than {MOST_WEB_ARCHIVE_LINES:,} lines in it"
    if what:
        raise StorymapError(Problem(name, what, _REMEDY))


def _main_part(message: Message, parts: list[Message]) -> Message | None:
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = str(message.get_param("start", "")).strip("<>")
    address = _header(message, "Snapshot-Content-Location")
    for page in pages:
        if (start and _content_id(page) == start) or (address and _location(page) == address):
            return page
    return pages[0] if pages else None


def _content(part: Message) -> bytes:
    # What it says of its letters would be looked up among all codecs, some of which are slow.
    part.del_param("charset")
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""


def _location(part: Message) -> str:
    return _header(part, "Content-Location")


def _content_id(part: Message) -> str:
    return _header(part, "Content-ID").strip("<>")


def _header(part: Message, name: str) -> str:
    """Return an address in a header; a long one is written on several lines."""
    return "".join(str(part.get(name, "")).split())
