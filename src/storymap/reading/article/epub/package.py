"""What a book (.epub) is made of: its properties, and its parts in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from storymap.errors import Problem, StorymapError
from storymap.reading.article.documents.document_parts import DocumentParts
from storymap.reading.xml_elements import attribute, elements, local_name

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts are made unreadable for other programs in these ways, the text is not.
_OF_FONTS = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbncx+xml+html")
# What stands before and behind the text of a book, as its guide or the name of its part says.
_AROUND = re.compile(
    r"_?(?:cover|nav|toc|table[-_]?of[-_]?contents|title|half[-_]?title|imprint|colophon|copyright|uncopyright|landmarks"
    r"|loi)(?:[-_.]?(?:page|image))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BookPart:
    """A part of a book: its path in the archive, and the id by which a selector names it."""

    path: str
    part_id: str
    is_around: bool


@dataclass(frozen=True, slots=True)
class BookPackage:
    """What the package file of a book says: its properties, and its parts in reading order."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    language: str
    parts: tuple[BookPart, ...]


def open_book(document: DocumentParts, name: str) -> BookPackage:
    """Return what the book `document`, the file `name`, is made of. Raises StorymapError if it is none, or locked."""
    if _CONTAINER not in document.names:
        raise document.refusal()
    if _ENCRYPTION in document.names and _is_locked(document.xml(_ENCRYPTION)):
        what = "the book is locked by its seller (DRM)"
        raise StorymapError(Problem(name, what, "use a copy without a lock, or copy the chapter into a .docx or .md"))
    paths = [attribute(root, "full-path") for root in elements(document.xml(_CONTAINER), "rootfile")]
    path = next((path for path in paths if path in document.names), "")
    if not path:
        raise document.refusal()
    package = document.xml(path, has_doctype=True)
    titles = {attribute(title, "id"): _text(title) for title in elements(package, "title")}
    refined = {
        (attribute(meta, "refines").lstrip("#"), attribute(meta, "property")): _text(meta)
        for meta in elements(package, "meta")
    }
    subtitle = next((text for key, text in titles.items() if refined.get((key, "title-type")) == "subtitle"), "")
    title = next((text for text in map(_text, elements(package, "title")) if text != subtitle), "")
    authors = [
        _text(creator)
        for creator in elements(package, "creator")
        if (attribute(creator, "role") or refined.get((attribute(creator, "id"), "role"), "aut")) == "aut"
    ]
    language = next(map(_text, elements(package, "language")), "")
    return BookPackage(title, subtitle, tuple(authors), language, tuple(_parts(package, dirname(path), document.names)))


def _is_locked(encryption: Element) -> bool:
    return any(attribute(method, "Algorithm") not in _OF_FONTS for method in elements(encryption, "EncryptionMethod"))


def _parts(package: Element, folder: str, names: Sequence[str]) -> list[BookPart]:
    items = {attribute(item, "id"): item for item in elements(package, "item")}
    around = {
        normpath(join(folder, unquote(attribute(reference, "href").partition("#")[0])))
        for reference in elements(package, "reference")
        if _AROUND.fullmatch(attribute(reference, "type"))
    }
    parts: list[BookPart] = []
    wanted = set(names)  # each once
    taken: set[str] = set()
    for itemref in elements(package, "itemref"):
        item = items.get(attribute(itemref, "idref"))
        if item is None or attribute(item, "media-type") not in _PAGES:
            continue
        path = normpath(join(folder, unquote(attribute(item, "href"))))
        stem = splitext(basename(path))[0]
        is_around = (
            path in around
            or "nav" in attribute(item, "properties").split()
            or attribute(itemref, "linear") == "no"
            or _AROUND.fullmatch(stem) is not None
        )
        if path in wanted:
            wanted.remove(path)
            parts.append(BookPart(path, _part_id(stem, taken), is_around))
    return parts


def _part_id(stem: str, taken: set[str]) -> str:
    """Return an id for a part that a selector can name without signs of its own."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-_") or "part"
    plain = plain if plain[0].isalpha() else f"part-{plain}"
    number = 1
    part_id = plain
    while part_id in taken:
        number += 1
        part_id = f"{plain}-{number}"
    taken.add(part_id)
    return part_id


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split()) if local_name(element) else ""
