"""The map layers that suit kinds of place, in the language of the article."""

from __future__ import annotations

import json
from functools import cache

from storymap.gazetteer import place_types
from storymap.shipped_files import shipped_text

_LAYERS = {
    place_types.CONTINENT: "Regions",
    place_types.REGION: "Regions",
    place_types.MOUNTAINS: "Regions",
    place_types.ISLAND: "Regions",
    place_types.SEA: "Waters",
    place_types.RIVER: "Waters",
    place_types.LAKE: "Waters",
    place_types.COUNTRY: "Countries",
    place_types.STATE: "States",
    place_types.COUNTY: "Counties",
    place_types.CUSTOM: "Places",
    place_types.LOCAL: "Places",
}


def layer_of_kind(kind: int | None, language: str = "en") -> str:
    """Return the map layer of a kind of place (see `place_types`), None for a place that is not located.

    It is in the language of the page's own words: English where these have no catalogue.
    """
    layer = "Places" if kind is None else _LAYERS.get(kind, "Cities")
    return _words(language).get(layer, layer)


@cache
def _words(language: str) -> dict[str, str]:
    if language.partition("-")[0] == "en":  # the names above, and nobody waits for all other languages
        return {}
    from storymap.rendering.i18n import find_catalogue

    known: dict[str, dict[str, str]] = json.loads(shipped_text(__package__, "layers.json"))
    return known.get(find_catalogue(language).language, {})
