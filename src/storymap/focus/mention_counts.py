"""How often and how prominently an article names each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from storymap.focus.cues import Cues, cues_for
from storymap.model import Article, Block, Mention

TITLE = 3.0  # what it counts that headline or standfirst name a place, once or more often
EARLY = 2.0  # what a mention in the first EARLY_PART of the body counts, where the news is; any other counts 1
EARLY_PART = 0.25
INSIDE, ELSEWHERE = 1.4, 0.5  # what it counts for after "in", and after "from" or "than in"
_SHORTEST_LIST = 3  # names
_LONGEST_CUE = 40  # code points


@dataclass(slots=True)
class MentionCount:
    """What the mentions of one place count for, and why."""

    mentions: int = 0
    is_in_title: bool = False
    early: int = 0
    listed: int = 0
    qualifying: int = 0
    count: float = 0.0


class NamedPlace(NamedTuple):
    """What counting must know of a place: whether it is a country or state, and the areas around it."""

    is_wide: bool = False
    holders: frozenset[str] = frozenset()


def count_mentions(
    article: Article, mentions: Sequence[Mention], places: Mapping[str, NamedPlace]
) -> dict[str, MentionCount]:
    """Return what the mentions of each place of `places` (by place_id) count for.

    A name that only says where the one before it is counts nothing ("Kenosha, Wisconsin"). In an enumeration of n names
    a country or state counts 1/n: the list is one mention.
    """
    cues = cues_for(article.language)
    starts, length = _block_starts(article.body)
    first = len(article.blocks) - len(article.body)
    neighbours = list(_neighbours(article, mentions))
    listed = _list_sizes(neighbours, len(mentions), cues)
    qualifying = set(_qualifying(neighbours, mentions, places))
    counts = {place_id: MentionCount() for place_id in places}
    for number, mention in enumerate(mentions):
        found = counts.get(mention.place_id)
        if found is None:
            continue
        found.mentions += 1
        if mention.block < first:
            _count_leading(found, article.blocks[mention.block])
            continue
        if number in qualifying:
            found.qualifying += 1
            continue
        is_early = starts[mention.block - first] + mention.start < EARLY_PART * length
        found.early += is_early
        value = (EARLY if is_early else 1.0) * _cue_factor(article, mention, cues)
        if places[mention.place_id].is_wide and number in listed:
            found.listed += 1
            value /= listed[number]
        found.count += value
    return counts


def _count_leading(found: MentionCount, block: Block) -> None:
    """Count a mention above the body. A kicker is often the name of a section: it is no title."""
    if block.kind == "kicker":
        found.count += 1.0
    elif not found.is_in_title:
        found.is_in_title = True
        found.count += TITLE


def _block_starts(blocks: Iterable[Block]) -> tuple[list[int], int]:
    """Return where each block's text begins if all follow each other, and how long they are together."""
    starts, length = [], 0
    for block in blocks:
        starts.append(length)
        length += len(block.text)
    return starts, length


def _cue_factor(article: Article, mention: Mention, cues: Cues) -> float:
    before = article.blocks[mention.block].text[max(0, mention.start - _LONGEST_CUE) : mention.start]
    if before.isascii() and not before.rstrip().lower().endswith(cues.endings):
        return 1.0  # as before most names: the patterns would take longer
    if cues.elsewhere.search(before):
        return ELSEWHERE
    return INSIDE if cues.inside.search(before) else 1.0


def _neighbours(article: Article, mentions: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    """Yield the number of each mention that another one stands before in its block, and the text between them."""
    for number, (first, second) in enumerate(pairwise(mentions), 1):
        if first.block == second.block and second.start - first.end <= _LONGEST_CUE:
            yield number, article.blocks[first.block].text[first.end : second.start]


def _list_sizes(neighbours: Iterable[tuple[int, str]], count: int, cues: Cues) -> dict[int, int]:
    """Return for each of `count` mentions, by number, in an enumeration ("Chad, Mali and Niger") how many that has."""
    follows = {number for number, text in neighbours if cues.between.fullmatch(text)}
    lists: list[list[int]] = []
    for number in range(count):
        if number in follows:
            lists[-1].append(number)
        else:
            lists.append([number])
    return {number: len(names) for names in lists if len(names) >= _SHORTEST_LIST for number in names}


def _qualifying(
    neighbours: Iterable[tuple[int, str]], mentions: Sequence[Mention], places: Mapping[str, NamedPlace]
) -> Iterator[int]:
    """Yield the numbers of the mentions that only say where the one before is."""
    for number, text in neighbours:
        first, second = mentions[number - 1].place_id, mentions[number].place_id
        if text in (", ", " (") and first in places and second in places[first].holders:
            yield number
