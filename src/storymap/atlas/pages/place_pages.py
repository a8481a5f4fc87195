"""The pages of places: the stories that name one, where it is, and what else they name.

There may be thousands, so they run nothing, and what is the same in all stands beside them once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from storymap._version import __version__
from storymap.atlas.pages.atlas_story import credit_line, shown_name, spoken
from storymap.atlas.pages.locator import locator
from storymap.atlas.pages.look import AtlasLook
from storymap.atlas.pages.naming_blocks import NamingText, NamingTexts
from storymap.atlas.pages.paths import place_path
from storymap.atlas.pages.words import atlas_words
from storymap.atlas.records import Atlas, AtlasPlace, StoryRecord
from storymap.atlas.story_links import story_link
from storymap.reading.text import name_line
from storymap.rendering.basemap.make import CREDIT
from storymap.rendering.csp import still_page_policy
from storymap.rendering.i18n import is_right_to_left
from storymap.rendering.static_map.earth import EARTH_SIZE
from storymap.rendering.templates_env import environment

_UP = "../../"
_MOST_OTHERS = 12
# A page from disk has no origin of its own.
_BESIDE = ("'self'", "file:")


@dataclass(frozen=True, slots=True)
class SharedFiles:
    """What the pages have in common, by their paths in the atlas' folder."""

    sheet: str
    earth: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A story with what it says of its places, and how it is shown."""

    texts: list[NamingText]
    title: str
    link: str
    line: str
    attributes: dict[str, str]


class PlacePages:
    """Makes the pages of an atlas' places."""

    def __init__(self, atlas: Atlas, look: AtlasLook, shared: SharedFiles, texts: NamingTexts | None = None) -> None:
        self._atlas = atlas
        self._look = look
        self._words = atlas_words(atlas.language)
        self._title = name_line(atlas.title) or self._words.say("allStories")
        self._names = {place.slug: shown_name(place) for place in atlas.places}
        self._texts = texts or NamingTexts(atlas, self._words)
        self._numbers = {story.story_id: number for number, story in enumerate(atlas.stories)}
        self._told: dict[int, _Told] = {}
        self._fixed: dict[str, Any] = {
            "language": atlas.language,
            "direction": "rtl" if is_right_to_left(atlas.language) else "ltr",
            "policy": still_page_policy(_BESIDE),
            "scheme": (look.theme and look.theme.scheme) or "light dark",
            "version": __version__,
            "title": self._title,
            "words": self._words,
            "words_language": self._words.language if self._words.is_foreign else "",
            "sheet": _UP + shared.sheet,
            "earth": _UP + shared.earth,
            "earth_size": EARTH_SIZE,
            "home": f"{_UP}index.html",
            "credit": look.credit,
            "map_credit": CREDIT.partition(" · ")[0],
        }
        self._template = environment().get_template("place_page.html.jinja")
        self._moved = environment().get_template("moved_page.html.jinja")

    def page(self, place: AtlasPlace, links: tuple[dict[str, str], ...] = ()) -> str:
        """Return the page of a place; `links` are the attributes of more elements of its head."""
        told = list(self._stories_of(place))
        canonical = self._canonical(place.slug)
        return self._template.render(
            **self._fixed,
            name=self._names[place.slug],
            count=self._words.say("storiesCounted", count=len(told)),
            links=[*([{"rel": "canonical", "href": canonical}] if self._look.base else []), *links],
            locator=None if place.geometry is None or place.geometry.is_empty else locator(place.geometry),
            on_map=f"{_UP}index.html#place={place.slug}",
            stories=[_shown(one, place.slug) for one in told],
            others=[(self._names[slug], place_path(slug, _UP)) for slug in _others(told, place.slug)],
        )

    def moved_page(self, slug: str) -> str:
        """Return what sends readers on to the place that has the address `slug` now."""
        name, link = self._names.get(slug, slug), f"../{slug}/index.html"
        return self._moved.render(
            words=self._words,
            direction="rtl" if is_right_to_left(self._words.language) else "ltr",
            name=name,
            link=link,
            canonical=self._canonical(slug) if self._look.base else link,
            anchor=Markup('<a href="{}">{}</a>').format(link, name),
        )

    def _canonical(self, slug: str) -> str:
        return f"{self._look.base}place/{slug}/"

    def _stories_of(self, place: AtlasPlace) -> Iterator[_Told]:
        """Yield the stories that name a place, in the order of the atlas."""
        numbers = {self._numbers[key.story_id] for key in place.members if key.story_id in self._numbers}
        for number in sorted(numbers):
            if number not in self._told:
                self._told[number] = self._tell(self._atlas.stories[number])
            if any(name.slug == place.slug for text in self._told[number].texts for name in text.names):
                yield self._told[number]

    def _tell(self, story: StoryRecord) -> _Told:
        title = name_line(story.title) or story.story_id
        line = credit_line(story, self._atlas.language)
        link, attributes = story_link(story.address, depth=2), spoken(story, self._atlas.language)
        return _Told(self._texts.of(story), title, link, line, attributes)


def _shown(told: _Told, slug: str) -> dict[str, Any]:
    """Return a story as the template writes it: sentences as pieces, each with whether it is the place's name."""
    sentences = [
        list(_pieces(text, slug))
        for text in told.texts
        if not text.is_list and any(name.slug == slug for name in text.names)
    ]
    return {
        "title": told.title,
        "link": told.link,
        "line": told.line,
        "attributes": told.attributes,
        "sentences": sentences,
    }


def _pieces(text: NamingText, slug: str) -> Iterator[tuple[str, bool]]:
    after = 0
    for name in text.names:
        if name.slug != slug:
            continue
        if name.start > after:
            yield text.text[after : name.start], False
        yield text.text[name.start : name.end], True
        after = name.end
    if after < len(text.text):
        yield text.text[after:], False


def _others(told: list[_Told], slug: str) -> list[str]:
    """Return the places that the same stories name, the most often named first."""
    counts = Counter(
        name for one in told for name in dict.fromkeys(name.slug for text in one.texts for name in text.names)
    )
    counts.pop(slug, None)
    return [name for name, _ in counts.most_common(_MOST_OTHERS)]
