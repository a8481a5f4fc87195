"""How the spans of one text stand to each other: nested, beside each other, alone. Each in the time of sorting them."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from storymap.model import Span

LINKS = ("link", "place", "action")
# Where two begin together, the outer one first.
_ORDER = {kind: order for order, kind in enumerate((*LINKS, "strong", "emphasis", "strike", "superscript"))}


def nested(spans: Collection[Span]) -> list[Span]:
    """Return spans of which none crosses another, the outer ones first; one that crosses is cut in two."""
    kept: list[Span] = []
    around: list[Span] = []  # what begins before the next one and ends after it begins, the outer ones first
    # The numbers keep the order of those that are equal: what was cut comes before what waited already.
    waiting = [(_key(span), number, span) for number, span in enumerate(spans)]
    heapq.heapify(waiting)
    number = 0
    while waiting:
        _, _, span = heapq.heappop(waiting)
        while around and around[-1].end <= span.start:
            around.pop()
        crossed = next((one for one in around if one.start < span.start and one.end < span.end), None)
        if crossed is None:
            kept.append(span)
            around.append(span)
            continue
        number -= 2
        for shift, part in enumerate((replace(span, end=crossed.end), replace(span, start=crossed.end))):
            heapq.heappush(waiting, (_key(part), number + shift, part))
    return kept


def by_start(spans: Sequence[Span]) -> dict[int, list[Span]]:
    """Return spans by where they begin, in their order."""
    found: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        found[span.start].append(span)
    return found


class Neighbours:
    """What else begins, ends or stands where one of these spans does."""

    def __init__(self, spans: Collection[Span]) -> None:
        self._starts = sorted(span.start for span in spans)
        self._ends = sorted(span.end for span in spans)
        self._edges = Counter(at for span in spans if span.kind not in LINKS for at in (span.start, span.end))

    def is_alone(self, span: Span) -> bool:
        """Say whether no other one overlaps a span."""
        return bisect_left(self._starts, span.end) - bisect_right(self._ends, span.start) == 1

    def shares_no_edge(self, span: Span) -> bool:
        """Say whether no other one that is no link begins or ends where a span, no link itself, does."""
        return self._edges[span.start] == self._edges[span.end] == 1


def _key(span: Span) -> tuple[int, int, int]:
    return span.start, -span.end, _ORDER.get(span.kind, 9)
