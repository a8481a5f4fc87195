"""An atlas as a Story: each story is a heading, a line that says when and by whom, and the sentences that name places.

So everything that a story's page does, an atlas' page does: list, cards, clusters, keyboard, print, without script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import shapely

from storymap.atlas.pages.contract import PLACE_PAGE
from storymap.atlas.pages.look import AtlasLook
from storymap.atlas.pages.naming_blocks import NamingText, NamingTexts
from storymap.atlas.pages.words import atlas_words
from storymap.atlas.records import Atlas, AtlasPlace, MemberKey, StoryRecord
from storymap.atlas.story_links import story_link
from storymap.focus.find_focus import find_focus
from storymap.model import (
    DEFAULT_LAYER,
    LAYER_COLOURS,
    Article,
    Block,
    Excerpt,
    Mention,
    Place,
    Span,
    Story,
    StoryFocus,
)
from storymap.reading.places.place_columns import places_frame
from storymap.reading.text import name_line
from storymap.rendering.dates import shown_day_or_month
from storymap.rendering.i18n import known_locale
from storymap.urls import is_web_address

# A frame that shows fewer of the stories than this is about one of them: then the map opens on all places.
ENOUGH = 0.8


def atlas_story(atlas: Atlas, look: AtlasLook | None = None, texts: NamingTexts | None = None) -> Story:
    """Return the stories of an atlas, in their order, as one; the places are the atlas', by their slugs.

    `texts` are for whoever makes other pages of it, too.
    """
    look, words = look or AtlasLook(), atlas_words(atlas.language)
    texts = texts or NamingTexts(atlas, words)
    counts = [words.say("storiesCounted", count=len(atlas.stories))]
    counts.append(words.say("placesCounted", count=len(atlas.places)))
    title, subtitle = name_line(atlas.title) or words.say("allStories"), words.list(counts)
    blocks = [Block("headline", title), Block("standfirst", subtitle)]
    mentions: list[Mention] = []
    excerpts: list[Excerpt] = []
    for story in atlas.stories:
        blocks += _head(story, atlas.language)
        for text in texts.of(story):
            block, number = Block("paragraph", text.text), len(blocks)
            blocks.append(block)
            named = [Mention(number, name.start, name.end, name.slug) for name in text.names]
            mentions += named
            excerpts += _excerpts(text, named)
    article = Article(title, tuple(blocks), subtitle=subtitle, language=atlas.language, credit=look.credit)
    named_ids = {mention.place_id for mention in mentions}
    layers = layer_names(atlas)
    places = places_frame(_place(place, layers) for place in atlas.places if place.slug in named_ids)
    made = Story(article, places, tuple(mentions), tuple(excerpts), theme=look.theme)
    return replace(made, focus=_opening(atlas, made))


def layer_names(atlas: Atlas) -> Mapping[str, str]:
    """Return what each layer of an atlas' places is called: there are eight colours, so rare layers share the last."""
    shown = {place.layer: name_line(place.layer) or DEFAULT_LAYER for place in atlas.places}
    sizes = Counter(shown[place.layer] for place in atlas.places)
    order = {name: at for at, name in enumerate(sizes)}
    largest = sorted(sizes, key=lambda name: (-sizes[name], order[name]))
    kept = largest if len(largest) <= LAYER_COLOURS else largest[: LAYER_COLOURS - 1]
    return {layer: name if name in kept else DEFAULT_LAYER for layer, name in shown.items()}


def _head(story: StoryRecord, language: str) -> Iterator[Block]:
    title = name_line(story.title) or story.story_id
    link = story_link(story.address)
    # What says that it is a path becomes a link.
    link = link if is_web_address(link) or link.startswith(("../", "/")) else f"./{link}" if link else ""
    yield Block("heading", title, level=2, spans=(Span(0, len(title), "link", link),) if link else ())
    if line := credit_line(story, language):
        yield Block("dateline", line)


def credit_line(story: StoryRecord, language: str) -> str:
    """Return when a story appeared and who wrote it, on one line; "" if neither is known."""
    said = (name_line(shown_day_or_month(story.date, language)), name_line(story.byline))
    return " · ".join(part for part in said if part)


def spoken(story: StoryRecord, language: str) -> dict[str, str]:
    """Return the attributes that say in which language a story is, if it is not that of the page."""
    known = known_locale(story.language) is not None
    return {"lang": story.language} if known and story.language != language else {}


def _excerpts(text: NamingText, named: list[Mention]) -> Iterator[Excerpt]:
    if text.is_list:
        yield from (Excerpt(one.place_id, one.block, one.start, one.end, (one,)) for one in named)
        return
    by_place: dict[str, list[Mention]] = {}
    for mention in named:
        by_place.setdefault(mention.place_id, []).append(mention)
    start = len(text.text) - len(text.text.lstrip())
    for place_id, mentions in by_place.items():
        yield Excerpt(place_id, mentions[0].block, start, len(text.text.rstrip()), tuple(mentions))


def _place(place: AtlasPlace, layers: Mapping[str, str]) -> Place:
    layer, url = layers[place.layer], PLACE_PAGE.format(place.slug)
    return Place(place.slug, shown_name(place), place.geometry, place.aliases, layer=layer, url=url, kind=place.kind)


def shown_name(place: AtlasPlace) -> str:
    """Return the name of a place on one line."""
    return name_line(place.name) or place.slug


def _opening(atlas: Atlas, story: Story) -> StoryFocus:
    """Return the frame that most stories have a place in, else all places; no place matters more than another."""
    focus = find_focus(story.article, story.mentions, story.places)
    if focus.frame is None:
        return StoryFocus()
    shapes = np.array(story.places.geometry.tolist(), dtype=object)
    west, south, east, north = focus.frame
    around = shapely.box(west, south, east, north).buffer(1e-3)
    sides = [around, shapely.affinity.translate(around, -360), shapely.affinity.translate(around, 360)]
    is_shown = np.any([shapely.intersects(side, shapes) for side in sides], axis=0)
    shown = {slug for slug, inside in zip(story.places.index, is_shown, strict=True) if inside}
    members: dict[MemberKey, bool] = {key: place.slug in shown for place in atlas.places for key in place.members}
    seen = {key.story_id for key, inside in members.items() if inside}
    located = {key.story_id for place in atlas.places if place.geometry is not None for key in place.members}
    if len(seen) < ENOUGH * len(located):
        return StoryFocus()
    return StoryFocus(frame=focus.frame, edge=focus.edge)
