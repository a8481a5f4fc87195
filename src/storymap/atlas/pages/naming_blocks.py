"""The sentences of one story that name places, each once, with all names in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from storymap.atlas.records import Atlas, MemberKey, NamingSentence, StoryRecord
from storymap.reading.text import is_blank, name_line, normalise
from storymap.rendering.i18n import Catalogue

_GAP = "\ue000"  # a character of nobody's, where a name goes into a list of the language


class Naming(NamedTuple):
    """A name in a sentence (half-open, code points), and the slug of the place that it means."""

    start: int
    end: int
    slug: str


@dataclass(frozen=True, slots=True)
class NamingText:
    """A text that names places. Of a list of names, which the story does not say, each excerpt is the name alone."""

    text: str
    names: tuple[Naming, ...]
    is_list: bool = False


class NamingTexts:
    """What each story of an atlas says of its places: worked out once for all pages, and when it is wanted."""

    def __init__(self, atlas: Atlas, words: Catalogue) -> None:
        self._slugs = {key: place.slug for place in atlas.places for key in place.members}
        self._words = words
        self._texts: dict[str, list[NamingText]] = {}

    def of(self, story: StoryRecord) -> list[NamingText]:
        """Return the `naming_texts` of a story. They are shared, and not to be changed."""
        if story.story_id not in self._texts:
            self._texts[story.story_id] = naming_texts(story, self._slugs, self._words)
        return self._texts[story.story_id]


def naming_texts(story: StoryRecord, slugs: Mapping[MemberKey, str], words: Catalogue) -> list[NamingText]:
    """Return what a story says of its places, and after it a list of those that it does not name in a sentence.

    A place of the story that is none of the atlas' is left out. Of names that overlap the one that begins first stays.
    """
    found: dict[str, set[Naming]] = {}
    own = [(place, slugs.get(MemberKey(story.story_id, place.place_id))) for place in story.places]
    members = [(place, slug) for place, slug in own if slug is not None]
    for place, slug in members:
        for sentence in place.sentences:
            text, start, end = _cleaned(sentence)
            if 0 <= start < end and not is_blank(text[start:end]):
                found.setdefault(text, set()).add(Naming(start, end, slug))
    texts = [NamingText(text, _apart(names)) for text, names in found.items()]
    said = {name.slug for text in texts for name in text.names}
    left = {slug: place.name for place, slug in reversed(members) if slug not in said}
    return [*texts, *([_list_of(dict(reversed(left.items())), words)] if left else [])]


def _cleaned(sentence: NamingSentence) -> tuple[str, int, int]:
    """Return a sentence as a text of an article is kept, and where the name stands in it."""
    text, start, end = sentence.text, sentence.start, min(sentence.end, len(sentence.text))
    if text.isascii() and text.isprintable():
        return text, start, end
    before, name, after = map(normalise, (text[:start], text[start:end], text[end:]))
    return before + name + after, len(before), len(before) + len(name)


def _apart(names: set[Naming]) -> tuple[Naming, ...]:
    kept: list[Naming] = []
    for name in sorted(names, key=lambda one: (one.start, -one.end, one.slug)):
        if not kept or kept[-1].end <= name.start:
            kept.append(name)
    return tuple(kept)


def _list_of(places: Mapping[str, str], words: Catalogue) -> NamingText:
    """Return the names as a list of the language, and where each stands in it."""
    between = words.list([_GAP] * len(places)).split(_GAP)
    text = between[0]
    names: list[Naming] = []
    for (slug, name), after in zip(places.items(), between[1:], strict=True):
        shown = name_line(name) or slug
        names.append(Naming(len(text), len(text) + len(shown), slug))
        text += shown + after
    return NamingText(text, tuple(names), is_list=True)
