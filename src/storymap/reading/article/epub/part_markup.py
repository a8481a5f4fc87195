"""The markup of a part of a book, XHTML, as HTML that stands beside that of other parts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from storymap.reading.article.html.cleaning import VOID_ELEMENTS
from storymap.reading.character_references import unescaped

_BODY = re.compile(r"<body\b[^<>]*>(.*?)(?:</body\s*>|\Z)", re.DOTALL | re.IGNORECASE)
# In HTML these would stay open, and hide the rest: <script src="a.js"/>, <a id="page-7"/>.
_CLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9:]{0,30})((?:\s[^<>]{0,2000})?)/>")
_IMAGE = re.compile(r"(<img\b[^<>]{0,2000}?\ssrc\s*=\s*)(?:\"([^\"<>]{0,2000})\"|'([^'<>]{0,2000})')", re.IGNORECASE)
_WITHIN = re.compile(
    r"(<a\b[^<>]{0,2000}?)\shref\s*=\s*(?:\"(?![A-Za-z]+:)[^\"<>]{0,2000}\"|'(?![A-Za-z]+:)[^'<>]{0,2000}')",
    re.IGNORECASE,
)
_VOID = VOID_ELEMENTS | {"area", "base", "col", "embed", "input", "param", "track", "wbr"}


def part_markup(source: str, path: str, part_id: str, picture: Callable[[str], str]) -> str:
    """Return the body of the XHTML `source`, the part at `path`, in an element with the id `part_id`.

    `picture` gives the name of the picture at a path of the archive. Links within the book become plain text.
    """
    body = _BODY.search(source)
    markup = _CLOSED.sub(_opened, body[1] if body else source)
    markup = _WITHIN.sub(r"\1", markup)

    def named(match: re.Match[str]) -> str:
        src = unescaped(match[2] or match[3] or "")
        target = normpath(join(dirname(path), unquote(src))) if ":" not in src else src
        return f'{match[1]}"{html.escape(picture(target))}"'

    return f'<section id="{part_id}">{_IMAGE.sub(named, markup)}</section>'


def _opened(match: re.Match[str]) -> str:
    name = match[1].lower()
    return match.group() if name in _VOID else f"<{match[1]}{match[2]}></{match[1]}>"
