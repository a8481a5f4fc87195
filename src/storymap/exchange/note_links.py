"""Links and frames of descriptions that become notes: a note is plain text, and would lose their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any, Final

from storymap.exchange.embedded_pages import with_links as with_links_to_embedded
from storymap.exchange.place_records import LONGEST_SHORT_NOTE, readable_name
from storymap.exchange.report import Report
from storymap.reading.character_references import unescaped
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.html_notes import note_text
from storymap.reading.text import normalise
from storymap.urls import safe_url

_ANCHOR: Final = re.compile(r"<(/?)a(?=[\s>/])([^<>]*)>", re.IGNORECASE)
_LINKS: Final = re.compile(r"<(?:a|iframe|object|embed)\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def with_links(features: Iterable[Feature], html: Iterable[str], report: Report) -> None:
    """Keep the links of descriptions in the notes made of them; `html` has a description for each feature.

    A single link is the place's own if it has none; several stand in the text as "words (https://…)". A description
    that is too long for a note keeps its markup, and is left as it is.
    """
    for one, description in zip(features, html, strict=False):
        if not isinstance(one.value, dict) or _LINKS.search(description) is None:
            continue
        if len(note_text(description)) <= LONGEST_SHORT_NOTE:
            _keep_links(one, description, report)


def _keep_links(one: Feature, description: str, report: Report) -> None:
    properties: dict[str, Any] = one.value["properties"] if one.properties else {}
    name, url = readable_name(properties.get("name")), properties.get("url")
    # A place may have a note of its own beside a description.
    is_note = properties.get("note") in (None, "", note_text(description))
    html = with_links_to_embedded(description, report) if is_note else description
    text, found, refused = _with_addresses(html)
    report.lost("links that are no web addresses", count=refused, example=name)
    if len(found) == 1 and not url:
        properties["url"] = found[0]
        report.changed("links in descriptions", "the link of their place", example=name)
    elif found and is_note:
        html = text
        report.changed("links in descriptions", "their addresses stand in the text", count=len(found), example=name)
    elif left := [address for address in found if address != url]:
        report.lost("more links of a place", "put them into the text", count=len(left), example=left[0])
    if is_note and (note := note_text(html)):
        properties["note"] = note


def _with_addresses(html: str) -> tuple[str, list[str], int]:
    """Return HTML with the address of each link behind its words, these addresses, and how many links are none.

    One whose words are its address says it already.
    """
    parts, found, refused, at, opened = list[str](), list[str](), 0, 0, ""
    for tag in _ANCHOR.finditer(html):
        between = html[at : tag.start()]
        parts.append(between)
        at = tag.end()
        if tag[1]:
            if opened and opened != note_text(between).strip():
                parts.append(f" ({escape(opened)})")
                found.append(opened)
            opened = ""
        elif (written := _address(tag[2])) and not written.startswith("#"):
            opened = safe_url(written)
            refused += not opened
        parts.append(tag[0])
    return "".join([*parts, html[at:]]), list(dict.fromkeys(found)), refused


def _address(attributes: str) -> str:
    found = _ADDRESS.search(attributes)
    return normalise(unescaped(next(filter(None, found.groups()), ""))).strip() if found else ""
