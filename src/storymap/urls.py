"""Which addresses may become links. Every reader and every page asks here."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST_URL = 2_000
# What a browser skips or strips inside an address, and what would end it early.
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff<>\"`\\]")
_SAFE_SCHEME = re.compile(r"(?:https?://[^/]|mailto:[^@]+@)", re.IGNORECASE)


def safe_url(url: str) -> str:
    r"""Return `url` if it is a complete http, https or mailto address, else an empty string.

    It has at most `LONGEST_URL` code points, and none that a browser skips or strips ("java\nscript:" is a script to a
    browser), or at which the address would end.
    """
    if len(url) > LONGEST_URL or not _SAFE_SCHEME.match(url) or _NOT_IN_ADDRESS.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme == "mailto" or parts.hostname else ""


def is_web_address(url: str) -> bool:
    """Say whether `url` is an http or https address that `safe_url` lets pass."""
    return bool(safe_url(url)) and not url[:7].lower().startswith("mailto:")
