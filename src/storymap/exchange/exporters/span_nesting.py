"""Spans as elements of markup: none crosses another, and the names of places stay whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from storymap.model import Mention, Span

# Where two begin and end together, the outer one first.
_ORDER: Final = {
    kind: order
    for order, kind in enumerate(("link", "strong", "emphasis", "strike", "superscript", "subscript", "code", "place"))
}


def nested(spans: Iterable[Span]) -> list[Span]:
    """Return spans of which none crosses another, the outer ones first; of two that cross one is cut in two.

    That is never the name of a place, and else the one that begins later.
    """
    kept: list[Span] = []
    waiting = sorted(spans, key=_rank)
    while waiting:
        span = waiting.pop(0)
        crossed = next((one for one in kept if one.start < span.start < one.end < span.end), None)
        if crossed is None:
            kept.append(span)
        elif span.kind == "place":
            kept.remove(crossed)
            waiting = sorted([span, *_cut(crossed, span.start), *waiting], key=_rank)
        else:
            waiting = sorted([*_cut(span, crossed.end), *waiting], key=_rank)
    return sorted(kept, key=_rank)


def with_mentions(spans: Sequence[Span], mentions: Iterable[Mention]) -> list[Span]:
    """Return the spans of a block with its mentions as places; ties by hand, actions and breaks are left out."""
    own = [span for span in spans if span.kind not in ("place", "action", "break") and span.start < span.end]
    return own + [Span(one.start, one.end, "place", one.place_id) for one in mentions]


def _cut(span: Span, at: int) -> tuple[Span, Span]:
    return replace(span, end=at), replace(span, start=at)


def _rank(span: Span) -> tuple[int, int, int]:
    return span.start, -span.end, _ORDER.get(span.kind, 0)
