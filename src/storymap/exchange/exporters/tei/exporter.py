"""A story as a TEI document (P5): header, a list of its places, and the whole text with the names of places marked.

A place is a point there, latitude first. Of a line or an area that is a point on it, which is told. What TEI has no
element for (layer, link, credit) stands in notes of the place, each with a type of its own.
"""

from __future__ import annotations

import json
from typing import Any, Final

from storymap.exchange.exporters.tei.text import TeiText
from storymap.exchange.exporters.tei.xml_text import element, xml_text
from storymap.exchange.exporters.words_only import tell_what_is_no_words
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.model import DEFAULT_LAYER, Article

LABEL: Final = "TEI"
ENDING: Final = ".xml"

_APPLICATION: Final = (
    '<encodingDesc><appInfo><application ident="storymap" version="1"><label>storymap</label></application></appInfo>'
    "</encodingDesc>"
)
_DECIMALS = 7  # a centimetre


def write(story: SharedStory, report: Report) -> bytes:
    """Return the document; views of the map, files of pictures and what only a map can show are reported."""
    tell_what_is_no_words(story, report)
    article = story.article
    report.lost("views of the map", count=sum(len(block.views) for block in article.blocks))
    for place in story.places:
        if place.image is not None:
            report.lost("pictures of places", example=place.name)
    text = TeiText(article.blocks, story.mentions, xml_id, report)
    title_page = element("titlePage", element("docTitle", "\n" + text.title_parts() + "\n"))
    front = element("front", title_page) + "\n" if text.title_parts() else ""
    body = element("body", "\n" + text.body() + "\n")
    document = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
            _header(story, report),
            element("text", f"\n{front}{body}\n", xml_lang=article.language),
            "</TEI>\n",
        ]
    )
    report.kept("text", count=len(article.blocks))
    report.kept("names in the text", count=len(story.mentions))
    report.kept("places", count=len(story.places))
    return document.encode("utf-8")


def xml_id(place_id: str) -> str:
    """Return what a place is called in the document: a name in XML begins with a letter."""
    return place_id if place_id[0].isalpha() else f"_{place_id}"


def _header(story: SharedStory, report: Report) -> str:
    article = story.article
    places = "\n".join(_place(place, report) for place in story.places)
    parts = [
        element("fileDesc", "\n".join([_title_statement(article), _publication(article), _source(story)])),
        _APPLICATION,
        element(
            "profileDesc",
            element("langUsage", element("language", xml_text(article.language), ident=article.language))
            + (element("settingDesc", element("listPlace", f"\n{places}\n")) if places else ""),
        ),
    ]
    return element("teiHeader", "\n" + "\n".join(parts) + "\n")


def _title_statement(article: Article) -> str:
    titles = {"main": article.title, "sub": article.subtitle, "kicker": article.kicker}
    written = [element("title", xml_text(text), type=kind) for kind, text in titles.items() if text]
    author = element("author", xml_text(article.byline)) if article.byline else ""
    return element("titleStmt", "".join([*written, author]))


def _publication(article: Article) -> str:
    publisher = element("publisher", xml_text(article.credit)) if article.credit else ""
    date = element("date", xml_text(article.date)) if article.date else ""
    source = element("idno", xml_text(article.source_url), type="URI") if article.source_url else ""
    # Where there is no publisher, TEI wants a paragraph.
    return element("publicationStmt", publisher + source + date if publisher else f"<p>{source}{date}</p>")


def _source(story: SharedStory) -> str:
    address = element("ref", xml_text(story.url), target=story.url) if story.url else "A story written with storymap"
    return element("sourceDesc", element("p", address))


def _place(place: SharedPlace, report: Report) -> str:
    names = [element("placeName", xml_text(place.name))]
    names += [element("placeName", xml_text(alias), type="alias") for alias in place.aliases]
    notes: dict[str, Any] = {
        "link": place.url,
        "layer": "" if place.layer == DEFAULT_LAYER else place.layer,
        "kind": place.kind,
        "credit": place.credit,
        "zoom": "" if place.zoom is None else f"{place.zoom:g}",
    }
    parts = [*names, _location(place, report)]
    parts += [element("note", xml_text(place.note).replace("\n", '<lb rend="break"/>'))] if place.note else []
    parts += [element("note", xml_text(text), type=kind) for kind, text in notes.items() if text]
    for key, value in place.properties.items():
        written = json.dumps(value, ensure_ascii=False)
        parts.append(element("note", xml_text(written), type="property", n=key))
    return element("place", "".join(parts), xml_id=xml_id(place.place_id))


def _location(place: SharedPlace, report: Report) -> str:
    if place.geometry is None:
        return ""
    if place.geometry.geom_type != "Point":
        report.changed("lines and areas", "a point on them", example=place.name)
    point = place.geometry.representative_point()
    return element("location", element("geo", f"{round(point.y, _DECIMALS)} {round(point.x, _DECIMALS)}"))
