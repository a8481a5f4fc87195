"""An online tile provider over the embedded map: by its name, or by the address of its tiles.

Nothing is asked for while a page is built. The page asks this one provider, and only where it is served over the web.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from storymap.attribution import Parts, attribution_parts
from storymap.errors import PageError, Problem, printable

_WHERE = "basemap"
_LONGEST = 1_000
_LONGEST_ATTRIBUTION = 1_000
_MOST_ZOOM = 22
_USUAL_ZOOM = 19
_USUAL_SUBDOMAINS = ("a", "b", "c")
_LOCAL = ("localhost", "127.0.0.1")
# What Leaflet fills in.
_COORDINATES = ("x", "y", "-y", "z")
_FILLED = (*_COORDINATES, "s", "r")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff<>\"'`\\^|]")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_KEY_NAME = re.compile(r"key|token|secret|passw|credential|signature|^sig$|^auth|app_?(?:id|code)|client_?id", re.I)
# Long, and of letters and digits without a word in it: a style's name is not like that.
_KEY_VALUE = re.compile(r"(?=(?:[^0-9]*[0-9]){4})(?=(?:[^A-Za-z]*[A-Za-z]){4})[A-Za-z0-9._~-]{24,}")
_URL_FORM = 'write an address such as "https://tiles.example.org/{z}/{x}/{y}.png"'


@dataclass(frozen=True, slots=True)
class OnlineTiles:
    """Where the page gets its tiles, and whom it credits.

    `url` is Leaflet's template, with {z}, {x} and {y}. `origins` are all the servers that it can mean.
    """

    url: str
    attribution: Parts
    min_zoom: int = 0
    max_zoom: int = _USUAL_ZOOM
    subdomains: tuple[str, ...] = _USUAL_SUBDOMAINS
    origins: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """Return what the browser part must know."""
        return {
            "url": self.url,
            "attribution": [list(part) for part in self.attribution],
            "minZoom": self.min_zoom,
            "maxZoom": self.max_zoom,
            "subdomains": list(self.subdomains),
        }


def online_tiles(basemap: str | None, attribution: str | None = None, *, allow_key: bool = False) -> OnlineTiles | None:
    """Return the tiles of `basemap`: a name of xyzservices, or an address; None for none.

    An address needs its `attribution`; in place of a named provider's own it is taken, too. Raises PageError for
    whatever is not known, not safe, or needs a key. `allow_key` says that a key in the address is meant to be public.
    """
    if basemap is None:
        if attribution is not None or allow_key:
            raise _refusal(
                "an attribution or a key was given, but no basemap", 'name one, such as "OpenStreetMap.Mapnik"'
            )
        return None
    if "://" in basemap or "{" in basemap:
        if attribution is None:
            raise _refusal("whom the tiles are from must be said", "give the provider's attribution with the address")
        return _from_address(basemap, _credit(attribution), allow_key=allow_key)
    return _from_name(basemap, attribution)


def _from_address(url: str, credit: Parts, *, allow_key: bool) -> OnlineTiles:
    _check_form(url)
    names = _PLACEHOLDER.findall(url)
    if any(_KEY_NAME.search(name) for name in names):
        raise _refusal("the address has a place for a key, and no key", "write a key that may be public in its place")
    strangers = [name for name in names if name not in _FILLED]
    if strangers:
        raise _refusal(f"{{{printable(strangers[0], 40)}}} in the address is not understood", "write its value")
    if not allow_key and (found := _find_key(url)):
        raise _refusal(
            f"the address holds a key ({found}), and whoever opens the page can take it",
            "if the key may be public, say so with --allow-key (in Python allow_key=True)",
        )
    return OnlineTiles(url, credit, origins=_origins(url, _USUAL_SUBDOMAINS))


def _from_name(name: str, attribution: str | None) -> OnlineTiles:
    from xyzservices import providers

    try:
        provider = providers.query_name(name[:100])
    except ValueError:
        known = {found.lower(): found for found in providers.flatten()}
        likely = difflib.get_close_matches(name[:100].lower(), known, n=1, cutoff=0.7)
        hint = f'did you mean "{known[likely[0]]}"?' if likely else "use a name of xyzservices, or an address"
        raise _refusal(f'there is no provider named "{printable(name, 60)}"', hint) from None
    found = str(provider["name"])
    if provider.requires_token():
        raise _refusal(
            f"{found} needs a key",
            "get one that may be public, and give the address of the tiles with the key in it, and --allow-key",
        )
    if provider.get("status") == "broken":
        raise _refusal(f"{found} is known not to work", "use another provider")
    if provider.get("crs", "EPSG:3857") != "EPSG:3857":
        raise _refusal(f"{found} is not in Web Mercator", "use another provider")
    url = _fill(provider)
    _check_form(url)
    subdomains = tuple(provider.get("subdomains", _USUAL_SUBDOMAINS))
    return OnlineTiles(
        url,
        _credit(attribution or provider.get("html_attribution") or provider["attribution"]),
        min_zoom=min(int(provider.get("min_zoom", 0)), _MOST_ZOOM),
        max_zoom=min(int(provider.get("max_zoom", 18)), _MOST_ZOOM),
        subdomains=subdomains,
        origins=_origins(url, subdomains),
    )


def _fill(provider: Any) -> str:
    """Return the address of a named provider, with all but the coordinates in it."""
    url: str = _PLACEHOLDER.sub(
        lambda found: found[0] if found[1] in _FILLED else quote(str(provider.get(found[1], ""))), provider["url"]
    )
    return url.replace("{y}", "{-y}") if provider.get("tms") else url


def _credit(attribution: str) -> Parts:
    if len(attribution) > _LONGEST_ATTRIBUTION:
        raise _refusal(f"the attribution has more than {_LONGEST_ATTRIBUTION:,} characters", "shorten it")
    parts = attribution_parts(attribution)
    if not "".join(text for text, _ in parts).strip():
        raise _refusal("the attribution is blank", "write whom the tiles are from")
    return parts


def _check_form(url: str) -> None:
    """Raise PageError unless `url` is an address of tiles that a page can ask for safely."""
    if len(url) > _LONGEST:
        raise _refusal(f"the address has more than {_LONGEST:,} characters", _URL_FORM)
    if _NOT_IN_ADDRESS.search(url) or not url.isascii():
        raise _refusal("the address holds a character that addresses do not have", _URL_FORM)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refusal("this is not a web address", _URL_FORM) from None
    host = (parts.hostname or "").replace("{s}", "s")
    if parts.scheme not in ("https", "http") or not _HOST.fullmatch(host) or port == 0:
        raise _refusal("this is not a web address", _URL_FORM)
    if parts.username is not None or parts.password is not None:
        raise _refusal("the address holds a name or a password", "browsers do not send them: leave them out")
    if parts.scheme == "http" and host not in _LOCAL:
        raise _refusal("the tiles are not sent over https", "begin the address with https://")
    if parts.fragment or "#" in url:
        raise _refusal("the address has a part after #", "leave it out")
    if set(_PLACEHOLDER.sub("", url)) & set("{}"):
        raise _refusal("a brace in the address is not paired", _URL_FORM)
    _check_placeholders(url)


def _check_placeholders(url: str) -> None:
    """Raise PageError unless {z}, {x} and {y} or {-y} stand after the server's name."""
    behind = url.partition("://")[2].partition("/")[2]
    missing = [name for name in ("z", "x") if f"{{{name}}}" not in behind]
    if "{y}" not in behind and "{-y}" not in behind:
        missing.append("y")
    if missing:
        raise _refusal(f"the address has no {{{missing[0]}}} after its server", _URL_FORM)


def _find_key(url: str) -> str:
    """Return what in the address is probably a key, without the key itself; "" if nothing is."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in pairs:
        if value and (_KEY_NAME.search(name) or _KEY_VALUE.fullmatch(value)):
            return f'"{printable(name, 40)}"'
    if any(_KEY_VALUE.fullmatch(piece) for piece in parts.path.split("/")):
        return "in its path"
    return ""


def _origins(url: str, subdomains: tuple[str, ...]) -> tuple[str, ...]:
    """Return the servers of a checked address, as a Content-Security-Policy names them."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    host = parts.hostname or ""
    hosts = [host.replace("{s}", one.lower()) for one in subdomains] if "{s}" in host else [host]
    if not all(_HOST.fullmatch(one) for one in hosts):
        raise _refusal("a subdomain of the provider is not one", "use another provider")
    return tuple(dict.fromkeys(f"{parts.scheme}://{one}{port}" for one in hosts))


def _refusal(what: str, remedy: str) -> PageError:
    return PageError(Problem(_WHERE, what, remedy))
