"""Commands that decide what was suggested."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from storymap.editing.edit import Edit
from storymap.editing.places.features import add_features
from storymap.editing.places.suggestions import add_suggestions, refuse_suggestions
from storymap.errors import Problem, StorymapError
from storymap.geoparsing.geojson import suggestion_feature
from storymap.geoparsing.suggestions import Suggestion
from storymap.server.contract.commands import (
    DeletePlace,
    LocatePlace,
    MovePlace,
    RefuseSuggestion,
    TakeSuggestion,
    TakeSure,
)
from storymap.server.sitting.commands.place_commands import (
    checked_name,
    delete_place,
    entry_of,
    locate_place,
    move_place,
    refuse_known,
)
from storymap.server.sitting.commands.work import Work
from storymap.server.sitting.decisions import IN_FILE
from storymap.server.sitting.story_texts import Plan


def take_suggestion(work: Work, command: TakeSuggestion) -> Plan:
    """Make a place of a suggestion: as it is, or as another one that its name can mean, or drawn."""
    if command["key"].startswith(IN_FILE):
        return _take_in_file(work, command)
    suggestion = _chosen(work, command)

    def planned(text: str | None) -> Edit:
        name = work.known.places_name
        if "geometry" not in command:
            edit, added = add_suggestions(text, [suggestion], [], work.known.gazetteer(), name=name)
            if not added:
                refuse_known(work, text, (suggestion.name,))
            return edit
        feature: dict[str, Any] = suggestion_feature(suggestion, work.known.gazetteer())
        refuse_known(work, text, (suggestion.name,))
        return add_features(text, [{**feature, "geometry": command["geometry"]}], name=name)

    return Plan(work.on_places(planned), "historyTakeSuggestion", {"name": suggestion.name})


def refuse_suggestion(work: Work, command: RefuseSuggestion) -> Plan:
    """Say that what was suggested is no place: it is not suggested again."""
    if command["key"].startswith(IN_FILE):
        deleted: DeletePlace = {
            "command": "delete-place",
            "base": command["base"],
            "place_id": command["key"].removeprefix(IN_FILE),
        }
        return delete_place(work, deleted)
    suggestion = _suggestion(work, command["key"])
    edit = work.on_places(lambda text: refuse_suggestions(text, [suggestion.name], name=work.known.places_name))
    return Plan(edit, "historyRefuseSuggestion", {"name": suggestion.name})


def take_sure(work: Work, _: TakeSure) -> Plan:
    """Make places of all suggestions that are sure."""
    sure = list(work.known.sure())
    edit = work.on_places(
        lambda text: add_suggestions(text, sure, [], work.known.gazetteer(), name=work.known.places_name)[0]
    )
    return Plan(edit, "historyTakeSure", {"count": str(len(sure))})


def _suggestion(work: Work, key: str) -> Suggestion:
    suggestion = work.known.suggestion(key)
    if suggestion is None:
        raise StorymapError(Problem(key, "this is decided already", "look at the places"))
    return suggestion


def _chosen(work: Work, command: TakeSuggestion) -> Suggestion:
    """Return a suggestion as it is to be taken: which place it is, and what it is called."""
    suggestion = _suggestion(work, command["key"])
    if "entry" in command:
        entry = command["entry"]
        places = () if entry is None else (entry_of(work, entry),)
        suggestion = replace(suggestion, places=places, confidence=1.0, alternatives=())
    elif "geometry" in command:
        suggestion = replace(suggestion, places=(), alternatives=())
    elif suggestion.places:
        suggestion = replace(suggestion, confidence=1.0, alternatives=())
    if "name" in command and (name := checked_name("name", command["name"])) != suggestion.name:
        aliases = dict.fromkeys((suggestion.name, *(alias for alias in suggestion.aliases if alias != name)))
        suggestion = replace(suggestion, name=name, aliases=tuple(aliases))
    return suggestion


def _take_in_file(work: Work, command: TakeSuggestion) -> Plan:
    """Take a place of the file: where it is to be."""
    place_id = command["key"].removeprefix(IN_FILE)
    if "geometry" in command:
        moved: MovePlace = {
            "command": "move-place",
            "base": command["base"],
            "place_id": place_id,
            "geometry": command["geometry"],
        }
        return move_place(work, moved)
    entry = command.get("entry")
    if entry is None:
        raise StorymapError(Problem(place_id, "nobody said where it is", "choose a place, or draw it"))
    located: LocatePlace = {
        "command": "locate-place",
        "base": command["base"],
        "place_id": place_id,
        "entry": entry,
    }
    return locate_place(work, located)
