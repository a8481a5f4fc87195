"""An online tile provider over the embedded map: by its name, or by the address of its tiles.

Nothing is asked for while a page is built. The page asks this one provider, and only where it is served over the web.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from storymap.attribution import Parts, attribution_parts
from storymap.errors import printable
from storymap.limits import LONGEST_ATTRIBUTION
from storymap.rendering.contract.page import TilesData
from storymap.rendering.tile_address import (
    FILLED,
    PLACEHOLDER,
    check_form,
    origins_of,
    refusal,
)

_MOST_ZOOM = 22
_USUAL_ZOOM = 19
_USUAL_SUBDOMAINS = ("a", "b", "c")


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

    def data(self) -> TilesData:
        """Return what the browser part must know."""
        return {
            "url": self.url,
            "attribution": list(self.attribution),
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
            raise refusal(
                "an attribution or a key was given, but no basemap", 'name one, such as "OpenStreetMap.Mapnik"'
            )
        return None
    if "://" in basemap or "{" in basemap:
        if attribution is None:
            raise refusal("whom the tiles are from must be said", "give the provider's attribution with the address")
        return _from_address(basemap, _credit(attribution), allow_key=allow_key)
    return _from_name(basemap, attribution)


def _from_address(url: str, credit: Parts, *, allow_key: bool) -> OnlineTiles:
    # Its rules are many, and most pages have no provider.
    from storymap.rendering.tile_keys import find_key, is_key_name, is_secret

    check_form(url)
    names = PLACEHOLDER.findall(url)
    if any(map(is_key_name, names)):
        raise refusal("the address has a place for a key, and no key", "write a key that may be public in its place")
    unknown = [name for name in names if name not in FILLED]
    if unknown:
        shown = "a part in braces" if is_secret(unknown[0]) or "=" in unknown[0] else f"{{{printable(unknown[0], 40)}}}"
        raise refusal(f"{shown} in the address is not understood", "write its value")
    if not allow_key and (found := find_key(url)):
        raise refusal(
            f"the address holds a key ({found}), and whoever opens the page can take it",
            "if the key may be public, say so with --allow-key (in Python allow_key=True)",
        )
    return OnlineTiles(url, credit, origins=origins_of(url, _USUAL_SUBDOMAINS))


def _from_name(name: str, attribution: str | None) -> OnlineTiles:
    from xyzservices import providers

    from storymap.rendering.tile_keys import is_secret

    try:
        provider = providers.query_name(name[:100])
    except ValueError:
        known = {found.lower(): found for found in providers.flatten()}
        likely = difflib.get_close_matches(name[:100].lower(), known, n=1, cutoff=0.7)
        hint = f'did you mean "{known[likely[0]]}"?' if likely else "use a name of xyzservices, or an address"
        if is_secret(name):
            raise refusal(
                "there is no provider of this name, which may be a key", "give a name or an address"
            ) from None
        raise refusal(f'there is no provider named "{printable(name, 60)}"', hint) from None
    found = str(provider["name"])
    if provider.requires_token():
        raise refusal(
            f"{found} needs a key",
            "get one that may be public, and give the address of the tiles with the key in it, and --allow-key",
        )
    if provider.get("status") == "broken":
        raise refusal(f"{found} is known not to work", "use another provider")
    if provider.get("crs", "EPSG:3857") != "EPSG:3857":
        raise refusal(f"{found} is not in Web Mercator", "use another provider")
    url = _fill(provider)
    check_form(url)
    subdomains = tuple(provider.get("subdomains", _USUAL_SUBDOMAINS))
    return OnlineTiles(
        url,
        _credit(attribution or provider.get("html_attribution") or provider["attribution"]),
        min_zoom=min(int(provider.get("min_zoom", 0)), _MOST_ZOOM),
        max_zoom=min(int(provider.get("max_zoom", 18)), _MOST_ZOOM),
        subdomains=subdomains,
        origins=origins_of(url, subdomains),
    )


def _fill(provider: Any) -> str:
    """Return the address of a named provider, with all but the coordinates in it."""
    url: str = PLACEHOLDER.sub(
        lambda found: found[0] if found[1] in FILLED else quote(str(provider.get(found[1], ""))), provider["url"]
    )
    return url.replace("{y}", "{-y}") if provider.get("tms") else url


def _credit(attribution: str) -> Parts:
    if len(attribution) > LONGEST_ATTRIBUTION:
        raise refusal(f"the attribution has more than {LONGEST_ATTRIBUTION:,} characters", "shorten it")
    parts = attribution_parts(attribution)
    if not "".join(text for text, _ in parts).strip():
        raise refusal("the attribution is blank", "write whom the tiles are from")
    return parts
