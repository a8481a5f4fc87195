"""What one document names, and what it is about: the inner loop of a corpus."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from storymap.focus.find_focus import focus_of
from storymap.focus.place_table import FocusPlaces
from storymap.gazetteer.entry_geometry import entry_geometry
from storymap.geometry.bounds import BBox, unwrapped
from storymap.geoparsing.article_text import article_text, block_starts
from storymap.geoparsing.suggestions import IN, kind_of
from storymap.geoparsing.toponym import LIKELY, Toponym
from storymap.geoparsing.toponyms import find_toponyms
from storymap.matching.sentences import sentence_ranges
from storymap.model import Article, Mention, StoryFocus, Weight

if TYPE_CHECKING:
    from storymap.gazetteer.entries import GazetteerEntry
    from storymap.gazetteer.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that a document names: how much it matters there, and how often it is named."""

    entry: GazetteerEntry
    weight: Weight | None
    mentions: int


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name in a sentence: `text[start:end]`, code points. `sentence` counts those of the document, from 0.

    `place` is a position in the document's places.
    """

    sentence: int
    text: str
    start: int
    end: int
    score: float
    confidence: float
    place: int


@dataclass(frozen=True, slots=True)
class DocumentPlaces:
    """What a document names: its places in the order of first mention, its mentions in the order of the text.

    `focus` are positions of the places that it is about, the heaviest first; `frame` is the box around them.
    """

    places: tuple[NamedPlace, ...] = ()
    mentions: tuple[PlaceMention, ...] = ()
    focus: tuple[int, ...] = ()
    frame: BBox | None = None


LONGEST_SENTENCE = 1_000  # code points: a longer one is cut around the name
_NOTHING = DocumentPlaces()


def find_document_places(
    article: Article, gazetteer: Gazetteer, *, demonyms: bool = False, home: Mapping[int, float] | None = None
) -> DocumentPlaces:
    """Return what an article names that `suggest` would put on a map, and its focus."""
    text = article_text(article)
    found = find_toponyms(text, gazetteer, language=article.language, demonyms=demonyms, home=home)
    groups: dict[int, list[Toponym]] = defaultdict(list)
    for toponym in found:
        if toponym.places and toponym.score >= IN:
            groups[toponym.places[0].number].append(toponym)
    # The surest name decides whether the place is the likeliest of its name.
    taken = [group for group in groups.values() if max(group, key=_score).confidence >= LIKELY]
    if not taken:
        return _NOTHING
    placed = sorted(
        ((toponym.start, toponym.end, row, toponym) for row, group in enumerate(taken) for toponym in group),
        key=lambda one: one[:3],
    )
    starts = block_starts(article)
    offsets = [start for start, _ in starts]
    mentions = []
    for start, end, row, _ in placed:
        begins, block = starts[bisect_right(offsets, start) - 1]
        mentions.append(Mention(block, start - begins, end - begins, str(row)))
    entries = [group[0].places[0] for group in taken]
    focus = _focus(article, mentions, entries, gazetteer)
    weights = [focus.weights.get(str(row)) for row in range(len(taken))]
    named = zip(entries, weights, taken, strict=True)
    return DocumentPlaces(
        places=tuple(NamedPlace(entry, weight, len(group)) for entry, weight, group in named),
        mentions=tuple(_in_sentences(article, mentions, [toponym for *_, toponym in placed])),
        focus=_heaviest(weights),
        frame=focus.frame,
    )


def _score(toponym: Toponym) -> float:
    return toponym.score


def _focus(
    article: Article, mentions: Sequence[Mention], entries: Sequence[GazetteerEntry], gazetteer: Gazetteer
) -> StoryFocus:
    """Return the focus of places that are called by their position."""
    shapes, kinds = np.empty(len(entries), dtype=object), np.empty(len(entries), dtype=object)
    shapes[:] = [entry_geometry(entry, gazetteer) for entry in entries]
    kinds[:] = [kind_of(entry) for entry in entries]
    nothing = np.full(len(entries), None)
    places = FocusPlaces(
        ids=list(map(str, range(len(entries)))),
        rows_of=lambda keys: np.array(list(map(int, keys)), dtype=np.intp),
        flat=unwrapped(shapes),
        kinds=kinds,
        roles=nothing,
        weights=nothing,
    )
    return focus_of(article, mentions, places)


def _heaviest(weights: Sequence[Weight | None]) -> tuple[int, ...]:
    """Return the positions of the places of the scene, the heaviest first."""
    about = [
        (-weight.value, row) for row, weight in enumerate(weights) if weight is not None and weight.role == "scene"
    ]
    return tuple(row for _, row in sorted(about))


def _in_sentences(article: Article, mentions: Sequence[Mention], toponyms: Sequence[Toponym]) -> list[PlaceMention]:
    """Return the mentions with the sentences that they are in."""
    found: list[PlaceMention] = []
    counted, block = 0, -1
    text, begins = "", [0]
    ranges: tuple[tuple[int, int], ...] = ()
    for mention, toponym in zip(mentions, toponyms, strict=True):
        while block < mention.block:
            counted += len(ranges) if block >= 0 else 0
            block += 1
            text = article.blocks[block].text
            ranges = sentence_ranges(text, article.language)
            begins = [begin for begin, _ in ranges]
        number = max(0, bisect_right(begins, mention.start) - 1)
        begin, end = ranges[number]
        begin, end = _cut(begin, max(end, mention.end), mention)
        found.append(
            PlaceMention(
                counted + number,
                text[begin:end],
                mention.start - begin,
                mention.end - begin,
                toponym.score,
                toponym.confidence,
                int(mention.place_id),
            )
        )
    return found


def _cut(begin: int, end: int, mention: Mention) -> tuple[int, int]:
    """Return the range of a sentence, of a long one what is around a mention."""
    if end - begin <= LONGEST_SENTENCE:
        return begin, end
    around = max(0, LONGEST_SENTENCE - (mention.end - mention.start)) // 2
    return max(begin, mention.start - around), min(end, mention.end + around)
