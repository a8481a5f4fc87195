"""Feeds on disk as stories of an atlas: Atom and RSS, with places as GeoRSS, or as the W3C's latitude and longitude.

A place is a shape (`georss:point` and so on) with a name (`georss:featurename`). Names and shapes go together in their
order if there are as many of both. An entry without names is about one place, which is called as the entry is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.atlas.records import NamingSentence, StoryPlace, StoryRecord
from storymap.atlas.sources.articles import iso_date
from storymap.atlas.sources.georss import WrittenShape, written_shapes
from storymap.atlas.sources.read_story import FoundSource, ReadStory, followed, source_from
from storymap.atlas.sources.sentences import naming_sentence
from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_FEED, LONGEST_NAME, LONGEST_NOTE
from storymap.reading.article.language.tags import declared_language
from storymap.reading.files import read_bytes
from storymap.reading.places.formats.feature import place_where
from storymap.reading.places.formats.xml_file import parse_xml
from storymap.reading.places.html_notes import note_text
from storymap.reading.problem_log import ProblemLog
from storymap.reading.slugs import UniqueSlugs, slugify
from storymap.reading.text import name_line, normalise
from storymap.reading.xml_elements import attribute, child_text, children, elements, local_name
from storymap.urls import is_web_address

ENDINGS: Final = (".xml", ".atom", ".rss")
_ROOT = re.compile(rb"<(?:[A-Za-z0-9_.-]{1,40}:)?(feed|rss|RDF)[\s>]")
_NEVER: Final = "1970-01-01"  # what a feed says of an entry without a date


def feed_kind(content: bytes) -> str:
    """Return "feed" (Atom), "rss" or "RDF" for the beginning of a feed, "" for any other file."""
    found = _ROOT.search(content[:8192])
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
    stories = [_story(entry, number, source, language, folder, log) for number, entry in enumerate(entries, 1)]
    problems += log.problems()
    return stories


def _story(
    entry: Element, number: int, source: FoundSource, language: str, folder: Path | None, log: ProblemLog
) -> ReadStory:
    title = name_line(note_text(child_text(entry, "title")[:10_000])) or f"{source.path.stem} {number}"
    link = _link(entry)
    address = link if is_web_address(link) else followed(link, source.path.parent, folder)
    own_id = child_text(entry, "id") or child_text(entry, "guid") or link or str(number)
    record = StoryRecord(
        story_id="",
        title=title,
        address=address,
        date=_date(entry),
        byline=name_line(_byline(entry)),
        language=declared_language(attribute(entry, "lang")) or language,
        places=tuple(_places(entry, number, title, log)),
        source=f"{source_from(source.path, source.shown, folder)}#{printable(own_id, 300)}",
    )
    path = source.path.resolve()
    shown = f"{source.shown}, entry {number}"
    return ReadStory(record, "feed", (title, path.stem), f"{path}#{own_id[:1000]}", shown)


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


def _places(entry: Element, number: int, title: str, log: ProblemLog) -> Iterator[StoryPlace]:
    written = list(written_shapes(entry))
    # The standard has written it both ways.
    named_by = [one for one in entry.iter() if local_name(one).lower() == "featurename"]
    names = [name for one in named_by if (name := name_line((one.text or "")[:LONGEST_NAME]))]
    text = _words(entry)
    slugs = UniqueSlugs()
    is_paired = len(names) == len(written)
    _tell_of_positions(written, names if is_paired else [title] * len(written), number, log)
    if is_paired:
        named = [(name, one.shape) for name, one in zip(names, written, strict=True)]
    elif names:
        # Which name goes with which shape is not said, so none is put on the map.
        named = [(name, None) for name in names]
        if written:
            what = f"it has not as many positions ({len(written)}) as names ({len(names)}), so none is on the map"
            log.warning(place_where(log.name, f"entry {number}", title), what, "write a position for each name")
    else:
        shapes = [one.shape for one in written if one.shape is not None]
        named = [(title[:LONGEST_NAME], _joined(shapes))] if shapes else []
    for name, shape in named:
        yield StoryPlace(slugs.take(slugify(name)), name, shape, sentences=_sentences(text, name))


def _tell_of_positions(written: Sequence[WrittenShape], names: Sequence[str], number: int, log: ProblemLog) -> None:
    for one, name in zip(written, names, strict=True):
        if one.shape is None:
            what = f'"{printable(one.written, 60)}" is no position on earth'
            remedy = "write latitude and longitude in degrees, such as 31.76 -106.49"
            log.warning(place_where(log.name, f"entry {number}", name), what, remedy)


def _joined(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    points = [shape for shape in shapes if isinstance(shape, shapely.Point)]
    return shapely.MultiPoint(points) if len(points) == len(shapes) > 1 else shapes[0]


def _words(entry: Element) -> str:
    for name in ("summary", "description", "content", "encoded"):
        if found := child_text(entry, name):
            return " ".join(normalise(note_text(found[:LONGEST_NOTE])).split())
    return ""


def _sentences(text: str, name: str) -> tuple[NamingSentence, ...]:
    at = text.find(name)
    return () if at < 0 else (naming_sentence(text, at, at + len(name)),)
