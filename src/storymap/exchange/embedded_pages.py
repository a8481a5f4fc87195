"""What HTML embeds from elsewhere, in frames and objects: links, as no page of a story shows others."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from storymap.exchange.report import Report
from storymap.reading.character_references import unescaped
from storymap.urls import is_web_address

EMBEDDED: Final = "films, posts and pages of others"
LINKED: Final = "a link to each stands in the text"
_ATTRIBUTES: Final = r"""(?:[^"'<>]|"[^"]*"|'[^']*')*+"""
# What stands within a frame or an object is for those that cannot show it.
_EMBEDDED: Final = re.compile(
    rf"<(?:(iframe|object)\b({_ATTRIBUTES})>(?:.{{0,2000}}?</\1\s*>)?|embed\b({_ATTRIBUTES})>(?:</embed\s*>)?)",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS: Final = re.compile(
    r"""(?<![\w-])(?:src|data|data-src)\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'<>]{1,2000}))""",
    re.IGNORECASE,
)


def with_links(html: str, report: Report) -> str:
    """Return HTML with a link in a paragraph for each page that it embeds; one without an address is reported lost."""
    return _EMBEDDED.sub(lambda found: _link(found, report), html) if "<" in html else html


def _link(found: re.Match[str], report: Report) -> str:
    attributes = found[2] or found[3] or ""
    named = _ADDRESS.search(attributes) or _ADDRESS.search(found[0])
    written = unescaped(next(filter(None, named.groups()))).strip() if named else ""
    address = (f"https:{written}" if written.startswith("//") else written).replace(" ", "%20")
    if not is_web_address(address):
        report.lost("what is embedded from elsewhere", "it has no address", example=written or found[0])
        return ""
    report.changed(EMBEDDED, LINKED, example=address)
    shown = escape(address)
    return f'<p><a href="{shown}">{shown}</a></p>'
