"""How often and how prominently an article names each place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from storymap.model import Article, Mention

TITLE, EARLY = 3.0, 2.0  # what a mention counts in the title, and in the first QUARTER of the text; any other counts 1
QUARTER = 0.25
AREAS = frozenset({"country", "state"})
_SHORTEST_LIST = 3
# What stands between two names of a list, in the languages that geoparsing knows.
_BETWEEN = re.compile(r"[,;]? *(?:(?:and|or|y|e|et|und|ou|o|u|oder) )?(?:the |las? |los |les? |die |der |os? |as? )?")


def mention_counts(
    article: Article, mentions: Sequence[Mention], names: dict[str, tuple[str, ...]], kinds: dict[str, str],
    holders: dict[str, frozenset[str]],
) -> dict[str, float]:  # fmt: skip
    """Return what the mentions of each place_id count for. `holders` are the areas that a place lies in."""
    starts, length = _block_starts(article)
    sizes = _list_sizes(article, mentions)
    qualifying = set(_qualifiers(article, mentions, holders))
    counts = dict.fromkeys(names, 0.0)
    for mention in mentions:
        if mention in qualifying or mention.place_id not in counts:
            continue
        count = EARLY if starts[mention.block] + mention.start < QUARTER * length else 1.0
        if kinds.get(mention.place_id) in AREAS:
            count /= sizes.get(mention, 1)
        counts[mention.place_id] += count
    for place_id in _named_in(f"{article.title}\n{article.subtitle}", names):
        counts[place_id] += TITLE
    return counts


def _block_starts(article: Article) -> tuple[list[int], int]:
    starts, length = [], 0
    for block in article.blocks:
        starts.append(length)
        length += len(block.text)
    return starts, length


def _neighbours(article: Article, mentions: Sequence[Mention]) -> Iterable[tuple[Mention, Mention, str]]:
    """Yield each two mentions that follow each other in a block, and the text between them."""
    for first, second in pairwise(mentions):
        if first.block == second.block:
            yield first, second, article.blocks[first.block].text[first.end : second.start]


def _list_sizes(article: Article, mentions: Sequence[Mention]) -> dict[Mention, int]:
    """Return for each mention in an enumeration ("Chad, Mali and Niger") how many names that has."""
    linked = {
        second for _, second, between in _neighbours(article, mentions) if between and _BETWEEN.fullmatch(between)
    }
    sizes: dict[Mention, int] = {}
    run = 0
    runs = []
    for mention in mentions:
        run += mention not in linked
        runs.append(run)
    for _, members in groupby(zip(runs, mentions, strict=True), key=lambda pair: pair[0]):
        listed = [mention for _, mention in members]
        if len(listed) >= _SHORTEST_LIST:
            sizes.update(dict.fromkeys(listed, len(listed)))
    return sizes


def _qualifiers(article: Article, mentions: Sequence[Mention], holders: dict[str, frozenset[str]]) -> Iterable[Mention]:
    """Yield the mentions that only say where the one before is: "Kenosha, Wisconsin"."""
    for first, second, between in _neighbours(article, mentions):
        if between in (", ", " (") and second.place_id in holders.get(first.place_id, ()):
            yield second


def _named_in(text: str, names: dict[str, tuple[str, ...]]) -> Iterable[str]:
    folded = text.casefold()
    for place_id, forms in names.items():
        if any(re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", folded) for form in forms if form):
            yield place_id
