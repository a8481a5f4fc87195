"""The Atom feeds of an atlas (RFC 4287, with GeoRSS-Simple): of all stories, and of those that name a place.

An entry's `updated` is the story's date, at midnight UTC; of a date without a day the first. A story without a date is
of 1970 and is not said to be published: a feed must have a date, and a later build must say the same one.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Final
from xml.etree.ElementTree import Element

from storymap.atlas.naming_stories import NamingStories
from storymap.atlas.pages.words import atlas_words
from storymap.atlas.records import Atlas, AtlasPlace, NamingSentence, StoryPlace, StoryRecord
from storymap.atlas.story_links import story_link
from storymap.geometry.anchors import anchor
from storymap.geometry.degrees import degrees_text
from storymap.publishing.xml_file import child, xml_bytes, xml_text

FEED: Final = "feed.xml"

_ATOM: Final = "http://www.w3.org/2005/Atom"
_GEORSS: Final = "http://www.georss.org/georss"
_UNDATED: Final = "1970-01-01T00:00:00Z"
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", re.ASCII | re.DOTALL)
_LANGUAGE: Final = re.compile("[a-z]{1,8}(?:-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_MOST_SENTENCES: Final = 3
# Of a long list a reader's map is no map; the heaviest come first, because some readers take one alone.
_MOST_POINTS: Final = 20
_DECIMALS: Final = 7


def atom(atlas: Atlas, place: AtlasPlace | None, base: str, naming: NamingStories | None = None) -> str:
    """Return the feed of all stories, or of those that name `place`, the stories in the order of the atlas.

    `base` is the address of the atlas' folder, with a slash at its end: then every link is absolute, and ids are
    addresses below it. Without one, "", links are seen from where the feed lies (`feed.xml`, or
    `place/<slug>/feed.xml`), and ids are made from what tells the atlas from others. `naming` is for whoever asks for
    many places.
    """
    if place is None:
        named = [(story, story.places) for story in atlas.stories]
    else:
        named = [(one.story, one.places) for one in (naming or NamingStories(atlas)).of(place)]
    return feed_of(atlas, place, base, named)


def feed_of(
    atlas: Atlas, place: AtlasPlace | None, base: str, named: Sequence[tuple[StoryRecord, Sequence[StoryPlace]]]
) -> str:
    """Return the feed of stories, each with the places that it names; of `atlas` its own stories are not taken."""
    folder = "" if place is None else f"place/{place.slug}/"
    depth = folder.count("/")
    title = atlas.title or atlas_words(atlas.language).say("allStories")
    root = Element("feed", {"xmlns": _ATOM, "xmlns:georss": _GEORSS})
    _set_language(root, atlas.language)
    child(root, "id", _identifier(atlas, base, folder))
    child(root, "title", title if place is None else f"{place.name} · {title}")
    child(root, "updated", max((_moment(story.date) or _UNDATED for story, _ in named), default=_UNDATED))
    author = child(root, "author")
    child(author, "name", title)
    # Many are called "All stories".
    child(author, "uri", _identifier(atlas, base, ""))
    child(root, "link", rel="alternate", type="text/html", href=f"{base}{folder}" if base else "index.html")
    if base:
        child(root, "link", rel="self", type="application/atom+xml", href=f"{base}{folder}{FEED}")
    if place is not None:
        _add_points(root, [place])
    for story, places in named:
        entry = child(root, "entry")
        _add_entry(entry, story, atlas, base, depth)
        _add_words(entry, story, places)
        _add_points(entry, _by_weight(places) if place is None else [place])
    return xml_bytes(root).decode("utf-8")


def _set_language(element: Element, language: str) -> None:
    if _LANGUAGE.fullmatch(language):
        element.set("xml:lang", language)


def _add_entry(entry: Element, story: StoryRecord, atlas: Atlas, base: str, depth: int) -> None:
    if story.language != atlas.language:
        _set_language(entry, story.language)
    child(entry, "id", _identifier(atlas, base, f"#story={story.story_id}"))
    child(entry, "title", story.title or story.story_id)
    moment = _moment(story.date)
    child(entry, "updated", moment or _UNDATED)
    if moment:
        child(entry, "published", moment)
    if story.byline:
        child(child(entry, "author"), "name", story.byline)
    if link := story_link(story.address, base=base, depth=depth):
        child(entry, "link", rel="alternate", type="text/html", href=link)


def _add_words(entry: Element, story: StoryRecord, places: Sequence[StoryPlace]) -> None:
    """Add the first sentences that name the places. An entry that links to nothing must have content."""
    sentences: Iterable[NamingSentence] = (sentence for place in places for sentence in place.sentences)
    texts = list(dict.fromkeys(" ".join(sentence.text.split()) for sentence in sentences))[:_MOST_SENTENCES]
    has_link = entry.find("link") is not None
    if texts or not has_link:
        child(entry, "summary" if has_link else "content", " … ".join(texts) or story.title, type="text")


def _add_points(parent: Element, places: Iterable[StoryPlace | AtlasPlace]) -> None:
    """Add where places are, each behind its name: latitude first, as GeoRSS has it."""
    shapes = ((place.name, place.geometry) for place in places)
    located = ((name, shape) for name, shape in shapes if shape is not None and not shape.is_empty)
    for name, shape in islice(located, _MOST_POINTS):
        point = anchor(shape)
        child(parent, "georss:featurename", name)
        degrees = (degrees_text(round(number, _DECIMALS) + 0.0) for number in (point.y, point.x))
        child(parent, "georss:point", " ".join(degrees))


def _by_weight(places: Sequence[StoryPlace]) -> list[StoryPlace]:
    return sorted(places, key=lambda place: -(place.weight or 0.0))


def _identifier(atlas: Atlas, base: str, ending: str) -> str:
    """Return an id that stays: an address below `base`, or a UUID made from what tells the atlas from others."""
    if base:
        return f"{base}{ending}"
    return uuid.uuid5(uuid.NAMESPACE_URL, xml_text(f"storymap:atlas:{atlas.identity or atlas.title}\n{ending}")).urn


def _moment(written: str) -> str:
    """Return an ISO date as the moment when that day, month or year began, "" for anything else."""
    found = _DATE.fullmatch(written)
    if found is None:
        return ""
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return f"{date(year, month, day).isoformat()}T00:00:00Z"
    except ValueError:
        return ""
