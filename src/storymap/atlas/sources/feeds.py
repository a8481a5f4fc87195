"""Feeds on disk as stories of an atlas: Atom and RSS, with places as GeoRSS, or as the W3C's latitude and longitude.

A place is a shape (`georss:point` and so on) with a name (`georss:featurename`).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from storymap.atlas.records import StoryPlace, StoryRecord
from storymap.atlas.sources.articles import iso_date
from storymap.atlas.sources.feed_places import EntryPlaces, entry_places, story_places
from storymap.atlas.sources.read_story import FoundSource, ReadStory, followed, source_from
from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_FEED, LONGEST_NOTE
from storymap.reading.article.language.tags import declared_language
from storymap.reading.files import read_bytes
from storymap.reading.places.formats.xml_file import parse_xml
from storymap.reading.places.html_notes import note_text
from storymap.reading.problem_log import ProblemLog
from storymap.reading.text import name_line, normalise
from storymap.reading.xml_elements import attribute, child_text, children, elements, local_name
from storymap.urls import is_web_address

ENDINGS: Final = (".xml", ".atom", ".rss")
_ROOT = re.compile(rb"<(?:[A-Za-z0-9_.-]{1,40}:)?(feed|rss|RDF)[\s>]")
_NEVER: Final = "1970-01-01"  # what a feed says of an entry without a date


def feed_kind(content: bytes) -> str:
    """Return "feed" (Atom), "rss" or "RDF" for the beginning of a feed, "" for any other file."""
    # Of UTF-16 each other byte is NUL.
    found = _ROOT.search(content[:8192].replace(b"\0", b""))
    return found[1].decode() if found else ""


def read_feed_stories(source: FoundSource, folder: Path | None, problems: list[Problem]) -> list[ReadStory]:
    """Return a story for each entry of a feed. Raises StorymapError where the file is no feed.

    Positions that are none are told as warnings.
    """
    content = read_bytes(source.path, LARGEST_FEED, source.shown)
    kind = feed_kind(content)
    if not kind:
        raise StorymapError(Problem(source.shown, "this is no feed", "name an Atom or RSS feed"))
    root = parse_xml(content, source.shown, kind)
    language = declared_language(attribute(root, "lang") or _text(root, "channel/language"))
    entries = [one for one in root.iter() if local_name(one) in ("entry", "item")]
    log = ProblemLog(source.shown)
    said = [_said(entry, number, source) for number, entry in enumerate(entries, 1)]
    found = zip(entries, said, story_places(said, log), strict=True)
    stories = [_story(entry, one, places, source, language, folder) for entry, one, places in found]
    problems += log.problems()
    return stories


def _said(entry: Element, number: int, source: FoundSource) -> EntryPlaces:
    title = name_line(note_text(child_text(entry, "title")[:10_000])) or f"{source.path.stem} {number}"
    return entry_places(entry, number, title, _words(entry))


def _story(
    entry: Element,
    said: EntryPlaces,
    places: tuple[StoryPlace, ...],
    source: FoundSource,
    language: str,
    folder: Path | None,
) -> ReadStory:
    link = _link(entry)
    address = link if is_web_address(link) else followed(link, source.path.parent, folder)
    own_id = child_text(entry, "id") or child_text(entry, "guid") or link or str(said.number)
    record = StoryRecord(
        story_id="",
        title=said.title,
        address=address,
        date=_date(entry),
        byline=name_line(_byline(entry)),
        language=declared_language(attribute(entry, "lang")) or language,
        places=places,
        source=f"{source_from(source.path, source.shown, folder)}#{printable(own_id, 300)}",
    )
    path = source.path.resolve()
    shown = f"{source.shown}, entry {said.number}"
    return ReadStory(record, "feed", (said.title, path.stem), f"{path}#{own_id[:1000]}", shown)


def _text(root: Element, path: str) -> str:
    parent, _, name = path.rpartition("/")
    return next((text for one in elements(root, parent) if (text := child_text(one, name))), "")


def _link(entry: Element) -> str:
    """Return the address of an entry's page: of Atom's links the alternate one."""
    for link in children(entry, "link"):
        if attribute(link, "rel") in ("", "alternate"):
            address = attribute(link, "href") or (link.text or "")
            if address.strip():
                return address.strip()
    guid = next(children(entry, "guid"), None)
    is_permanent = guid is not None and attribute(guid, "isPermaLink") != "false"
    return (guid.text or "").strip() if guid is not None and is_permanent else ""


def _date(entry: Element) -> str:
    for name in ("published", "pubDate", "date", "updated"):
        date = iso_date(child_text(entry, name)[:200])
        if date and date != _NEVER:
            return date
    return ""


def _byline(entry: Element) -> str:
    author = next(children(entry, "author"), None)
    name = child_text(author, "name") if author is not None else ""
    return (name or child_text(entry, "creator") or child_text(entry, "author"))[:1000]


def _words(entry: Element) -> str:
    for name in ("summary", "description", "content", "encoded"):
        if found := child_text(entry, name):
            return " ".join(normalise(note_text(found[:LONGEST_NOTE])).split())
    return ""
