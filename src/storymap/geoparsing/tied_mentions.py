"""What of suggestions `build` will tie: it looks for their names by its own rules, which know nothing of sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from storymap.folding.for_matching import fold_name
from storymap.geoparsing.article_text import article_text, block_starts
from storymap.geoparsing.suggestions import Suggestion
from storymap.matching.mentions import find_mentions

if TYPE_CHECKING:
    from storymap.model import Article

_REACH = 100  # code points before and after a mention, in which a longer name around it ends

Range = tuple[int, int]


def with_tied_mentions(suggestions: Sequence[Suggestion], article: Article) -> list[Suggestion]:
    """Return the suggestions with those of their mentions alone that `build` ties; without any they are left out.

    A phrase to ignore that would take a mention away is left out of the suggestion. Those that are in are looked for
    by themselves, too, because they may be all that a places file gets.
    """
    text = article_text(article)
    kept = _without_harmful_phrases(suggestions, text, article)
    first = [suggestion for suggestion in kept if suggestion.status == "in"]
    tied = dict(zip(map(id, first), _tied(first, article), strict=True))
    if len(first) < len(kept):
        for suggestion, mentions in zip(kept, _tied(kept, article), strict=True):
            tied.setdefault(id(suggestion), mentions)
    return [replace(suggestion, mentions=mentions) for suggestion in kept if (mentions := tied[id(suggestion)])]


def _without_harmful_phrases(suggestions: Sequence[Suggestion], text: str, article: Article) -> list[Suggestion]:
    kept = []
    for suggestion, tied in zip(suggestions, _tied(suggestions, article), strict=True):
        lost = set(suggestion.mentions).difference(tied) if suggestion.ignore else set()
        around = [fold_name(text[max(0, start - _REACH) : end + _REACH]) for start, end in lost]
        ignore = tuple(p for p in suggestion.ignore if not any(fold_name(p).strip() in words for words in around))
        kept.append(replace(suggestion, ignore=ignore) if lost else suggestion)
    return kept


def _tied(suggestions: Sequence[Suggestion], article: Article) -> list[tuple[Range, ...]]:
    """Return the mentions of each suggestion that are tied to it where no other places are in the file."""
    import geopandas as gpd

    if not suggestions:
        return []
    places = gpd.GeoDataFrame(
        {
            "name": [suggestion.name for suggestion in suggestions],
            "aliases": [suggestion.aliases for suggestion in suggestions],
            "ignore": [suggestion.ignore for suggestion in suggestions],
            "where": "",
        },
        index=list(map(str, range(len(suggestions)))),
        geometry=[None] * len(suggestions),
    )
    starts = {block: start for start, block in block_starts(article)}
    found: dict[str, list[Range]] = defaultdict(list)
    for mention in find_mentions(article, places):
        if (start := starts.get(mention.block)) is not None:
            found[mention.place_id].append((start + mention.start, start + mention.end))
    body = min(starts.values(), default=0)
    return [_tied_of(s.mentions, found[str(number)], body) for number, s in enumerate(suggestions)]


def _tied_of(mentions: Sequence[Range], found: Sequence[Range], body: int) -> tuple[Range, ...]:
    """Return the mentions that are among the `found`; those above the text only where it has none."""
    in_body = tuple(mention for mention in mentions if _is_among(mention, found))
    return in_body or tuple(mention for mention in mentions if mention[0] < body)


def _is_among(mention: Range, found: Sequence[Range]) -> bool:
    """Say whether a range overlaps one of `found`, which is in order and overlaps nowhere."""
    start, end = mention
    place = bisect_right(found, start, key=lambda other: other[1])
    return place < len(found) and found[place][0] < end
