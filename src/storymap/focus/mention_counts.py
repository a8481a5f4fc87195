"""How often and how prominently an article names each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

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


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """What counting must know of a place: whether it is a country or state, and the areas around it."""

    is_wide: bool = False
    holders: frozenset[str] = field(default_factory=frozenset)


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
    listed = _list_sizes(article, mentions, cues)
    qualifying = set(_qualifying(article, mentions, places))
    counts = {place_id: MentionCount() for place_id in places}
    for mention in mentions:
        found = counts.get(mention.place_id)
        if found is None:
            continue
        found.mentions += 1
        if mention.block < first:
            _count_leading(found, article.blocks[mention.block])
            continue
        if mention in qualifying:
            found.qualifying += 1
            continue
        is_early = starts[mention.block - first] + mention.start < EARLY_PART * length
        found.early += is_early
        value = (EARLY if is_early else 1.0) * _cue_factor(article, mention, cues)
        if places[mention.place_id].is_wide and mention in listed:
            found.listed += 1
            value /= listed[mention]
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
    if cues.elsewhere.search(before):
        return ELSEWHERE
    return INSIDE if cues.inside.search(before) else 1.0


def _neighbours(article: Article, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, str]]:
    """Yield each two mentions that follow each other in a block, and the text between them."""
    for first, second in pairwise(mentions):
        if first.block == second.block and second.start - first.end <= _LONGEST_CUE:
            yield first, second, article.blocks[first.block].text[first.end : second.start]


def _list_sizes(article: Article, mentions: Sequence[Mention], cues: Cues) -> dict[Mention, int]:
    """Return for each mention in an enumeration ("Chad, Mali and Niger") how many names that has."""
    follows = {second for _, second, text in _neighbours(article, mentions) if cues.between.fullmatch(text)}
    lists: list[list[Mention]] = []
    for mention in mentions:
        if mention in follows:
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return {mention: len(names) for names in lists if len(names) >= _SHORTEST_LIST for mention in names}


def _qualifying(article: Article, mentions: Sequence[Mention], places: Mapping[str, NamedPlace]) -> Iterator[Mention]:
    """Yield the mentions that only say where the one before is."""
    for first, second, text in _neighbours(article, mentions):
        if text in (", ", " (") and first.place_id in places and second.place_id in places[first.place_id].holders:
            yield second
