"""Linked Places Format, as the World Historical Gazetteer and Peripleo read it: a feature for each place.

What the format has and a page does not show (dates, types, links, languages of names) stands in the author's own
properties, by the names of the format, and is given back with `private` alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from storymap.exchange.exporters.place_members import members_of, tell_what_is_no_place
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.reading.places.formats.linked_places import GEOMETRY, RETAINED, plain_geometry

LABEL: Final = "Linked Places Format"
ENDING: Final = ".lp.json"

_CONTEXT: Final = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
_ABOUT: Final = {"@context": "https://schema.org/", "@type": "Dataset"}
# Members of a feature, or what its members are made from: all others are properties.
_BESIDE: Final = (*RETAINED, "names", "descriptions", "@id", GEOMETRY, "id", "name", "aliases", "note")


def write(story: SharedStory, report: Report) -> bytes:
    """Return the places, a feature on a line; what is not of a place is reported."""
    tell_what_is_no_place(story, report)
    about = {
        "name": story.article.title,
        "description": story.article.subtitle,
        "creator": story.article.byline,
        "url": story.url,
    }
    head = {
        "type": "FeatureCollection",
        "@context": _CONTEXT,
        "indexing": _ABOUT | {key: value for key, value in about.items() if value},
    }
    countries = _countries(story.places)
    lines = ",\n".join(_json(_feature(place, story.url, countries.get(place.place_id))) for place in story.places)
    return f'{_json(head)[:-1]}, "features": [\n{lines}\n]}}\n'.encode()


def _feature(place: SharedPlace, url: str, country: str | None) -> dict[str, Any]:
    own, shown = place.properties, members_of(place)
    properties: dict[str, Any] = {"title": place.name} | {"ccodes": [country]} if country else {"title": place.name}
    properties |= {key: value for key, value in shown.items() if key not in _BESIDE}
    feature: dict[str, Any] = {
        "@id": own.get("@id") or f"{url}#place={place.place_id}",
        "type": "Feature",
        "properties": properties,
        "geometry": _geometry(place.geometry, own.get(GEOMETRY)),
        "names": _names(place, own.get("names")),
    }
    if place.note:
        feature["descriptions"] = _descriptions(place.note, own.get("descriptions"))
    if place.kind:
        feature["types"] = [{"label": place.kind}]
    links = _links(own)
    return feature | {key: own[key] for key in RETAINED if key in own} | ({"links": links} if links else {})


def _geometry(geometry: BaseGeometry | None, written: Any) -> Any:
    """Return the geometry as it was written, with its times, as long as the place is still there."""
    if geometry is None:
        return None
    if isinstance(written, dict):
        try:
            shape = shapely.from_geojson(json.dumps(plain_geometry(written)))
        except (shapely.errors.ShapelyError, ValueError, RecursionError):
            shape = None
        if shape is not None and shape.equals(geometry):
            return written
    return mapping(geometry)


def _names(place: SharedPlace, written: Any) -> list[dict[str, Any]]:
    """Return each name of the place once, with its language and times where those are known."""
    known = [one for one in written if isinstance(one, dict)] if isinstance(written, list) else []
    listed = [one for one in known if one.get("toponym") in (place.name, *place.aliases)]
    said = {one["toponym"] for one in listed}
    return listed + [{"toponym": name} for name in (place.name, *place.aliases) if name not in said]


def _descriptions(note: str, written: Any) -> list[dict[str, Any]]:
    known = [one for one in written if isinstance(one, dict)] if isinstance(written, list) else []
    first = next((at for at, one in enumerate(known) if isinstance(one.get("value"), str)), None)
    if first is None:
        return [{"value": note}, *known]
    return [*known[:first], {**known[first], "value": note}, *known[first + 1 :]]


def _links(own: Mapping[str, Any]) -> list[Any]:
    links = list(own["links"]) if isinstance(own.get("links"), list) else []
    number = own.get("geonameid")
    if isinstance(number, int) and not any(str(number) in str(link) for link in links):
        links.append({"type": "exactMatch", "identifier": f"gn:{number}"})
    return links


def _countries(places: Sequence[SharedPlace]) -> dict[str, str]:
    """Return the ISO code of the country in which each place lies, by its id; of those at sea none."""
    import numpy as np

    from storymap.gazetteer.country_outlines import countries_at

    located = {place.place_id: place.geometry.representative_point() for place in places if place.geometry is not None}
    if not located:
        return {}
    xs, ys = np.array([point.x for point in located.values()]), np.array([point.y for point in located.values()])
    return {place_id: code for place_id, code in zip(located, countries_at(xs, ys), strict=True) if code}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
