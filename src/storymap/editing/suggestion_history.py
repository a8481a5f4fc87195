"""The suggestion history of a places file: a place that an editor removed is not suggested for the file again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.plain_data import credit_line
from storymap.geoparsing.geojson import suggestion_feature
from storymap.reading.places.suggestion_members import HISTORY_MEMBER, names_in_features, suggested_names_of

if TYPE_CHECKING:
    from storymap.editing.collection import Collection
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.suggestions import Suggestion


def names_in(collection: Collection) -> set[str]:
    """Return the name keys of the names and aliases in a places file."""
    return set(map(name_key, names_in_features(collection.features)))


def suggested_before(collection: Collection) -> set[str]:
    """Return the name keys of what was suggested for this file before. An editor has removed what is gone."""
    return set(map(name_key, suggested_names_of(collection.member(HISTORY_MEMBER))))


def add_suggestions(
    collection: Collection, accepted: Iterable[Suggestion], refused: Iterable[Suggestion], gazetteer: Gazetteer
) -> tuple[Collection, list[Suggestion]]:
    """Return the places file with the accepted suggestions that are new to it, and the list of these.

    What the file has is not changed, and what was suggested before and is gone is not added again. The file's foreign
    member "storymap" remembers what was suggested.
    """
    known, before = names_in(collection), suggested_before(collection)
    added = []
    for suggestion in accepted:
        keys = {name_key(name) for name in (suggestion.name, *suggestion.aliases)}
        if not keys & known and name_key(suggestion.name) not in before:
            added.append(suggestion)
            known |= keys
    if added:
        collection = collection.with_features([suggestion_feature(suggestion, gazetteer) for suggestion in added])
    suggested = [*added, *(suggestion for suggestion in refused if name_key(suggestion.name) not in before)]
    return (_with_history(collection, suggested, gazetteer) if suggested else collection), added


def _with_history(collection: Collection, suggested: list[Suggestion], gazetteer: Gazetteer) -> Collection:
    """Return the places file with more suggestions in its history."""
    member = collection.member(HISTORY_MEMBER)
    history: dict[str, Any] = dict(member) if isinstance(member, dict) else {}
    names = history.get("suggested")
    earlier: list[Any] = names if isinstance(names, list) else []
    history["suggested"] = [*earlier, *(suggestion.name for suggestion in suggested)]
    entries = [suggestion.places[0] for suggestion in suggested if suggestion.places]
    if entries:
        history["credit"] = credit_line(entries, gazetteer, str(history.get("credit", "")))
    return collection.with_member(HISTORY_MEMBER, history)
