"""Mentions made and forbidden by hand: `[the bridge](place:santa-fe-bridge)` and `[Juarez](place:)`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from storymap.errors import Problem
from storymap.matching.did_you_mean import did_you_mean
from storymap.matching.searchable_text import position
from storymap.model import Article, Mention, Span

_MOST_SUGGESTIONS = 20


@dataclass(frozen=True, slots=True)
class HandTie:
    """A stretch of a block that the author tied; no place is mentioned where `place_id` is empty."""

    start: int
    end: int
    place_id: str


def ties_by_hand(article: Article, known: Collection[str], problems: list[Problem]) -> list[list[HandTie]]:
    """Return each block's ties in order, none overlapping.

    An unknown id is reported, and its words mention no place.
    """
    unknown: dict[str, str] = {}
    return [_ties(article, number, known, unknown, problems) for number in range(len(article.blocks))]


def mentions_by_hand(number: int, ties: list[HandTie]) -> Iterator[Mention]:
    """Yield the mentions that the ties of block `number` make."""
    return (Mention(number, tie.start, tie.end, tie.place_id) for tie in ties if tie.place_id)


def _ties(
    article: Article, number: int, known: Collection[str], unknown: dict[str, str], problems: list[Problem]
) -> list[HandTie]:
    block = article.blocks[number]
    ties: list[HandTie] = []
    for span in sorted((span for span in block.spans if span.kind == "place"), key=lambda s: (s.start, -s.end)):
        start, end = _stripped(block.text, span)
        if start >= end or (ties and start < ties[-1].end):
            continue
        if span.value and span.value not in known:
            if span.value not in unknown:
                unknown[span.value] = _remedy(span.value, known, len(unknown) < _MOST_SUGGESTIONS)
            what = f'there is no place with the id "{span.value}"'
            problems.append(Problem(position(article, number), what, unknown[span.value], "warning"))
        ties.append(HandTie(start, end, span.value if span.value in known else ""))
    return ties


def _stripped(text: str, span: Span) -> tuple[int, int]:
    start, end = max(span.start, 0), min(span.end, len(text))
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())


def _remedy(place_id: str, known: Collection[str], suggest: bool) -> str:
    return did_you_mean(place_id, known if suggest else (), "use the id of one of the places")
