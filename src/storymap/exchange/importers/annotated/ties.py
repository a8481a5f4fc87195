"""Words of an article tied to places by hand, in place of whatever they were before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from storymap.exchange.report import Report
from storymap.matching.mentions import find_mentions
from storymap.matching.searchable_text import is_searched
from storymap.model import Article, Block, Mention, Span

if TYPE_CHECKING:
    import geopandas as gpd


def tied(article: Article, mentions: Iterable[Mention], known: Collection[str], report: Report) -> Article:
    """Return the article with its mentions as links to places, and with none to places that are not `known`.

    Of mentions that overlap the first is tied, and the longest of those that begin together. What cannot hold a link,
    as code cannot, and a link to elsewhere under the words are reported.
    """
    of_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        of_block.setdefault(mention.block, []).append(mention)
    blocks = [_without_unknown(block, known, report) for block in article.blocks]
    for number, found in of_block.items():
        blocks[number] = _tied_block(blocks[number], found, report)
    return replace(article, blocks=tuple(blocks))


def tied_where_needed(
    article: Article, mentions: Sequence[Mention], features: Sequence[Mapping[str, Any]], report: Report
) -> Article:
    """Return the article in which these mentions are all that there are, with as few links by hand as that takes.

    What the names of the places find by themselves needs none; what they find beyond is marked as no place.
    """
    known = {str(feature["id"]) for feature in features}
    by_themselves = set(_found(article, features))
    for needed in ([one for one in mentions if one not in by_themselves], mentions):
        counted = Report()
        made = _without_others(tied(article, needed, known, counted), mentions, features)
        if set(_found(made, features)) == set(mentions):
            report.kept("names in the text", count=len(mentions))
            return made
    return _without_others(tied(article, mentions, known, report), mentions, features)


def _without_others(article: Article, mentions: Sequence[Mention], features: Sequence[Mapping[str, Any]]) -> Article:
    wanted = set(mentions)
    others: dict[int, list[Span]] = {}
    for mention in _found(article, features):
        if mention not in wanted:
            others.setdefault(mention.block, []).append(Span(mention.start, mention.end, "place"))
    blocks = list(article.blocks)
    for number, spans in others.items():
        block = blocks[number]
        ties = _Ranges(span for span in block.spans if span.kind == "place")
        blocks[number] = replace(block, spans=(*block.spans, *(span for span in spans if not ties.meet(span))))
    return replace(article, blocks=tuple(blocks))


class _Ranges:
    """Ranges of a text, none of which overlaps another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)

    def meet(self, span: Span) -> bool:
        """Say whether one of them has a part of `span`."""
        at = bisect_left(self._spans, span.end, key=lambda one: one.start)
        return at > 0 and self._spans[at - 1].end > span.start


def _found(article: Article, features: Sequence[Mapping[str, Any]]) -> tuple[Mention, ...]:
    import pandas as pd

    properties = [feature["properties"] for feature in features]
    columns: dict[str, Any] = {
        "name": [one["name"] for one in properties],
        "aliases": [tuple(one.get("aliases", ())) for one in properties],
        "ignore": [tuple(one.get("ignore", ())) for one in properties],
        "where": [""] * len(properties),
    }
    frame = pd.DataFrame(columns, index=[feature["id"] for feature in features], dtype=object)
    return find_mentions(article, cast("gpd.GeoDataFrame", frame))


def _tied_block(block: Block, mentions: Sequence[Mention], report: Report) -> Block:
    if not is_searched(block) or block.kind in ("kicker", "standfirst"):
        words = block.text[mentions[0].start : mentions[0].end]
        report.lost(
            "ties in code, kickers and standfirsts",
            "names there are found by themselves",
            count=len(mentions),
            example=words,
        )
        return block
    kept: list[Span] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end, one.place_id)):
        words = block.text[mention.start : mention.end]
        if kept and mention.start < kept[-1].end:
            if (mention.start, mention.end, mention.place_id) != (kept[-1].start, kept[-1].end, kept[-1].value):
                report.lost("names within other names", "a word leads to one place", example=words)
            continue
        kept.append(Span(mention.start, mention.end, "place", mention.place_id))
        report.kept("names in the text, tied to their places")
    ties = _Ranges(kept)
    others = []
    for span in block.spans:
        is_under = span.kind in ("link", "place", "action") and ties.meet(span)
        if is_under and span.kind != "place":
            report.lost("links of words that name a place", "they lead to the place", example=span.value)
        if not is_under:
            others.append(span)
    return replace(block, spans=(*others, *kept))


def _without_unknown(block: Block, known: Collection[str], report: Report) -> Block:
    spans = []
    for span in block.spans:
        is_unknown = span.kind == "place" and span.value and span.value not in known
        if is_unknown or (span.view is not None and not set(span.view.place_ids) <= set(known)):
            report.lost("links to places that are not in the file", example=block.text[span.start : span.end])
        else:
            spans.append(span)
    view = block.view
    if view is not None and not set(view.place_ids) <= set(known):
        report.lost("views of places that are not in the file", example=", ".join(view.place_ids))
        view = None
    return replace(block, spans=tuple(spans), view=view)
