"""What the elements of TEI are to a reader: blocks, places, furniture."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from storymap.model import SpanKind
from storymap.reading.xml_elements import attribute, local_name

# What holds blocks.
HOLDERS: Final = frozenset(
    [
        "text", "group", "front", "body", "back", "div", *(f"div{n}" for n in range(1, 8)), "floatingText", "sp",
        "cit", "epigraph", "argument", "opener", "closer", "postscript", "titlePage", "docTitle", "docImprint", "lg",
        "castList", "castGroup", "set", "prologue", "epilogue", "performance", "list", "table", "figure", "listBibl",
        "TEI", "spGrp",
    ]
)  # fmt: skip
# What is a block of text.
BLOCKS: Final = frozenset(
    ["p", "ab", "head", "dateline", "salute", "signed", "byline", "trailer", "item", "cell", "label", "titlePart",
     "docAuthor", "docDate", "docEdition", "speaker", "castItem", "eg", "bibl", "imprimatur", "address", "figDesc"]
)  # fmt: skip
DIVISIONS: Final = frozenset(["div", *(f"div{n}" for n in range(1, 8))])
# What nobody reads in a text. Lists of places are read elsewhere.
FURNITURE: Final = frozenset(
    ["teiHeader", "facsimile", "sourceDoc", "standOff", "fw", "del", "surplus", "listPlace", "listPerson", "listOrg",
     "listEvent", "listRelation", "listObject", "listNym", "index", "certainty", "precision", "respons", "interp",
     "interpGrp", "spanGrp", "linkGrp", "link", "alt", "altGrp", "metamark", "graphic", "binaryObject", "media",
     "location", "geo", "idno", "desc", "xenoData", "noteGrp", "divGen", "fsdDecl", "fs", "timeline", "join", "joinGrp"]
)  # fmt: skip
# Told when it is lost, because it is somebody's text.
TOLD: Final = {
    "listPerson": "lists of persons", "listOrg": "lists of organisations", "listEvent": "lists of events",
    "facsimile": "facsimiles", "sourceDoc": "transcriptions of pages (sourceDoc)",
    "del": "what was deleted in the source", "fw": "headers and footers of pages",
}  # fmt: skip
_PLACES: Final = frozenset(["placeName", "geogName", "settlement", "region", "country", "district", "bloc", "geogFeat"])
_PLACE_TYPES: Final = frozenset(["place", "placename", "geo", "geog", "geogname", "location", "settlement", "city"])
BREAKS: Final = frozenset(["lb", "pb", "cb", "gb", "milestone"])
_ITALIC = re.compile(r"ital|slant|emph|\bi\b", re.IGNORECASE)
_BOLD = re.compile(r"bold|\bb\b|strong", re.IGNORECASE)
_RENDITIONS: Final[tuple[tuple[re.Pattern[str], SpanKind], ...]] = (
    (_BOLD, "strong"),
    (_ITALIC, "emphasis"),
    (re.compile(r"super|\bsup\b", re.IGNORECASE), "superscript"),
    (re.compile(r"subs|\bsub\b", re.IGNORECASE), "subscript"),
    (re.compile(r"strike|line-through", re.IGNORECASE), "strike"),
)
_MARKED: Final[dict[str, SpanKind]] = {"emph": "emphasis", "code": "code", "gi": "code", "att": "code", "val": "code"}


def is_place_name(element: Element) -> bool:
    """Say whether an element marks words that name a place."""
    name = local_name(element)
    if name in _PLACES:
        return True
    return name in ("name", "rs") and attribute(element, "type").lower() in _PLACE_TYPES


def span_kind(element: Element) -> SpanKind | None:
    """Return what an element is as markup, None where it is none."""
    name = local_name(element)
    if name != "hi":
        return _MARKED.get(name)
    rendition = " ".join(attribute(element, key) for key in ("rend", "rendition", "style"))
    found = next((kind for pattern, kind in _RENDITIONS if pattern.search(rendition)), None)
    return found or (None if rendition.strip() else "emphasis")


def chosen(element: Element) -> list[Element]:
    """Return which children of a `choice`, `app` or `subst` are read: what an editor chose, or the last state."""
    wanted = ("reg", "corr", "expan", "lem", "add", "rdg")
    children = [child for child in element if local_name(child)]
    for name in wanted:
        found = [child for child in children if local_name(child) == name]
        if found:
            return found if name == "add" else found[:1]
    return children[:1]


def pointers(element: Element) -> tuple[str, ...]:
    """Return what an element points at: the addresses of `ref`, else the `key`."""
    written = attribute(element, "ref") or attribute(element, "target")
    return tuple(written.split()[:20]) or tuple(filter(None, [attribute(element, "key").strip()]))
