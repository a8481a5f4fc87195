"""From annotations to places: those of one address are one place, with what the text calls it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storymap.exchange.importers.annotated.annotation import (
    REVIEW,
    PlaceAnnotation,
    canonical,
    short_name,
)
from storymap.exchange.importers.gazetteer_positions import gazetteer_position
from storymap.exchange.place_records import PlaceRecords
from storymap.exchange.report import Report
from storymap.exchange.story_files import feature
from storymap.model import DEFAULT_LAYER
from storymap.reading.places.identifiers import geonames_number
from storymap.reading.slugs import UniqueSlugs, is_slug, slugify
from storymap.urls import is_web_address

UNNAMED = "Unnamed place"
_PUNCTUATION = " ,;:.!?"
_REVIEWS = ("verified", "unverified", "not identifiable")  # the surest first


@dataclass(slots=True)
class AnnotatedPlace:
    """A place with all of its annotations; `place_id` ties the text to it."""

    annotations: list[PlaceAnnotation] = field(default_factory=list)
    place_id: str = ""

    @property
    def name(self) -> str:
        """What a gazetteer calls it, else what the text calls it most often."""
        if named := next((one.name for one in self.annotations if one.name), ""):
            return named
        quoted = Counter(one.words for one in self.annotations if one.words)
        return (quoted.most_common(1)[0][0].strip(_PUNCTUATION) if quoted else "") or UNNAMED


def group_places(annotations: Iterable[PlaceAnnotation], report: Report) -> tuple[AnnotatedPlace, ...]:
    """Return the places that annotations name, in the order in which they are first named, each with an id.

    An annotation without an address is of the only place that is called so, if there is one: else its words are a
    place, unless somebody found that it cannot be identified: then they are one by themselves.
    """
    listed = list(annotations)
    called: dict[str, set[str]] = {}
    for one in listed:
        if (one.uri or one.place_id) and one.words:
            called.setdefault(one.words.casefold(), set()).add(_key(one))
    places: dict[str, AnnotatedPlace] = {}
    for one in listed:
        key = _key(one)
        owners = called.get(one.words.casefold(), set())
        if not (one.uri or one.place_id or one.is_nowhere) and len(owners) == 1:
            key = next(iter(owners))
            report.changed("names without an address", "tied to the place that is called so", example=one.words)
        places.setdefault(key, AnnotatedPlace()).annotations.append(one)
    own = [place.annotations[0].place_id for place in places.values()]
    slugs = UniqueSlugs(place_id for place_id in own if is_slug(place_id))
    for place, place_id in zip(places.values(), own, strict=True):
        place.place_id = place_id if is_slug(place_id) else slugs.take(slugify(place.name))
    return tuple(places.values())


def place_features(
    places: Sequence[AnnotatedPlace], records: PlaceRecords, report: Report, *, with_quotes: bool
) -> tuple[dict[str, Any], ...]:
    """Return places as features; `with_quotes` what the text calls one is another name of it, where that is a name."""
    words = Counter(name for place in places for name in {one.words.casefold() for one in place.annotations})
    names = Counter(place.name.casefold() for place in places)
    made = []
    for place in places:
        quoted = [one.words for one in place.annotations if _is_name(one.words) and words[one.words.casefold()] == 1]
        aliases = [name for name in dict.fromkeys(quoted) if not names[name.casefold()]]
        made.append(_feature(place, aliases if with_quotes else [], records, report))
    return tuple(made)


def _feature(place: AnnotatedPlace, quoted: list[str], records: PlaceRecords, report: Report) -> dict[str, Any]:
    members = _joined(place.annotations)
    given = members.get("aliases")
    members["aliases"] = list(dict.fromkeys([*(given if isinstance(given, list) else []), *quoted]))
    uris = list(dict.fromkeys(one.uri for one in place.annotations if one.uri))
    number = next((number for uri in uris if (number := geonames_number(uri)) is not None), None)
    url = next((uri for uri in uris if is_web_address(uri)), "")
    members = ({"url": url} if url else {}) | members
    members |= {"geonameid": number} if number is not None else {}
    members |= {"uris": uris} if any(uri != url for uri in uris) else {}
    geometry, found = _position(place, number, report)
    checked = records.place(short_name(place.name) or UNNAMED, members | dict(found), place.place_id)
    if geometry is None:
        report.changed(
            "places without a position", "unlocated; put them on the map in the editor", example=checked.name
        )
    made = feature(
        checked.name,
        geometry,
        place_id=place.place_id,
        aliases=list(checked.aliases),
        layer="" if checked.layer == DEFAULT_LAYER else checked.layer,
        note=checked.note,
        ignore=list(checked.ignore),
        url=checked.url,
        zoom=checked.zoom,
    )
    made["properties"] |= {key: value for key, value in checked.properties.items() if value not in ("", [])}
    return made


def _position(
    place: AnnotatedPlace, number: int | None, report: Report
) -> tuple[Mapping[str, Any] | None, Mapping[str, Any]]:
    geometry = next((one.geometry for one in place.annotations if one.geometry is not None), None)
    if geometry is not None or number is None:
        return geometry, {}
    found = gazetteer_position(number)
    if found is None:
        return None, {}
    report.changed("positions that are not in the file", "those of the gazetteer, by the number", example=place.name)
    return found.geometry, found.members


def _key(one: PlaceAnnotation) -> str:
    if one.place_id:
        return f"id {one.place_id}"
    if one.uri:
        return f"uri {canonical(one.uri)}"
    kind = "nowhere" if one.is_nowhere else "words"
    return f"{kind} {(one.words or one.name).casefold()}"


def _joined(annotations: Sequence[PlaceAnnotation]) -> dict[str, Any]:
    """Return the members of one place from those of its annotations."""
    joined: dict[str, Any] = {}
    for one in annotations:
        for key, value in one.members.items():
            if isinstance(value, list) and isinstance(joined.get(key, []), list):
                joined[key] = [*joined.get(key, []), *(one for one in value if one not in joined.get(key, []))]
            elif key == REVIEW and value in _REVIEWS and joined.get(key) in _REVIEWS:
                joined[key] = max(value, joined[key], key=_REVIEWS.index)
            else:
                joined.setdefault(key, value)
    return joined


def _is_name(words: str) -> bool:
    """Say whether words look like a name: "the city" may mean any city wherever it is not annotated."""
    return bool(words) and not words[0].islower()
