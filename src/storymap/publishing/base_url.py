"""Where the published folder will be."""

from __future__ import annotations

from urllib.parse import urlsplit

from storymap.errors import PageError, Problem

_NEVER = frozenset(' <>"\\^`{|}')


def folder_url(url: str | None, option: str = "--url") -> str:
    """Return the address of the folder with a slash at its end, or "" for None; `option` is where it was written.

    Raises PageError if it is not a plain http or https address: no query, no fragment, no user name.
    """
    if url is None:
        return ""
    remedy = "write the address that the folder will have, such as https://maps.example.org/juarez/"
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        raise PageError(Problem(option, f'"{url}" is not an address', remedy)) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        raise PageError(Problem(option, f'"{url}" is not a http or https address', remedy))
    if not url.isascii() or not url.isprintable() or _NEVER & set(url):
        raise PageError(Problem(option, f'"{url}" has characters that an address cannot have', remedy))
    if parts.query or parts.fragment or "?" in url or "#" in url or "@" in parts.netloc:
        raise PageError(Problem(option, f'"{url}" is more than the address of a folder', remedy))
    if parts.path.endswith((".html", ".htm")):
        raise PageError(Problem(option, f'"{url}" is the address of a page', remedy))
    return url if url.endswith("/") else f"{url}/"
