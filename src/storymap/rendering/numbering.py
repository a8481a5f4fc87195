"""The numbers and layers of a story's places: worked out once, used by text, list and map alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from storymap.geometry.bounds import BBox, flat_shapes
from storymap.geometry.parts import Shapes
from storymap.model import Excerpt, Mention, Span, Story
from storymap.rendering.contract.page import Text
from storymap.rendering.element_ids import entry_id, item_id
from storymap.rendering.i18n import find_catalogue
from storymap.rendering.link_address import link_address
from storymap.rendering.place_order import MapLayer, PlaceOrder
from storymap.storage.memo import Memo, Same, kept, kept_of

T = TypeVar("T")


class Numbering:
    """The places of a story in their order (`PlaceOrder`), and what the text says of each.

    `frames` keeps the order for the next story with the same frame of places. `texts` are words of the interface that
    take the place of the catalogue's. With `has_pages` a place without an entry has a page of its own, at its address.
    """

    def __init__(
        self,
        story: Story,
        frames: Memo[Any] | None = None,
        texts: Mapping[str, Text] | None = None,
        has_pages: bool = False,
    ) -> None:
        self._story = story
        self.has_pages = has_pages
        """Whether a place without an entry has a page of its own, at its address."""
        words = find_catalogue(story.article.language)
        self.words = words.with_texts(texts) if texts else words
        named = tuple(dict.fromkeys(mention.place_id for mention in story.mentions))
        viewed = _viewed(story)
        frame = story.places
        key = ("order", Same(frame), named, viewed, story.layers, story.article.language)
        self._order = kept(
            frames,
            key,
            lambda: PlaceOrder(
                frame,
                kept_of(frames, frame, flat_shapes),
                named,
                viewed,
                story.layers,
                self.words,
            ),
        )
        self.is_clustered = self._order.is_clustered
        self.number = self._order.number
        self.listed = self._order.listed
        """The places with an entry in the document, by number."""
        self.located = self._order.located
        """The place_ids of the places that are on the map."""

    def is_listed(self, place_id: str) -> bool:
        """Say whether a place has an entry in the document."""
        return place_id in self._listed

    def is_told(self, place_id: str) -> bool:
        """Say whether the text or a view names a place, or it has a picture, be it listed or not."""
        return place_id in self._listed or place_id in self._mentions_by_place

    def link(self, place_id: str) -> str:
        """Return where a name in the text leads: to the place in the list, or to its page if it is not in there."""
        if place_id in self._listed:
            return f"#{entry_id(place_id)}"
        if not self.has_pages:
            return f"#{item_id(self.number[place_id])}"
        return link_address(self._urls[self.row(place_id)] or "") or f"#{entry_id(place_id)}"

    @cached_property
    def _urls(self) -> list[str | None]:
        # A list: it is asked for each name in the text.
        urls: list[str | None] = self._story.places["url"].tolist()
        return urls

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(self.listed)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` works out from the places and their order alone: for all stories that have both."""
        return self._order.once(name, make)

    @property
    def marked(self) -> frozenset[str]:
        """The located places that have markers of their own: the listed ones, if they are not too many."""
        return self._order.marked

    @property
    def clustered(self) -> tuple[str, ...]:
        """The clustered places, by number; empty on a page without clusters."""
        return self._order.clustered

    @property
    def told(self) -> tuple[str, ...]:
        """The clustered places that the text or a view names, or that have a picture: the first of `clustered`.

        None where they have pages of their own: what is told of them changes with the stories that are shown.
        """
        return () if self.has_pages else self._order.clustered[: self._order.told_rows]

    def row(self, place_id: str) -> int:
        """Return the position of a place in the story's frame."""
        return self._order.rows[place_id]

    def shape(self, place_id: str) -> Any:
        """Return a place's geometry on the flat map, or None; see `unwrapped`."""
        return self._order.shapes[self._order.rows[place_id]]

    @property
    def extended(self) -> dict[str, int]:
        """The dimension of the places that are more than points, by number: 1 for a line, 2 for an area."""
        return self._order.extended

    @property
    def shapes(self) -> Shapes:
        """The geometries on the flat map in the order of the story's frame; see `unwrapped`."""
        return self._order.shapes

    @property
    def bounds(self) -> BBox | None:
        """West, south, east, north of all places on the flat map, None if none is located."""
        return self._order.bounds

    @property
    def layers(self) -> tuple[MapLayer, ...]:
        """The layers in the order of the legend."""
        return self._order.layers

    @property
    def layer_of(self) -> dict[str, MapLayer]:
        """The layer of each place_id."""
        return self._order.layer_of

    def mentions(self, place_id: str) -> list[Mention]:
        """Return the mentions of a place in reading order."""
        return self._mentions_by_place.get(place_id, [])

    @cached_property
    def _mentions_by_place(self) -> dict[str, list[Mention]]:
        by_place: dict[str, list[Mention]] = {}
        for mention in self._story.mentions:
            by_place.setdefault(mention.place_id, []).append(mention)
        return by_place

    @cached_property
    def mention_ids(self) -> dict[Mention, str]:
        """The id of each mention's element: m1, m2 ... in reading order."""
        return {mention: f"m{number}" for number, mention in enumerate(self._story.mentions, 1)}

    @cached_property
    def excerpt_ids(self) -> dict[tuple[int, int, int], str]:
        """The id of each span of sentences (block, start, end): places that share a span share its element."""
        spans = sorted({(e.block, e.start, e.end) for e in self._story.excerpts})
        return {span: f"e{number}" for number, span in enumerate(spans, 1)}

    @cached_property
    def actions(self) -> dict[tuple[int, Span], int]:
        """The number of each action, from 0 in reading order, by its block and span; each has a view."""
        blocks = enumerate(self._story.article.blocks)
        spans = [(index, span) for index, block in blocks for span in block.spans if span.view is not None]
        return {found: number for number, found in enumerate(spans)}

    def excerpts(self, place_id: str) -> list[Excerpt]:
        """Return the excerpts of a place in reading order."""
        return self._excerpts_by_place.get(place_id, [])

    @cached_property
    def _excerpts_by_place(self) -> dict[str, list[Excerpt]]:
        by_place: dict[str, list[Excerpt]] = {}
        for excerpt in self._story.excerpts:
            by_place.setdefault(excerpt.place_id, []).append(excerpt)
        return by_place


def _viewed(story: Story) -> frozenset[str]:
    """Return the places that the author's views name."""
    return frozenset(place_id for block in story.article.blocks for view in block.views for place_id in view.place_ids)
