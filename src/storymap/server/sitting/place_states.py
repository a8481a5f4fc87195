"""The places and layers of a story, as the editor shows them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

import shapely
from shapely.geometry import box, mapping

from storymap.folding.for_searching import fold_for_searching
from storymap.model import Story
from storymap.rendering.numbering import Numbering
from storymap.server.contract.state import LayerState, PlaceState
from storymap.server.sitting.sentences import Sentences

MOST_PLACES = 2_000
_MOST_POSITIONS = 2_000


class PlaceStates:
    """Says of the places of a story what the editor shows. `editable` are those in the file that it writes."""

    def __init__(self, story: Story, editable: Collection[str], sentences: Sentences) -> None:
        self._story = story
        self._editable = editable
        self._sentences = sentences
        self._numbering = Numbering(story)
        self._columns = {name: story.places[name].tolist() for name in story.places.columns if name != "where"}

    def first(self) -> list[PlaceState]:
        """Return the first places in the order of their numbers: those that the text names come before the others."""
        return [self.place(place_id) for place_id in islice(self._numbering.number, MOST_PLACES)]

    def named(self, typed: str, most: int = 50) -> list[PlaceState]:
        """Return places whose name, or another name of theirs, has a word that begins so."""
        wanted = fold_for_searching(typed.strip())
        if not wanted:
            return []
        found = (place_id for place_id in self._numbering.number if self._is_named(place_id, wanted))
        return [self.place(place_id) for place_id in islice(found, most)]

    def layers(self) -> list[LayerState]:
        """Return the layers in the order of the legend."""
        return [
            {
                "name": layer.key,
                "colour": layer.symbol.colour,
                "shape": layer.symbol.shape,
                "count": len(layer.place_ids),
            }
            for layer in self._numbering.layers
        ]

    def place(self, place_id: str) -> PlaceState:
        """Return what the editor shows of a place."""
        row = self._numbering.row(place_id)
        value = {name: values[row] for name, values in self._columns.items()}
        image, properties = value["image"], value["properties"]
        geometry, is_whole = _geometry(value["geometry"])
        weight = self._story.focus.weights.get(place_id)
        symbol = self._numbering.layer_of[place_id].symbol
        mentions = self._numbering.mentions(place_id)
        return {
            "place_id": place_id,
            "name": value["name"],
            "aliases": list(value["aliases"]),
            "ignore": list(value["ignore"]),
            "layer": value["layer"],
            "note": value["note"],
            "url": value["url"],
            "image": "" if image is None else image.src[:300],
            "alt": "" if image is None else image.alt,
            "caption": "" if image is None else image.caption,
            "credit": "" if image is None else image.credit,
            "zoom": _number(value["zoom"]),
            "role": value["role"] or None,
            "weight": _number(value["weight"]),
            "shown_role": weight.role if weight is not None else "passing",
            "geometry": geometry,
            "is_whole": is_whole,
            "number": self._numbering.number[place_id] if place_id in self._numbering.located else 0,
            "colour": symbol.colour,
            "shape": symbol.shape,
            "sentences": self._sentences.of((one.block, one.start, one.end) for one in mentions),
            "mentions": len(mentions),
            "is_editable": place_id in self._editable,
            "why": _text(properties.get("why")),
        }

    def properties(self, place_id: str) -> dict[str, Any]:
        """Return what else is written of a place."""
        return dict(self._columns["properties"][self._numbering.row(place_id)])

    def editable(self) -> list[str]:
        """Return the places that can be changed, in the order of their numbers."""
        return [place_id for place_id in self._numbering.number if place_id in self._editable]

    def unlocated(self) -> Iterable[str]:
        """Return the places without a location, in the order of their numbers."""
        return [place_id for place_id in self._numbering.number if place_id not in self._numbering.located]

    def names(self) -> list[str]:
        """Return all names of all places."""
        pairs = zip(self._columns["name"], self._columns["aliases"], strict=True)
        return [each for name, aliases in pairs for each in (name, *aliases)]

    def _is_named(self, place_id: str, wanted: str) -> bool:
        row = self._numbering.row(place_id)
        names = (self._columns["name"][row], *self._columns["aliases"][row])
        return any(f" {wanted}" in f" {fold_for_searching(name)}" for name in names)


def _geometry(shape: Any) -> tuple[dict[str, Any] | None, bool]:
    """Return a geometry as GeoJSON, and whether it is all of it: of a long one only its box."""
    if shape is None or shape.is_empty:
        return None, True
    is_whole = bool(shapely.get_num_coordinates(shape) <= _MOST_POSITIONS)
    shown = shape if is_whole else box(*shape.bounds)
    return dict(mapping(shown)), is_whole


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not math.isnan(value) else None


def _text(value: Any) -> str:
    return value[:1_000] if isinstance(value, str) else ""
