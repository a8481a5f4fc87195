"""The layers of a places file: their names, their order in the legend, and colours of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storymap.editing.collection import PLACES_NAME, Collection, open_text
from storymap.editing.edit import Edit, Replacement
from storymap.editing.json_text import GONE
from storymap.editing.places.addressing import COPY_THEM, changeable_at, field_names
from storymap.editing.places.members import set_properties
from storymap.editing.places.whole_file import edit_of
from storymap.errors import PlacesError, Problem
from storymap.limits import LONGEST_NAME
from storymap.model import DEFAULT_LAYER, LAYER_COLOURS
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.layer_choices import LAYERS
from storymap.reading.places.place_choices import AS_WRITTEN, PlaceChoices
from storymap.reading.places.suggestion_members import HISTORY_MEMBER
from storymap.reading.text import name_line


def layer_name(written: str) -> str:
    """Return the name of a layer as stories have it. Raises PlacesError for one that is too long."""
    line = name_line(written)
    if len(line) > LONGEST_NAME:
        raise PlacesError(Problem("layer", f"it has {len(line):,} characters", f"write at most {LONGEST_NAME}"))
    return line or DEFAULT_LAYER


def rename_layer(
    text: str | None,
    layer: str,
    new_name: str,
    *,
    name: str = PLACES_NAME,
    choices: PlaceChoices = AS_WRITTEN,
) -> Edit:
    """Return the edit that gives a layer another name, in all its places and in the order of the layers.

    "" and "Places" are the layer of places without one. Raises PlacesError.
    """
    collection = open_text(text, name)
    before, after = layer_name(layer), layer_name(new_name)
    if before == after:
        return Edit()
    fields = field_names(collection, choices, name)
    replacements: list[Replacement] = []
    for row, item in enumerate(collection.items):
        feature = Feature("", item.value)
        read_as = fields.rename(feature) if fields and isinstance(item.value, dict) else feature
        if not isinstance(item.value, dict) or _layer_of(read_as) != before:
            continue
        changeable_at(collection, row, name)
        key = fields.key_of("layer", feature)
        if key is None:
            raise PlacesError(Problem(name, "its layers are read from other data", COPY_THEM))
        replacements += set_properties(collection, row, {key: GONE if after == DEFAULT_LAYER else after})
    replacements += _renamed_choices(collection, before, after)
    return Edit.of(replacements)


def arrange_layers(
    text: str | None, layers: Sequence[str], colours: Mapping[str, int], *, name: str = PLACES_NAME
) -> Edit:
    """Return the edit that sets the order of the layers, and the colours (1 to 8) of those that have one of their own.

    What else the file says of a layer stays. Without layers the file says nothing of them any more, and their order is
    that of the places. Raises PlacesError.
    """
    collection = open_text(text, name)
    wrong = [layer for layer, colour in colours.items() if colour not in range(1, LAYER_COLOURS + 1)]
    if wrong:
        raise PlacesError(Problem(wrong[0], "it has no such colour", f"colours are 1 to {LAYER_COLOURS}"))
    names = list(dict.fromkeys(map(layer_name, layers)))
    written = {str(one.get("name")): one for one in _written(collection)}
    arranged = []
    for layer in names:
        one = {"name": layer, **written.get(layer, {})}
        one.pop("colour", None)
        arranged.append({**one, "colour": colours[layer]} if layer in colours else one)
    return edit_of(text, collection, list(_with_choices(collection, arranged)))


def _renamed_choices(collection: Collection, before: str, after: str) -> Iterator[Replacement]:
    written = _written(collection)
    if not any(one.get("name") == before for one in written):
        return
    is_there = any(one.get("name") == after for one in written)
    renamed = [
        {**one, "name": after} if one.get("name") == before else one
        for one in written
        if not (is_there and one.get("name") == before)
    ]
    yield from _with_choices(collection, renamed)


def _with_choices(collection: Collection, layers: Sequence[Mapping[str, Any]]) -> Iterator[Replacement]:
    member = collection.member(HISTORY_MEMBER)
    before: dict[str, Any] = dict(member) if isinstance(member, dict) else {}
    after = {key: value for key, value in before.items() if key != LAYERS}
    if layers:
        after = {**before, LAYERS: list(layers)}
    if after or HISTORY_MEMBER in (() if member is None else (HISTORY_MEMBER,)):
        yield from collection.member_set(HISTORY_MEMBER, after)


def _written(collection: Collection) -> list[dict[str, Any]]:
    member = collection.member(HISTORY_MEMBER)
    layers = member.get(LAYERS) if isinstance(member, dict) else None
    return [one for one in layers if isinstance(one, dict)] if isinstance(layers, list) else []


def _layer_of(feature: Feature) -> str:
    layer = feature.properties.get("layer")
    return (name_line(layer) if isinstance(layer, str) else "") or DEFAULT_LAYER
