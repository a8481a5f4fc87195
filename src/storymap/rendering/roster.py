"""Who stands on the map, under which number, in which layer: worked out once, used by text, list and map alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from storymap.model import DEFAULT_LAYER, Excerpt, Mention, Story
from storymap.rendering.symbols import Symbol, layer_symbol
from storymap.rendering.words import read_words


@dataclass(frozen=True, slots=True)
class LayerEntry:
    """A layer of the map: its place_ids in the order of their numbers."""

    number: int
    name: str
    symbol: Symbol
    place_ids: tuple[str, ...]


class Roster:
    """Numbers places by their first mention in the text, the unmentioned ones after them in the order of the file."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.words = read_words(story.article.language)
        first: dict[str, int] = {}
        for position, mention in enumerate(story.mentions):
            first.setdefault(mention.place_id, position)
        known = list(story.places.index)
        ordered = sorted(known, key=lambda place_id: first.get(place_id, len(story.mentions)))
        self.number = {place_id: number for number, place_id in enumerate(ordered, 1)}

    @cached_property
    def layers(self) -> tuple[LayerEntry, ...]:
        """The layers in the order in which the file first names them."""
        members: dict[str, list[str]] = {}
        for place_id, name in self._story.places["layer"].items():
            members.setdefault(name, []).append(str(place_id))
        return tuple(
            LayerEntry(
                index + 1, self._layer_name(name), layer_symbol(index), tuple(sorted(ids, key=self.number.__getitem__))
            )
            for index, (name, ids) in enumerate(members.items())
        )

    def _layer_name(self, name: str) -> str:
        return self.words.say("places") if name == DEFAULT_LAYER else name

    @cached_property
    def layer_of(self) -> dict[str, LayerEntry]:
        """The layer of each place_id."""
        return {place_id: layer for layer in self.layers for place_id in layer.place_ids}

    @cached_property
    def located(self) -> frozenset[str]:
        """The place_ids of the places that are on the map."""
        shapes = self._story.places.geometry.items()
        return frozenset(str(place_id) for place_id, shape in shapes if shape is not None and not shape.is_empty)

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
        """The id of each stretch of sentences (block, start, end): places that share a stretch share its element."""
        stretches = sorted({(e.block, e.start, e.end) for e in self._story.excerpts})
        return {stretch: f"e{number}" for number, stretch in enumerate(stretches, 1)}

    def excerpts(self, place_id: str) -> list[Excerpt]:
        """Return the excerpts of a place in reading order."""
        return self._excerpts_by_place.get(place_id, [])

    @cached_property
    def _excerpts_by_place(self) -> dict[str, list[Excerpt]]:
        by_place: dict[str, list[Excerpt]] = {}
        for excerpt in self._story.excerpts:
            by_place.setdefault(excerpt.place_id, []).append(excerpt)
        return by_place
