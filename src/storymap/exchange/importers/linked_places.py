"""Linked Places Format, of gazetteers, Peripleo and the World Historical Gazetteer: each feature is a place.

What it says beside names, a description and a position (dates, types, links) stays with the place as properties, by the
names that the format has for them, and an export gives it back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from storymap.errors import StorymapError
from storymap.exchange.article_parts import article_of, blocks_of_html
from storymap.exchange.imported import Imported
from storymap.exchange.imported_places import imported_places
from storymap.exchange.json_members import record_in, text_in
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.place_records import readable_name
from storymap.exchange.report import Report
from storymap.exchange.skeleton import skeleton, title_of_file
from storymap.exchange.source import Source
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.geojson import read_geojson
from storymap.reading.places.formats.linked_places import GEOMETRY
from storymap.reading.problem_log import ProblemLog

LABEL: Final = "a Linked Places file"
_ITS_OWN: Final = re.compile(r'"toponym"\s*:|"@context"\s*:\s*"[^"]{0,200}linkedplaces', re.IGNORECASE)
_FEATURE: Final = re.compile(r'"type"\s*:\s*"Feature(?:Collection)?"')
_GEONAMES: Final = re.compile(r"(?:gn:|https?://(?:www\.|sws\.)?geonames\.org/)(\d{1,9})(?:/.{0,200})?")
_OURS: Final = re.compile(r".{0,2000}#place=([a-z0-9-]{1,64})")
_SAME: Final = ("exactMatch", "closeMatch")


def sniff(source: Source) -> bool:
    """Say whether the file is JSON whose features have toponyms, or that says so itself."""
    beginning = source.beginning
    is_json = beginning.startswith(("{", "["))
    return is_json and _ITS_OWN.search(beginning) is not None and _FEATURE.search(beginning) is not None


def read(source: Source) -> Imported:
    """Return the features as the places of a story. Raises StorymapError where there are none."""
    report, log = Report(), ProblemLog(source.name)
    collection = read_geojson(source.text, source.name, log).unpacked()
    if log.failed:
        raise StorymapError(problem for problem in log.problems() if problem.severity == "error")
    source.problems += log.problems()
    for one in collection.features:
        _with_geonameid(one)
        _with_our_id(one)
        _tell_positions(one, report)
    about = _about(source)
    places = imported_places(collection, source, report, PictureFiles(source, report))
    lead = blocks_of_html(text_in(about, "description"), report, "the description of the whole")
    title = readable_name(about.get("name") or about.get("title")) or title_of_file(source.name)
    article = article_of(title, skeleton(lead, places, report))
    return Imported(article, places.places, places.context, places.layers, report=report)


def _about(source: Source) -> Mapping[str, Any]:
    """Return what the file says of itself: as schema.org has it, for Peripleo, or beside the features."""
    try:
        members = record_in(source.json)
    except StorymapError:  # a feature a line
        return {}
    return record_in(members, "indexing") or {
        key: members[key] for key in ("name", "title", "description") if key in members
    }


def _with_geonameid(one: Feature) -> None:
    """Give a place that is linked to GeoNames its number there, by which the gazetteer knows it."""
    properties = one.value.get("properties") if isinstance(one.value, dict) else None
    if not isinstance(properties, dict) or "geonameid" in properties or not isinstance(properties.get("links"), list):
        return
    for link in properties["links"]:
        found = _GEONAMES.fullmatch(text_in(link, "identifier"))
        if found and text_in(link, "type") in _SAME:
            properties["geonameid"] = int(found[1])
            return


def _tell_positions(one: Feature, report: Report) -> None:
    """Report a place that is at several positions: the map has one symbol for it."""
    value = one.value if isinstance(one.value, dict) else {}
    for written in (value.get("geometry"), one.properties.get(GEOMETRY)):
        parts = written.get("geometries") if isinstance(written, dict) else None
        if isinstance(parts, list) and len(parts) > 1:
            why = "the map may mark one alone; places.geojson has them all"
            report.changed("places at several positions", why, example=readable_name(one.properties.get("name")))
            return


def _with_our_id(one: Feature) -> None:
    """Give a place that a story gave away the id that it has there, by which texts are tied to it."""
    properties = one.value.get("properties") if isinstance(one.value, dict) else None
    found = _OURS.fullmatch(text_in(properties, "@id"))
    if found and isinstance(properties, dict):
        one.value["id"] = found[1]
        del properties["@id"]
