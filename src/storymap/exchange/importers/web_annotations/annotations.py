"""Which annotations name a place, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from storymap.exchange.geometries import usable_geometry
from storymap.exchange.importers.annotated.annotation import COMMENTS, PlaceAnnotation, short_name
from storymap.exchange.importers.annotated.quotes import Quote
from storymap.exchange.importers.web_annotations.members import address_of, label_of, many
from storymap.exchange.json_members import record_in, text_in
from storymap.exchange.report import Report
from storymap.reading.places.identifiers import geonames_number
from storymap.reading.slugs import is_slug
from storymap.reading.text import normalise

_DEEPEST = 6  # collections, their pages, and lists of these
_LISTS = ("first", "items", "next", "annotations", "rows", "@graph", "graph")
_PLACE_WORDS: Final = frozenset(
    [
        "place",
        "places",
        "location",
        "loc",
        "gpe",
        "toponym",
        "lieu",
        "ort",
        "lugar",
        "luogo",
        "local",
        "plaats",
        "miejsce",
    ]
)
_OTHER_WORDS: Final = {"person": "persons", "per": "persons", "event": "events", "org": "organisations"}
_IDENTIFYING: Final = ("identifying", "linking", "geotagging", "georeferencing")
_NAMING: Final = ("tagging", "classifying")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_PLACE_ID = re.compile(r"#place=([a-z0-9-]+)")


def annotations_in(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the annotations in a list, a page, a collection, or what else holds them."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from annotations_in(one, depth + 1)
    elif is_annotation(value):
        yield value
    elif isinstance(value, dict):
        for name in _LISTS:
            if isinstance(value.get(name), list | dict):
                yield from annotations_in(value[name], depth + 1)


def is_annotation(value: Any) -> bool:
    """Say whether a value is an annotation: it says so, and it has a target."""
    kinds = [*many(value.get("type")), *many(value.get("@type"))] if isinstance(value, dict) else []
    return "target" in value and any(kind in ("Annotation", "oa:Annotation") for kind in kinds) if kinds else False


def places_of(annotations: Iterable[dict[str, Any]], report: Report, *, is_ours: bool) -> Iterator[PlaceAnnotation]:
    """Yield the places that annotations name, once for each of their targets; `is_ours` says whose ids they have."""
    for annotation in annotations:
        facts = _Facts(annotation, report, is_ours=is_ours)
        if is_ours and annotation.get("motivation") == "describing":
            continue
        if not facts.is_place:
            report.lost(facts.other or "annotations that name no place", "a map has places")
            continue
        for target in many(annotation.get("target")):
            quote = _quote(target)
            if quote is None and not is_ours:
                report.lost("annotations that quote no words", "their places are kept", example=facts.name)
            yield PlaceAnnotation(
                quote, facts.uri, facts.name, facts.geometry, place_id=facts.place_id, members=facts.members
            )


class _Facts:
    """What the bodies of one annotation say."""

    def __init__(self, annotation: dict[str, Any], report: Report, *, is_ours: bool) -> None:
        self.uri = self.name = self.place_id = self.other = ""
        self.geometry: dict[str, Any] | None = None
        self.members: dict[str, Any] = {}
        self.is_place = False
        self._report = report
        self._is_ours = is_ours
        self._tags: list[str] = []
        self._comments: list[str] = []
        bodies = [*many(annotation.get("body")), *many(annotation.get("bodyValue"))]
        for body in bodies:
            self._read(body, text_in(annotation, "motivation"))
        if self.other and self.geometry is None:
            self.is_place = False
        if self._tags:
            self.members["tags"] = self._tags
        if self._comments:
            self.members[COMMENTS] = self._comments

    def _read(self, body: Any, motivation: str) -> None:
        record = record_in(body)
        purposes = [one for one in many(record.get("purpose") or motivation) if isinstance(one, str)]
        text = normalise(label_of(record.get("value")) or label_of(body)).strip()
        if text_in(record, "type") == "Feature" or isinstance(record.get("geometry"), dict):
            self._read_feature(record)
        elif any(purpose in _IDENTIFYING for purpose in purposes):
            self._read_identity(record, body, text)
        elif any(purpose in _NAMING for purpose in purposes):
            self._read_tag(text)
        elif text:
            self._comments.append(text)

    def _read_feature(self, record: Mapping[str, Any]) -> None:
        self.is_place = True
        geometry = usable_geometry(record.get("geometry"))
        if geometry is None and record.get("geometry") is not None:
            self._report.lost("positions that are no degrees")
        self.geometry = self.geometry or geometry
        properties = dict(record_in(record, "properties"))
        name = short_name(text_in(properties, "name") or text_in(properties, "title"))
        self.name = self.name or name
        if self._is_ours:
            self._take_id(text_in(record, "id"))
            self.members = {key: value for key, value in properties.items() if key != "name"}

    def _read_identity(self, record: Mapping[str, Any], body: Any, text: str) -> None:
        candidates = (address_of(record.get("source")), text_in(record, "id"), text, address_of(body))
        uri = next((one for one in candidates if _ADDRESS.fullmatch(one) or geonames_number(one)), "")
        if self._is_ours:
            self._take_id(address_of(record.get("source")))
            self._take_id(text_in(record, "id"))
            self.is_place = True
        elif uri:
            self.uri, self.is_place = self.uri or normalise(uri), True
            label = record_in(record.get("source")).get("label")
            self.name = self.name or short_name(label if isinstance(label, str) else "")
        else:
            self._read_kind(text)

    def _read_tag(self, text: str) -> None:
        if not self._read_kind(text) and text:
            self._tags.append(text)

    def _read_kind(self, text: str) -> bool:
        """Take a word for what the annotation is about; say whether it is one."""
        word = text.casefold()
        if word in _PLACE_WORDS:
            self.is_place = True
        elif word in _OTHER_WORDS:
            self.other = _OTHER_WORDS[word]
        return word in _PLACE_WORDS or word in _OTHER_WORDS

    def _take_id(self, address: str) -> None:
        found = _PLACE_ID.search(address)
        if found and is_slug(found[1]):
            self.place_id = found[1]


def _quote(target: Any) -> Quote | None:
    """Return what a target quotes, and where that begins; None where it quotes nothing."""
    exact = prefix = suffix = ""
    position: int | None = None
    waiting = many(record_in(target).get("selector"))[:50]
    for selector in waiting:
        kind = text_in(selector, "type") or text_in(selector, "@type")
        if kind.endswith("TextQuoteSelector") and not exact:
            exact, prefix, suffix = (text_in(selector, name) for name in ("exact", "prefix", "suffix"))
        elif kind.endswith("TextPositionSelector") and position is None:
            start = record_in(selector).get("start")
            position = start if isinstance(start, int) and not isinstance(start, bool) and start >= 0 else None
        if len(waiting) < 100:
            waiting += many(record_in(selector).get("refinedBy"))
    return Quote(exact, prefix, suffix, position) if exact.strip() else None
