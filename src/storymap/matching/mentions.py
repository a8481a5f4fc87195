"""Mentions: which stretches of an article name which place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from storymap.errors import Problem
from storymap.matching.ambiguity import AmbiguousNames
from storymap.matching.manual_links import HandTie, mentions_by_hand, ties_by_hand
from storymap.matching.name_index.folding import fold
from storymap.matching.name_index.index import NameIndex
from storymap.matching.name_index.name_batches import SEPARATOR
from storymap.matching.searchable_text import is_searched, text_without_notes
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
    index: NameIndex | None = None,
    tell_unmentioned: bool = True,
) -> tuple[Mention, ...]:
    """Find every mention of every place, in reading order; no two overlap.

    `places` is indexed by place_id and has the columns of `Place`; `index` is its `name_index`, if it is there
    already. Warnings (a name that two places share, an unknown id in a tie by hand, and with `tell_unmentioned` a place
    that is never mentioned) are appended to `problems`. Raises PlacesError when the names are nested in each other
    beyond all use.
    """
    found = [] if problems is None else problems
    ids: dict[int, str] = {}  # of the places that are met: a million may be there
    names = name_index(places) if index is None else index
    ties = ties_by_hand(article, places.index, found)
    mentions = [mention for number, of_block in enumerate(ties) for mention in mentions_by_hand(number, of_block)]
    by_hand = bool(mentions)
    ambiguous = AmbiguousNames(article, places)
    for batch in _batches(article):
        readings = _readings(batch, names, ties)
        new = {owners[0] for *_, owners in readings}.difference(ids)
        ids.update(zip(new, places.index.take(list(new)).tolist(), strict=True))
        for block, start, end, owners in readings:
            if len(owners) == 1:
                mentions.append(Mention(block, start, end, ids[owners[0]]))
            else:
                ambiguous.add(block, start, end, owners)
    if by_hand:
        mentions.sort()
    found.extend(ambiguous.problems())
    if problems is not None and tell_unmentioned:
        found.extend(unmentioned_places(article, places, mentions, ambiguous.place_ids))
    return tuple(mentions)


def name_index(places: gpd.GeoDataFrame) -> NameIndex:
    """Return the index of the names of places, numbered by their rows: it can be kept for other articles."""
    names, aliases, ignore = (places[column].tolist() for column in ("name", "aliases", "ignore"))
    return NameIndex(_pairs(names, aliases), _pairs(None, ignore))


def _pairs(singles: Sequence[str] | None, several: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Yield the strings of each row with its number: that of `singles`, if there are any, and then the `several`."""
    if not any(several):
        yield from enumerate(singles or ())
        return
    for number, strings in enumerate(several):
        if singles is not None:
            yield number, singles[number]
        for string in strings:
            yield number, string


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
) -> list[tuple[int, int, int, tuple[int, ...]]]:
    """Return block, start, end and owners of a batch's leftmost-longest names that overlap no tie by hand."""
    folded = fold(batch.text)
    begins = np.array(batch.starts)

    def is_free(first: int, stop: int) -> bool:
        place = bisect_right(batch.starts, first) - 1
        return not _overlaps(ties[batch.numbers[place]], first - batch.starts[place], stop - batch.starts[place])

    tied = any(ties[number] for number in batch.numbers)
    found = index.search(folded, is_free if tied else None)
    places = np.searchsorted(begins, found.starts, side="right") - 1
    blocks, shifts = np.array(batch.numbers)[places], begins[places]
    starts, ends = found.starts - shifts, found.ends - shifts
    return list(zip(blocks.tolist(), starts.tolist(), ends.tolist(), found.owners, strict=True))


def _overlaps(ties: list[HandTie], start: int, end: int) -> bool:
    place = bisect_right(ties, start, key=lambda tie: tie.start)
    return (place > 0 and ties[place - 1].end > start) or (place < len(ties) and ties[place].start < end)
