"""Names of countries, continents, regions and large cities in a language: from the CLDR, which Babel has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from storymap.gazetteer import place_types

if TYPE_CHECKING:
    from babel import Locale

    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer

# What the CLDR's codes of regions (UN M49) are in the gazetteer.
_REGIONS = {
    "002": "Africa", "003": "North America", "005": "South America", "009": "Oceania", "011": "West Africa",
    "013": "Central America", "014": "East Africa", "015": "North Africa", "017": "Central Africa",
    "018": "Southern Africa", "019": "Americas", "029": "West Indies", "030": "East Asia", "034": "South Asia",
    "035": "Southeast Asia", "039": "Southern Europe", "142": "Asia", "143": "Central Asia", "145": "Western Asia",
    "150": "Europe", "151": "Eastern Europe", "154": "Northern Europe", "155": "Western Europe",
    "202": "Sub-Saharan Africa", "419": "Latin America", "EU": "European Union", "AQ": "Antarctica",
}  # fmt: skip
_NO_REGIONS = place_types.SETTLEMENTS | {place_types.STATE, place_types.COUNTY}


def cldr_names(language: str, gazetteer: Gazetteer) -> Iterator[tuple[str, GazetteerEntry]]:
    """Yield names in a language with the places that bear them; none if the CLDR does not know the language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    for code, name in locale.territories.items():
        entry = gazetteer.by_code(code) or _region(_REGIONS.get(code, ""), gazetteer)
        if entry is not None:
            yield name.partition("(")[0].strip(), entry
    yield from _cities(locale, gazetteer)


def _region(name: str, gazetteer: Gazetteer) -> GazetteerEntry | None:
    found = (match.entry for match in gazetteer.lookup(name))
    return next((entry for entry in found if entry.kind not in _NO_REGIONS), None)


def _cities(locale: Locale, gazetteer: Gazetteer) -> Iterator[tuple[str, GazetteerEntry]]:
    """Yield the cities that time zones are called after, where they are cities of the zone's country."""
    from babel.core import get_global

    countries = get_global("zone_territories")
    for zone, names in locale.time_zones.items():
        city = names.get("city")
        if not city:
            continue
        english = zone.rpartition("/")[2].replace("_", " ")
        found = (match.entry for match in gazetteer.lookup(english))
        of_country = (e for e in found if e.country == countries.get(zone) and e.kind in place_types.SETTLEMENTS)
        entry = max(of_country, key=lambda entry: entry.population, default=None)
        if entry is not None:
            yield city, entry
