"""The address of an online provider's tiles: whether a page can ask for it safely, and whom it then asks."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from storymap.errors import PageError, Problem
from storymap.limits import LONGEST_TILE_ADDRESS

_WHERE = "basemap"
_LOCAL = ("localhost", "127.0.0.1")
# What Leaflet fills in.
_COORDINATES = ("x", "y", "-y", "z")
FILLED = (*_COORDINATES, "s", "r")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff<>\"'`\\^|]")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_URL_FORM = 'write an address such as "https://tiles.example.org/{z}/{x}/{y}.png"'


def refusal(what: str, remedy: str) -> PageError:
    """Return the error that refuses a provider."""
    return PageError(Problem(_WHERE, what, remedy))


def check_form(url: str) -> None:
    """Raise PageError unless `url` is an address of tiles that a page can ask for safely."""
    if len(url) > LONGEST_TILE_ADDRESS:
        raise refusal(f"the address has more than {LONGEST_TILE_ADDRESS:,} characters", _URL_FORM)
    if _NOT_IN_ADDRESS.search(url) or not url.isascii():
        raise refusal("the address holds a character that addresses do not have", _URL_FORM)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise refusal("this is not a web address", _URL_FORM) from None
    host = (parts.hostname or "").replace("{s}", "s")
    if parts.scheme not in ("https", "http") or not _HOST.fullmatch(host) or port == 0:
        raise refusal("this is not a web address", _URL_FORM)
    if parts.username is not None or parts.password is not None:
        raise refusal("the address holds a name or a password", "browsers do not send them: leave them out")
    if parts.scheme == "http" and host not in _LOCAL:
        raise refusal("the tiles are not sent over https", "begin the address with https://")
    if parts.fragment or "#" in url:
        raise refusal("the address has a part after #", "leave it out")
    if set(PLACEHOLDER.sub("", url)) & set("{}"):
        raise refusal("a brace in the address is not paired", _URL_FORM)
    _check_placeholders(url)


def _check_placeholders(url: str) -> None:
    """Raise PageError unless {z}, {x} and {y} or {-y} stand after the server's name."""
    behind = url.partition("://")[2].partition("/")[2]
    missing = [name for name in ("z", "x") if f"{{{name}}}" not in behind]
    if "{y}" not in behind and "{-y}" not in behind:
        missing.append("y")
    if missing:
        raise refusal(f"the address has no {{{missing[0]}}} after its server", _URL_FORM)


def origins_of(url: str, subdomains: tuple[str, ...]) -> tuple[str, ...]:
    """Return the servers of a checked address, as a Content-Security-Policy names them."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    host = parts.hostname or ""
    hosts = [host.replace("{s}", one.lower()) for one in subdomains] if "{s}" in host else [host]
    if not all(_HOST.fullmatch(one) for one in hosts):
        raise refusal("a subdomain of the provider is not one", "use another provider")
    return tuple(dict.fromkeys(f"{parts.scheme}://{one}{port}" for one in hosts))
