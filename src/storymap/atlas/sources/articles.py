"""An article with its places as a story of an atlas. Its pictures are never opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np

from storymap.atlas.index_schema import LONGEST_TITLE
from storymap.atlas.records import NamingSentence, StoryPlace, StoryRecord
from storymap.atlas.sources.read_story import FoundSource, ReadStory, followed, link_to, source_from, text_marks
from storymap.atlas.sources.sentences import MOST_SENTENCES, naming_sentence
from storymap.focus.find_focus import focus_of
from storymap.focus.story_places import FocusPlaces
from storymap.geometry.bounds import unwrapped
from storymap.inputs import read_article_places
from storymap.matching.excerpts import cut_excerpts
from storymap.matching.mentions import mentions_of
from storymap.matching.place_names import PlaceNames
from storymap.model import DEFAULT_LAYER, Article, Excerpt, Weight
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.dates import article_date, is_iso_date
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.identifiers import identifiers_of
from storymap.reading.places.kept_places import is_read_as_named
from storymap.reading.text import name_line
from storymap.story import MOST_PICKED
from storymap.urls import is_web_address

_Columns: TypeAlias = Mapping[str, Sequence[Any]]
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
# What a story's own file is called that says nothing of the story: its folder does.
PAGES: Final = ("index.html",)  # beside it, and one of its own name
PLAIN_NAMES: Final = frozenset({"story", "index", "article", "text"})


def read_article_story(source: FoundSource, allowed: AllowedFolders, folder: Path | None) -> ReadStory:
    """Return the story of an article and its places. `folder` is that of the atlas.

    Raises StorymapError with everything that is wrong.
    """
    read = read_article_places(source.path, MediaPolicy(allowed=allowed, is_off=True))
    article, ids, rows = read.article, read.places.index, None
    mentions = mentions_of(article, PlaceNames.of_columns(ids, read.places.columns))
    if len(ids) > MOST_PICKED:
        rows = np.flatnonzero(ids.isin({mention.place_id for mention in mentions})).tolist()
        ids = ids[rows]
    places = read.places.taken(rows)
    weights = focus_of(article, mentions, _focus_places(places, ids)).weights
    record = StoryRecord(
        story_id="",
        title=name_line(article.title[:LONGEST_TITLE]),
        address=_address(source, article, folder),
        date=iso_date(article.date),
        byline=name_line(article.byline[:LONGEST_TITLE]),
        language=article.language,
        places=story_places(places, weights, _sentences(article, cut_excerpts(article, mentions))),
        source=source_from(source.path, source.shown, folder),
    )
    path = source.path.resolve()
    texts = text_marks(block.text for block in article.blocks)
    depends_on_more = not is_read_as_named(read.problems)
    return ReadStory(record, source.kind, names_of(path), str(path), source.shown, texts, depends_on_more)


def _focus_places(places: _Columns, ids: Any) -> FocusPlaces:
    kinds, roles, weights = (np.array(places[column], dtype=object) for column in ("kind", "role", "weight"))
    return FocusPlaces(ids, ids.get_indexer, unwrapped(places["geometry"]), kinds, roles, weights)


def names_of(path: Path) -> tuple[str, ...]:
    """Return what a story may be called after the file that it was read from: its name, then those of its folders."""
    above = [parent.name for parent in path.parents if parent.name]
    return (*above,) if path.stem.lower() in PLAIN_NAMES and above else (path.stem, *above)


def iso_date(written: str) -> str:
    """Return a date as ISO has it, such as 2009-04-17, "" where it cannot be told."""
    # Of no language, so that English words are read, too.
    date = article_date(written, "")
    return date if is_iso_date(date) else ""


def _address(source: FoundSource, article: Article, folder: Path | None) -> str:
    """Return where the page of a story is: as a list says, as the article says, else the page beside it."""
    if source.address:
        return listed_address(source, folder)
    if is_web_address(article.source_url):
        return article.source_url
    for name in (f"{source.path.stem}.html", *PAGES):
        page = source.path.with_name(name)
        if page != source.path and page.is_file():
            return link_to(page, folder)
    return ""


def listed_address(source: FoundSource, folder: Path | None) -> str:
    """Return the address that a list says, as a link from the atlas' folder."""
    if is_web_address(source.address):
        return source.address
    return followed(source.address, source.address_from or source.path.parent, folder)


def _sentences(article: Article, excerpts: Sequence[Excerpt]) -> Mapping[str, list[NamingSentence]]:
    found: defaultdict[str, list[NamingSentence]] = defaultdict(list)
    for excerpt in excerpts:
        of_place = found[excerpt.place_id]
        if len(of_place) < MOST_SENTENCES:
            text = article.blocks[excerpt.block].text[excerpt.start : excerpt.end]
            mention = excerpt.mentions[0]
            of_place.append(naming_sentence(text, mention.start - excerpt.start, mention.end - excerpt.start))
    return found


_COLUMNS: Final = ("place_id", "name", "geometry", "aliases", "layer", "note", "url", "kind", "properties")


def story_places(
    places: _Columns,
    weights: Mapping[str, Weight] = _NOTHING,
    sentences: Mapping[str, Sequence[NamingSentence]] = _NOTHING,
) -> tuple[StoryPlace, ...]:
    """Return places of a story, in columns as `CheckedPlaces` has them, as an atlas has them.

    `weights` and `sentences` are by place_id.
    """
    found = []
    for place_id, name, geometry, aliases, layer, note, url, kind, properties in zip(
        *(places[name] for name in _COLUMNS), strict=True
    ):
        weight = weights.get(place_id)
        found.append(
            StoryPlace(
                place_id,
                name,
                geometry,
                tuple(aliases),
                "" if layer == DEFAULT_LAYER else layer,
                kind,
                identifiers_of(properties, url),
                note,
                url,
                None if weight is None else weight.role,
                None if weight is None else weight.value,
                tuple(sentences.get(place_id, ())),
            )
        )
    return tuple(found)
