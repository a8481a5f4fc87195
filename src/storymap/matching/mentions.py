"""Mentions: which stretches of an article name which place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storymap.errors import Problem
from storymap.matching.ambiguity import AmbiguousNames
from storymap.matching.blocks import is_searched, text_without_notes
from storymap.matching.folding import fold
from storymap.matching.hand import HandTie, mentions_by_hand, ties_by_hand
from storymap.matching.names import SEPARATOR, NameIndex
from storymap.matching.unmentioned import unmentioned_places
from storymap.model import Article, Mention

if TYPE_CHECKING:
    import geopandas as gpd

_BATCH = 200_000


def find_mentions(
    article: Article,
    places: gpd.GeoDataFrame,
    *,
    problems: list[Problem] | None = None,
    tell_unmentioned: bool = True,
) -> tuple[Mention, ...]:
    """Find every mention of every place, in reading order; no two overlap.

    `places` is indexed by place_id and has the columns of `Place`. Warnings (a name that two places share, an
    unknown id in a tie by hand, and with `tell_unmentioned` a place that is never mentioned) are appended to
    `problems`. Raises
    PlacesError when the names are nested in each other beyond all use.
    """
    found = [] if problems is None else problems
    gazetteer = _Gazetteer.of(places)
    known = dict.fromkeys(gazetteer.ids)
    ties = ties_by_hand(article, known, found)
    mentions = [mention for number, of_block in enumerate(ties) for mention in mentions_by_hand(number, of_block)]
    ambiguous = AmbiguousNames(article, places)
    for batch in _batches(article):
        for block, start, end, owners in _readings(batch, gazetteer.index, ties):
            if len(owners) == 1:
                mentions.append(Mention(block, start, end, gazetteer.ids[owners[0]]))
            else:
                ambiguous.add(block, start, end, owners)
    mentions.sort()
    found.extend(ambiguous.problems())
    if problems is not None and tell_unmentioned:
        found.extend(unmentioned_places(article, places, mentions, ambiguous.place_ids))
    return tuple(mentions)


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """The places' ids by number, and the index of their names."""

    ids: list[str]
    index: NameIndex

    @classmethod
    def of(cls, places: gpd.GeoDataFrame) -> _Gazetteer:
        names, aliases, ignore = (places[column].tolist() for column in ("name", "aliases", "ignore"))
        return cls(
            places.index.tolist(),
            NameIndex(
                ((n, name) for n in range(len(names)) for name in (names[n], *aliases[n])),
                ((n, phrase) for n in range(len(names)) for phrase in ignore[n]),
            ),
        )


@dataclass(slots=True)
class _Batch:
    """Blocks that are folded and searched together, as many short ones cost much more apart."""

    text: str
    numbers: list[int]
    starts: list[int]


def _batches(article: Article) -> Iterator[_Batch]:
    texts: list[str] = []
    batch = _Batch("", [], [])
    length = 0
    for number, block in enumerate(article.blocks):
        if not is_searched(block) or not block.text:
            continue
        if texts and length + len(block.text) > _BATCH:
            batch.text = SEPARATOR.join(texts)
            yield batch
            texts, length, batch = [], 0, _Batch("", [], [])
        texts.append(text_without_notes(block))
        batch.numbers.append(number)
        batch.starts.append(length)
        length += len(block.text) + len(SEPARATOR)
    if texts:
        batch.text = SEPARATOR.join(texts)
        yield batch


def _readings(
    batch: _Batch, index: NameIndex, ties: list[list[HandTie]]
) -> Iterator[tuple[int, int, int, tuple[int, ...]]]:
    """Yield block, start, end and owners of a batch's leftmost-longest names that overlap no tie by hand."""
    folded = fold(batch.text)

    def locate(start: int, end: int) -> tuple[int, int, int]:
        first, last = folded.original_range(start, end)
        place = bisect_right(batch.starts, first) - 1
        return batch.numbers[place], first - batch.starts[place], last - batch.starts[place]

    def is_free(start: int, end: int) -> bool:
        number, first, last = locate(start, end)
        return not _overlaps(ties[number], first, last)

    tied = any(ties[number] for number in batch.numbers)
    done = 0
    for candidate in index.search(folded, is_free if tied else None):
        if candidate.start >= done:
            _, done = folded.trim(candidate.start, candidate.end)
            yield *locate(candidate.start, candidate.end), candidate.owners


def _overlaps(ties: list[HandTie], start: int, end: int) -> bool:
    place = bisect_right(ties, start, key=lambda tie: tie.start)
    return (place > 0 and ties[place - 1].end > start) or (place < len(ties) and ties[place].start < end)
