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
from storymap.matching.mentions import mentions_of
from storymap.matching.place_names import PlaceNames

if TYPE_CHECKING:
    from storymap.model import Article

_REACH = 100  # code points before and after a mention, in which a longer name around it ends

Range = tuple[int, int]


def with_tied_mentions(suggestions: Sequence[Suggestion], article: Article) -> list[Suggestion]:
    """Return the suggestions with those of their mentions alone that `build` ties; without any they are left out.

    A phrase to ignore that would take a mention away is left out of the suggestion. Those that are in are looked for
    by themselves, too, because they may be all that a places file gets.
    """
    first, tied = _tied_alone([s for s in suggestions if s.status == "in"], [], article)
    if len(first) < len(suggestions):
        others, also_tied = _tied_alone([s for s in suggestions if s.status != "in"], first, article)
        first, tied = [*first, *others], [*tied, *also_tied]
    kept = [replace(s, mentions=mentions) for s, mentions in zip(first, tied, strict=True) if mentions]
    return sorted(kept, key=lambda suggestion: suggestion.mentions[0])


def _tied_alone(
    suggestions: list[Suggestion], beside: Sequence[Suggestion], article: Article
) -> tuple[list[Suggestion], list[tuple[Range, ...]]]:
    """Return suggestions without phrases that take their mentions away, and what of them is tied `beside` others."""
    tied = _tied([*beside, *suggestions], article)[len(beside) :]
    kept = _without_harmful_phrases(suggestions, tied, article)
    if kept != suggestions:
        tied = _tied([*beside, *kept], article)[len(beside) :]
    return kept, tied


def _without_harmful_phrases(
    suggestions: Sequence[Suggestion], tied: Sequence[tuple[Range, ...]], article: Article
) -> list[Suggestion]:
    text = article_text(article) if any(suggestion.ignore for suggestion in suggestions) else ""
    kept = []
    for suggestion, found in zip(suggestions, tied, strict=True):
        lost = set(suggestion.mentions).difference(found) if suggestion.ignore else set()
        around = [fold_name(text[max(0, start - _REACH) : end + _REACH]) for start, end in lost]
        folded = [fold_name(phrase).strip() for phrase in suggestion.ignore]
        ignore = tuple(
            phrase
            for phrase, name in zip(suggestion.ignore, folded, strict=True)
            if not any(name in words for words in around)
        )
        kept.append(replace(suggestion, ignore=ignore) if ignore != suggestion.ignore else suggestion)
    return kept


def _tied(suggestions: Sequence[Suggestion], article: Article) -> list[tuple[Range, ...]]:
    """Return the mentions of each suggestion that are tied to it where no other places are in the file."""
    if not suggestions:
        return []
    places = PlaceNames(
        ids=list(map(str, range(len(suggestions)))),
        names=[suggestion.name for suggestion in suggestions],
        aliases=[suggestion.aliases for suggestion in suggestions],
        ignore=[suggestion.ignore for suggestion in suggestions],
        wheres=[""] * len(suggestions),
    )
    starts = {block: start for start, block in block_starts(article)}
    found: dict[str, list[Range]] = defaultdict(list)
    for mention in mentions_of(article, places):
        if (start := starts.get(mention.block)) is not None:
            found[mention.place_id].append((start + mention.start, start + mention.end))
    return [
        tuple(mention for mention in suggestion.mentions if _is_among(mention, found[str(number)]))
        for number, suggestion in enumerate(suggestions)
    ]


def _is_among(mention: Range, found: Sequence[Range]) -> bool:
    """Say whether a range overlaps one of `found`, which is in order and overlaps nowhere."""
    start, end = mention
    place = bisect_right(found, start, key=lambda other: other[1])
    return place < len(found) and found[place][0] < end
