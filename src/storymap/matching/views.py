"""The views that an author set, of blocks and of words, with the places and layers that they name looked up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING

import shapely

from storymap.errors import Problem
from storymap.limits import MOST_LISTED
from storymap.matching.did_you_mean import did_you_mean
from storymap.matching.searchable_text import position
from storymap.model import Article, AuthorView

if TYPE_CHECKING:
    import geopandas as gpd


def resolve_views(article: Article, places: gpd.GeoDataFrame, *, problems: list[Problem]) -> Article:
    """Return the article with views that name only places on the map and layers that there are.

    What is left out is named in `problems`, as warnings. Words that would show nothing are no action any more.
    """
    if not any(block.views for block in article.blocks):
        return article
    shapes = places.geometry.to_numpy()
    is_located = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    ids, layers = list(map(str, places.index)), places["layer"].tolist()
    return resolve_views_among(article, ids, is_located, layers, problems=problems)


def resolve_views_among(
    article: Article, ids: Sequence[str], is_located: Iterable[bool], layers: Iterable[str], *, problems: list[Problem]
) -> Article:
    """Do what `resolve_views` does with places of these ids and layers, of which some are on the map."""
    if not any(block.views for block in article.blocks):
        return article
    known = _Known(dict.fromkeys(ids), dict.fromkeys(compress(ids, is_located)), dict.fromkeys(layers))
    warnings = _Warnings(article)
    blocks = []
    for number, block in enumerate(article.blocks):
        view = None if block.view is None else known.view(block.view, warnings.at(number))
        spans = [
            replace(span, view=None if span.view is None else known.view(span.view, warnings.at(number, span.start)))
            for span in block.spans
        ]
        kept = tuple(span for span in spans if span.view is not None or span.kind != "action")
        blocks.append(replace(block, view=view, spans=kept))
    problems += warnings.problems()
    return replace(article, blocks=tuple(blocks))


class _Warnings:
    def __init__(self, article: Article) -> None:
        self._article = article
        self._problems: list[Problem] = []

    def at(self, number: int, offset: int = 0) -> Callable[[str, str], None]:
        """Return what warns, with what is wrong and the remedy, of a view in the block `number` at `offset`."""
        where = position(self._article, number, offset)
        return lambda what, remedy: self._problems.append(Problem(where, what, remedy, "warning"))

    def problems(self) -> list[Problem]:
        more = len(self._problems) - MOST_LISTED
        if more <= 0:
            return self._problems
        rest = Problem(self._article.name, f"{more} more names in views are unknown", "mend these first", "warning")
        return [*self._problems[:MOST_LISTED], rest]


class _Known:
    def __init__(self, ids: Collection[str], located: Collection[str], layers: Collection[str]) -> None:
        self._ids = ids
        self._located = located
        self._layers = layers

    def view(self, view: AuthorView, warn: Callable[[str, str], None]) -> AuthorView | None:
        for place_id in view.place_ids:
            if place_id not in self._ids:
                remedy = did_you_mean(place_id, self._ids, "use the id of one of the places")
                warn(f'there is no place with the id "{place_id}" for the view', remedy)
            elif place_id not in self._located:
                warn(f'"{place_id}" is not on the map, and cannot be viewed', "give it a geometry")
        shown = view.layers + view.show
        for name in dict.fromkeys(shown + view.hide):
            if name not in self._layers:
                remedy = did_you_mean(name, self._layers, "use the layer of one of the places")
                warn(f'there is no layer "{name}"', remedy)
            elif name in shown and name in view.hide:
                warn(f'the layer "{name}" is both shown and hidden, and is shown', "write it once")
        resolved = AuthorView(
            tuple(place_id for place_id in view.place_ids if place_id in self._located),
            view.centre,
            view.zoom,
            tuple(name for name in view.show if name in self._layers),
            tuple(name for name in view.hide if name in self._layers and name not in shown),
            tuple(name for name in view.layers if name in self._layers),
        )
        return None if resolved == AuthorView() else resolved
