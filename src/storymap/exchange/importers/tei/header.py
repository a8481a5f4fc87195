"""What the header of a TEI document says of its text: title, author, date, source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from storymap.exchange.importers.tei.listed_places import plain_words
from storymap.reading.article.language.tags import is_language, language_tag
from storymap.reading.xml_elements import attribute, children, elements, local_name
from storymap.urls import is_web_address

_LICENCE = "creativecommons.org/"


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of an article, "" for what the header does not say; who wrote the document, as far as that counts."""

    title: str = ""
    subtitle: str = ""
    kicker: str = ""
    byline: str = ""
    date: str = ""
    language: str = ""
    source_url: str = ""
    credit: str = ""
    is_ours: bool = False
    is_recogito: bool = False


def read_header(root: Element) -> Header:
    """Return what the header of a document says."""
    header = next(children(root, "teiHeader"), None)
    if header is None:
        return Header(language=_language(root, None))
    statement = next(elements(header, "titleStmt"), header)
    publication = next(elements(header, "publicationStmt"), None)
    source = next(elements(header, "sourceDesc"), None)
    titles = list(children(statement, "title"))
    authors = [plain_words(one) for one in children(statement, "author")]
    return Header(
        title=_titled(titles, ("main", "")) or _titled(titles, ("alt", "short", "desc")),
        subtitle=_titled(titles, ("sub",)),
        kicker=_titled(titles, ("kicker",)),
        byline=", ".join(filter(None, authors)) or _first(source, "author"),
        date=next(filter(None, map(_date, [*_origins(header), publication, source])), ""),
        language=_language(root, header),
        source_url=_address(publication) or _address(source),
        credit=_first(publication, "publisher"),
        is_ours=any(attribute(one, "ident") == "storymap" for one in elements(header, "application")),
        is_recogito="recogito.pelagios.org"
        in "".join(text for one in elements(header, "projectDesc") for text in one.itertext()),
    )


def _titled(titles: Iterable[Element], kinds: tuple[str, ...]) -> str:
    found = (plain_words(one) for one in titles if attribute(one, "type").lower() in kinds)
    return next(filter(None, found), "")


def _first(element: Element | None, name: str) -> str:
    return next(filter(None, map(plain_words, elements(element, name))), "") if element is not None else ""


def _date(element: Element | None) -> str:
    if element is None:
        return ""
    dates = list(elements(element, "date"))
    return next(filter(None, (plain_words(one) or attribute(one, "when") for one in dates)), "")


def _origins(header: Element) -> list[Element]:
    """Return where a header says when a text was written: its creation, or that a letter was sent."""
    sent = [one for one in elements(header, "correspAction") if attribute(one, "type") == "sent"]
    return [*elements(header, "creation"), *sent]


def _address(element: Element | None) -> str:
    """Return the first address on the web in a part of the header that is not that of a licence."""
    if element is None:
        return ""
    licences = {one for part in elements(element, "availability") for one in part.iter()}
    for one in element.iter():
        if one in licences:
            continue
        written = (
            (one.text or "").strip()
            if local_name(one) == "idno"
            else attribute(one, "target") or attribute(one, "source")
        )
        if (
            local_name(one) in ("idno", "ref", "ptr", "link", "bibl")
            and is_web_address(written)
            and _LICENCE not in written
        ):
            return written
    return ""


def _language(root: Element, header: Element | None) -> str:
    text = next(children(root, "text"), None)
    said = [attribute(text, "lang") if text is not None else ""]
    said += [attribute(one, "ident") for one in (elements(header, "language") if header is not None else ())]
    said.append(attribute(root, "lang"))
    return next((language_tag(one) for one in said if one and is_language(one)), "")
