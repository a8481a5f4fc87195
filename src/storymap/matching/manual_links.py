"""Manual links: mentions that the author makes, `[the bridge](place:santa-fe)`, or forbids, `[Juarez](place:)`.

The words of an action, `[the two bridges](view:...)`, mention no place either: they cannot lead to two things.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from storymap.errors import Problem
from storymap.matching.did_you_mean import did_you_mean
from storymap.matching.searchable_text import position
from storymap.model import Article, Mention, Span

_MOST_SUGGESTIONS = 20


class ManualLink(NamedTuple):
    """Words of a block that the author linked to a place; no place is mentioned where `place_id` is empty."""

    start: int
    end: int
    place_id: str


def manual_links(article: Article, known: Collection[str], problems: list[Problem]) -> list[list[ManualLink]]:
    """Return the manual links of each block in order, none overlapping.

    An unknown id is reported, and its words mention no place.
    """
    unknown: dict[str, str] = {}
    return [_links(article, number, known, unknown, problems) for number in range(len(article.blocks))]


def manual_mentions(number: int, links: list[ManualLink]) -> Iterator[Mention]:
    """Yield the mentions that the manual links of block `number` make."""
    return (Mention(number, link.start, link.end, link.place_id) for link in links if link.place_id)


def _links(
    article: Article, number: int, known: Collection[str], unknown: dict[str, str], problems: list[Problem]
) -> list[ManualLink]:
    block = article.blocks[number]
    links: list[ManualLink] = []
    actions = [span for span in block.spans if span.kind == "action"]
    free = [span for span in block.spans if span.kind == "place" and not _meets(span, actions)]
    for span in sorted(actions + free, key=lambda s: (s.start, -s.end)):
        start, end = _stripped(block.text, span)
        if start >= end or (links and start < links[-1].end):
            continue
        if span.value and span.value not in known:
            if span.value not in unknown:
                unknown[span.value] = _remedy(span.value, known, len(unknown) < _MOST_SUGGESTIONS)
            what = f'there is no place with the id "{span.value}"'
            problems.append(Problem(position(article, number), what, unknown[span.value], "warning"))
        links.append(ManualLink(start, end, span.value if span.value in known else ""))
    return links


def _meets(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _stripped(text: str, span: Span) -> tuple[int, int]:
    start, end = max(span.start, 0), min(span.end, len(text))
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _remedy(place_id: str, known: Collection[str], suggest: bool) -> str:
    return did_you_mean(place_id, known if suggest else (), "use the id of one of the places")
