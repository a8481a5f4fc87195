"""The places of a TEI document's lists, and which of them a pointer in its text means."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from xml.etree.ElementTree import Element

from storymap.exchange.geometries import usable_geometry
from storymap.exchange.importers.annotated.annotation import PlaceAnnotation, canonical, short_name
from storymap.exchange.importers.tei.words import Words
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.exchange.story_files import point
from storymap.model import PLACE_CREDIT
from storymap.reading.slugs import UniqueSlugs, slugify
from storymap.reading.text import normalise
from storymap.reading.xml_elements import attribute, children, elements, local_name

_NAMES: Final = ("placeName", "geogName", "settlement", "district", "region", "country", "bloc", "name")
_ADDRESSES: Final = {
    "geonames": "https://www.geonames.org/{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "pleiades": "https://pleiades.stoa.org/places/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "tgn": "https://vocab.getty.edu/tgn/{}",
}
_ADDRESS = re.compile(r"https?://\S+")
# What our own documents say in notes of a place, by the note's type.
OWN_NOTES: Final = ("layer", "kind", "zoom", "link", "credit", "property")


class ListedPlaces:
    """The places of all lists of a document, each with an id; `is_ours` says that storymap wrote the document."""

    def __init__(self, root: Element, report: Report, *, is_ours: bool) -> None:
        self.annotations: list[PlaceAnnotation] = []
        self._report = report
        self._is_ours = is_ours
        self._by_id: dict[str, str] = {}
        self._by_uri: dict[str, str] = {}
        slugs = UniqueSlugs()
        for element in elements(root, "place"):  # in lists, in places, or by themselves
            self._add(element, slugs)

    def place_id(self, pointers: tuple[str, ...]) -> str:
        """Return the id of the place that the first known pointer means, "" for none of the lists."""
        for pointer in pointers:
            fragment = pointer.rpartition("#")[2]
            found = self._by_id.get(fragment) or self._by_uri.get(canonical(pointer))
            if found:
                return found
        return ""

    def _add(self, element: Element, slugs: UniqueSlugs) -> None:
        names = [one for one in map(short_name, _names(element)) if one]
        written = attribute(element, "id")
        name = names[0] if names else short_name(written)
        uris = _uris(element)
        if not name and not uris:
            self._report.lost("places of a list without a name")
            return
        place_id = slugs.take(slugify(written.strip("_") or name or uris[0]))
        if written:
            self._by_id.setdefault(written, place_id)
        for uri in uris:
            self._by_uri.setdefault(canonical(uri), place_id)
        members: dict[str, Any] = {"aliases": names[1:], "note": _note(element), "kind": attribute(element, "type")}
        members |= self._own_members(element) if self._is_ours else {}
        geometry = self._geometry(element, name)
        uri = "" if self._is_ours else next(iter(uris), "")
        self.annotations.append(PlaceAnnotation(None, uri, name, geometry, place_id=place_id, members=members))

    def _geometry(self, element: Element, name: str) -> dict[str, Any] | None:
        written = [one for location in _locations(element) for one in elements(location, "geo")]
        for geo in written:
            geometry = geometry_of("".join(geo.itertext()))
            if geometry is not None:
                return geometry
        if written:
            self._report.lost("positions that are no degrees of latitude and longitude", example=name)
        return None

    def _own_members(self, element: Element) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for note in children(element, "note"):
            kind, text = attribute(note, "type"), "".join(note.itertext())
            if kind == "property":
                try:
                    members[attribute(note, "n")] = json.loads(text)
                except (ValueError, RecursionError):
                    self._report.lost("properties that cannot be read", example=attribute(note, "n"))
            elif kind == "zoom":
                members["zoom"] = float(text) if re.fullmatch(r"\d{1,2}(\.\d{1,9})?", text) else None
            elif kind in OWN_NOTES:
                members[{"link": "url", "credit": PLACE_CREDIT}.get(kind, kind)] = text
        return members


def geometry_of(text: str) -> dict[str, Any] | None:
    """Return a point of TEI's `geo`: latitude and longitude, with a space or a comma between; None for others."""
    parts = text.split()
    if len(parts) == 1 and text.count(",") == 1:
        parts = text.split(",")
    elif len(parts) == 2:
        parts = [part.rstrip(",;") for part in parts]
    if len(parts) not in (2, 3):
        return None
    position = position_of(parts[1], parts[0])
    return None if position is None else usable_geometry(point(*position))


def plain_words(element: Element) -> str:
    """Return the text of an element on one line, with what an editor chose."""
    from storymap.exchange.importers.tei.inline import add_inline

    words = Words()
    add_inline(element, words)
    return words.finished()[0]


def _names(element: Element) -> list[str]:
    for name in _NAMES:
        found = [plain_words(child) for child in children(element, name)]
        if any(found):
            return list(dict.fromkeys(filter(None, found)))
    return [plain_words(child) for name in ("head", "label") for child in children(element, name)]


def _locations(element: Element) -> list[Element]:
    return [child for child in element if local_name(child) in ("location", "geo", "placeName")] + (
        [element] if any(local_name(child) == "geo" for child in element) else []
    )


def _note(element: Element) -> str:
    notes = [
        child
        for child in element
        if local_name(child) in ("note", "desc", "p") and attribute(child, "type") not in OWN_NOTES
    ]
    return "\n\n".join(filter(None, map(plain_words, notes)))


def _uris(element: Element) -> list[str]:
    uris = []
    for idno in children(element, "idno"):
        text = normalise("".join(idno.itertext())).strip()
        pattern = _ADDRESSES.get((attribute(idno, "type") or attribute(idno, "subtype")).lower())
        if _ADDRESS.fullmatch(text):
            uris.append(text)
        elif pattern and re.fullmatch(r"\w{1,20}", text):
            uris.append(pattern.format(text))
    uris += [
        one
        for name in ("ref", "corresp", "sameAs")
        for one in attribute(element, name).split()
        if _ADDRESS.fullmatch(one)
    ]
    return list(dict.fromkeys(uris))
