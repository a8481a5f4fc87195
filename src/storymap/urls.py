"""The link policy: which addresses may become links. Every reader and every page asks here."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from storymap.limits import LONGEST_URL

LINK_SCHEMES = ("http", "https", "mailto")
Refusal = Literal["", "too long", "invisible characters", "scheme", "malformed"]
# White space and control characters: a browser skips or strips them inside an address.
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
# What would end the address early.
_DELIMITER = re.compile(r"[<>\"`\\]")
_COMPLETE = re.compile(r"(?:https?://[^/]|mailto:[^@]+@)", re.IGNORECASE)


def link_refusal(url: str) -> Refusal:
    r"""Return why `url` may not become a link, or "" if it may.

    It must be a complete address of one of the `LINK_SCHEMES`, of at most `LONGEST_URL` code points, without any that
    a browser skips or strips ("java\nscript:" is a script to a browser), or at which the address would end.
    """
    if len(url) > LONGEST_URL:
        return "too long"
    if _INVISIBLE.search(url):
        return "invisible characters"
    if url.partition(":")[0].lower() not in LINK_SCHEMES:
        return "scheme"
    return "" if _COMPLETE.match(url) and not _DELIMITER.search(url) and _has_host(url) else "malformed"


def safe_url(url: str) -> str:
    """Return `url` if it may become a link (see `link_refusal`), else an empty string."""
    return "" if link_refusal(url) else url


def is_web_address(url: str) -> bool:
    """Say whether `url` may become a link and is an http or https address."""
    return bool(safe_url(url)) and not url[:7].lower().startswith("mailto:")


def safe_path(path: str) -> str:
    """Return `path` if it may become a link to where the page's own server or disk leads, else an empty string.

    It is in the form of a link (a space is "%20"): relative, or from the root on. "//host" and "a:b" are no paths.
    """
    is_path = path != "" and not path.startswith("//") and ":" not in re.split("[/?#]", path, maxsplit=1)[0]
    is_safe = is_path and len(path) <= LONGEST_URL and not _INVISIBLE.search(path) and not _DELIMITER.search(path)
    return path if is_safe else ""


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "mailto" or bool(parts.hostname)
