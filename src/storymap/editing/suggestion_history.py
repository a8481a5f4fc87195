"""The suggestion history of a places file: a place that an editor removed is not suggested for the file again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from storymap.editing.edit import Edit
from storymap.editing.places.suggestions import suggestion_changes
from storymap.gazetteer.name_keys import name_key
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

    See `places.suggestions.add_suggestions`.
    """
    replacements, added = suggestion_changes(collection, accepted, refused, gazetteer)
    return collection.after(Edit.of(replacements)), added
