"""The places of one document of many: what it names and where, and what it is about. No story is made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.geoparsing.article_text import article_text, block_starts
from storymap.geoparsing.place_groups import groups_by_place
from storymap.geoparsing.suggested_roles import MeantPlace, focus_of_places
from storymap.geoparsing.suggestions import IN, kind_of
from storymap.geoparsing.toponym import LIKELY, Toponym
from storymap.geoparsing.toponyms import find_toponyms
from storymap.matching.excerpts import pieces_of
from storymap.model import Article, Role

if TYPE_CHECKING:
    from storymap.geometry.bounds import BBox


class DocumentMention(NamedTuple):
    """A name in a document and the place that it means, by `score` and `confidence` (see `Toponym`).

    `text` is the sentence around it, `sentence` its number in the document, from 0, and `text[start:end]` the `name`.
    """

    sentence: int
    text: str
    start: int
    end: int
    name: str
    entry: GazetteerEntry
    score: float
    confidence: float


class PlaceWeight(NamedTuple):
    """How much a place matters to a document, 0 to 1, and how (see `Weight`)."""

    value: float
    role: Role


@dataclass(frozen=True, slots=True)
class DocumentPlaces:
    """The mentions of a document in the order of its text, and the weights of their places by `entry.number`.

    The heaviest come first. `frame` is the box that the document is about: west, south, east and north in degrees (east
    may exceed 180), None where no place is located. Of a document that names more than 300 places only those most often
    named have weights.
    """

    mentions: tuple[DocumentMention, ...]
    weights: Mapping[int, PlaceWeight]
    frame: BBox | None


def find_document_places(
    article: Article,
    gazetteer: Gazetteer,
    *,
    home: Mapping[int, float] | None = None,
    demonyms: bool = False,
    least: float = IN,
) -> DocumentPlaces:
    """Return the places of a document whose language is known: those that a gazetteer has, of a score of `least` on.

    They are those that `storymap suggest` takes, and so are their weights, but that it leaves out what a page would not
    tie. `home` holds the numbers of the countries and states that the text is at home in (see `home_region`).
    """
    text = article_text(article)
    toponyms = find_toponyms(
        text, gazetteer, language=article.language, home=home, demonyms=demonyms, with_alternatives=False
    )
    groups = [group for group in groups_by_place(toponyms) if group.surest.places and group.score >= least]
    places = [
        MeantPlace(
            group.surest.places[0] if group.surest.confidence >= LIKELY else None,
            kind_of(group.surest.places[0]),
            [(toponym.start, toponym.end) for toponym in group.by_itself],
        )
        for group in groups
    ]
    focus = focus_of_places(places, article, gazetteer)
    numbers = [group.surest.places[0].number for group in groups]
    weights = sorted(focus.weights.items(), key=lambda item: -item[1].value)
    found = (t for group in groups for t in group.by_itself if t.places and t.score >= least)
    return DocumentPlaces(
        tuple(_mentions(article, sorted(found, key=lambda toponym: toponym.start))),
        {numbers[int(row)]: PlaceWeight(weight.value, weight.role) for row, weight in weights},
        focus.frame,
    )


class _Range(NamedTuple):
    start: int
    end: int


def _mentions(article: Article, toponyms: Iterable[Toponym]) -> Iterator[DocumentMention]:
    """Yield the mentions with their sentences; `toponyms` are in the order of the text, and have places."""
    sentence = 0
    ahead = iter(toponyms)
    toponym = next(ahead, None)
    for at, number in block_starts(article):
        block = article.blocks[number]
        inside: list[tuple[_Range, Toponym]] = []
        while toponym is not None and toponym.start < at + len(block.text):
            inside.append((_Range(toponym.start - at, toponym.end - at), toponym))
            toponym = next(ahead, None)
        pieces = pieces_of(block, article.language, [place for place, _ in inside])
        starts = [start for start, _ in pieces]
        for place, found in inside:
            row = max(bisect_right(starts, place.start) - 1, 0)
            first, last = pieces[row]
            yield DocumentMention(
                sentence + row,
                block.text[first:last],
                place.start - first,
                place.end - first,
                block.text[place.start : place.end],
                found.places[0],
                found.score,
                found.confidence,
            )
        if toponym is None:
            return
        sentence += len(pieces)
