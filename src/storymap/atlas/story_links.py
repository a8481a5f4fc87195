"""Links from an atlas to its stories: where a story is, as seen from a file of the atlas."""

from __future__ import annotations

from urllib.parse import urljoin

from storymap.urls import is_web_address, safe_path


def story_link(address: str, *, base: str = "", depth: int = 0) -> str:
    """Return a story's address as a link, or "" where it has none that may be one.

    An address on the web stays as it is. A path is as seen from the atlas' folder, in the form of a link (a space is
    "%20"): it becomes an address below `base`, which ends with a slash, or without one a path from a file that is
    `depth` folders deeper.
    """
    if is_web_address(address):
        return address
    if not safe_path(address):
        return ""
    if base:
        return urljoin(base, address)
    return address if address.startswith("/") else "../" * depth + address
