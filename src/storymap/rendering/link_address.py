"""Which addresses of a story become links of its page."""

from __future__ import annotations

from storymap.urls import safe_path, safe_url

_PATHS = ("./", "../", "/")


def link_address(address: str) -> str:
    """Return `address` if it may become a link, else "": one of the web, or a path that says that it is one.

    No reader lets a path pass, because nobody knows where a page will be; rooms that make several pages do.
    """
    return safe_url(address) or (safe_path(address) if address.startswith(_PATHS) else "")
