"""Add what `suggest` found to a places file, and remember in it what was suggested and is no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from storymap.editing.collection import PLACES_NAME, Collection, open_text
from storymap.editing.edit import Edit, Replacement
from storymap.editing.places.whole_file import edit_of
from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.plain_data import credit_line
from storymap.geoparsing.geojson import suggestion_feature
from storymap.reading.places.suggestion_members import HISTORY_MEMBER, names_in_features, suggested_names_of

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.suggestions import Suggestion


def add_suggestions(
    text: str | None,
    accepted: Iterable[Suggestion],
    refused: Iterable[Suggestion],
    gazetteer: Gazetteer,
    *,
    name: str = PLACES_NAME,
) -> tuple[Edit, list[Suggestion]]:
    """Return the edit that adds the accepted suggestions which are new to a file, and the list of these.

    What the file has is not changed, and what was suggested before and is gone is not added again. The file's foreign
    member "storymap" remembers what was suggested. Raises PlacesError.
    """
    collection = open_text(text, name)
    replacements, added = suggestion_changes(collection, accepted, refused, gazetteer)
    return edit_of(text, collection, replacements), added


def refuse_suggestions(text: str | None, names: Iterable[str], *, name: str = PLACES_NAME) -> Edit:
    """Return the edit that makes a file remember names which are no places: they are not suggested again."""
    collection = open_text(text, name)
    return edit_of(text, collection, list(remembered(collection, names)))


def suggestion_changes(
    collection: Collection, accepted: Iterable[Suggestion], refused: Iterable[Suggestion], gazetteer: Gazetteer
) -> tuple[list[Replacement], list[Suggestion]]:
    """Return what adds suggestions to a collection, and those that are new to it."""
    known = set(map(name_key, names_in_features(collection.features)))
    before = _suggested_keys(collection)
    added = []
    for suggestion in accepted:
        keys = {name_key(name) for name in (suggestion.name, *suggestion.aliases)}
        if not keys & known and name_key(suggestion.name) not in before:
            added.append(suggestion)
            known |= keys
    replacements = list(collection.added([suggestion_feature(suggestion, gazetteer) for suggestion in added]))
    suggested = [*added, *(suggestion for suggestion in refused if name_key(suggestion.name) not in before)]
    if suggested:
        history = _history(collection)
        history["suggested"] = [*_names(history), *(suggestion.name for suggestion in suggested)]
        entries = [suggestion.places[0] for suggestion in suggested if suggestion.places]
        if entries:
            history["credit"] = credit_line(entries, gazetteer, str(history.get("credit", "")))
        replacements += collection.member_set(HISTORY_MEMBER, history)
    return replacements, added


def remembered(collection: Collection, names: Iterable[str]) -> Iterator[Replacement]:
    """Yield what makes a collection remember that names were suggested."""
    before = _suggested_keys(collection)
    new = [name for name in names if name_key(name) not in before]
    first = {name_key(name): name for name in reversed(new)}
    if first:
        history = _history(collection)
        history["suggested"] = [*_names(history), *reversed(first.values())]
        yield from collection.member_set(HISTORY_MEMBER, history)


def _suggested_keys(collection: Collection) -> set[str]:
    return set(map(name_key, suggested_names_of(collection.member(HISTORY_MEMBER))))


def _history(collection: Collection) -> dict[str, Any]:
    member = collection.member(HISTORY_MEMBER)
    return dict(member) if isinstance(member, dict) else {}


def _names(history: dict[str, Any]) -> list[Any]:
    names = history.get("suggested")
    return names if isinstance(names, list) else []
