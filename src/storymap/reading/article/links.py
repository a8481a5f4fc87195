"""The links of an article: which become links of the page, which tie words to a place, and which act on the map."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from storymap.model import SpanKind
from storymap.urls import LINK_SCHEMES, safe_url

# What follows these is a view of the map, as in the attributes of the same names.
ACTION_SCHEMES = ("view", "layers")
READ_SCHEMES = frozenset((*LINK_SCHEMES, "place", *ACTION_SCHEMES))
"""The schemes of links that an article may have."""


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0]+")
# Google Docs and search results count who follows a link.
_REDIRECT = re.compile(r"https?://(?:www\.)?google\.com/url\?", re.IGNORECASE)


class LinkSpan(NamedTuple):
    """The `kind` and `value` of the span that a link becomes; of an "action" the value is the address."""

    kind: SpanKind
    value: str


def read_link(address: str) -> LinkSpan | None:
    r"""Return the span that a link to `address` becomes, or None when only its text stays.

    http, https and mailto stay. `place:ID` ties the words to a place, `place:` forbids a mention; `view:` and
    `layers:` make an action of them. A redirect of Google's is what it leads to. White space and
    control characters are removed first: browsers do so too, and "java\nscript:" is a script to them.
    """
    address = _INVISIBLE.sub(lambda run: "%20" if run.group().strip("\t\n\r") else "", address.strip())
    scheme = link_scheme(address)
    rest = address[len(scheme) + 1 :]
    if scheme == "place":
        return LinkSpan("place", unquote(rest).strip()[:200])
    if scheme in ACTION_SCHEMES:
        return LinkSpan("action", f"{scheme}:{unquote(rest).strip()}")
    return LinkSpan("link", _target(address)) if safe_url(address) else None


def link_scheme(address: str) -> str:
    """Return the scheme of `address` in lower case, "" for a relative one."""
    match = _SCHEME.match(address.strip())
    return match[1].lower() if match else ""


def _target(address: str) -> str:
    """Return where Google's redirect leads, or the address itself if it is none or leads nowhere safe."""
    if not _REDIRECT.match(address):
        return address
    query = parse_qs(urlsplit(address).query)
    return safe_url((query.get("q") or query.get("url") or [""])[0]) or address
