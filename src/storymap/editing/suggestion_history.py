"""What a places file has, and what it was offered before: a place that an editor took out is not put in again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.geojson import feature_of

if TYPE_CHECKING:
    from storymap.editing.collection import Collection
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.suggestions import Suggestion

MEMORY = "storymap"  # the foreign member of a places file that says what was suggested before


def names_in(collection: Collection) -> set[str]:
    """Return the folded names and aliases of the features of a places file."""
    known = set()
    for feature in collection.features:
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            continue
        aliases = properties.get("aliases")
        for name in (properties.get("name"), *(aliases if isinstance(aliases, list) else [])):
            if isinstance(name, str):
                known.add(name_key(name))
    return known


def suggested_before(collection: Collection) -> set[str]:
    """Return the folded names that were suggested for this file before: what is gone, an editor has removed."""
    memory = collection.member(MEMORY)
    names = memory.get("suggested") if isinstance(memory, dict) else None
    return {name_key(name) for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def add_suggestions(
    collection: Collection, accepted: Iterable[Suggestion], refused: Iterable[Suggestion], gazetteer: Gazetteer
) -> tuple[Collection, list[Suggestion]]:
    """Return the places file with the accepted suggestions that are new to it, and those.

    What the file has is not changed, and what was suggested before and is gone is not put in again. The file remembers
    what was suggested in its member "storymap".
    """
    known, before = names_in(collection), suggested_before(collection)
    fresh = []
    for suggestion in accepted:
        keys = {name_key(name) for name in (suggestion.name, *suggestion.aliases)}
        if not keys & known and name_key(suggestion.name) not in before:
            fresh.append(suggestion)
            known |= keys
    said = [*fresh, *(s for s in refused if name_key(s.name) not in before)]
    if fresh:
        collection = collection.with_features([feature_of(suggestion, gazetteer) for suggestion in fresh])
    if said:
        memory = collection.member(MEMORY)
        memory = dict(memory) if isinstance(memory, dict) else {}
        before_now = memory.get("suggested")
        earlier: list[Any] = before_now if isinstance(before_now, list) else []
        memory["suggested"] = [*earlier, *(suggestion.name for suggestion in said)]
        if any(s.places for s in said):
            memory["credit"] = "Places: GeoNames (CC BY 4.0)"
        collection = collection.with_member(MEMORY, memory)
    return collection, fresh
