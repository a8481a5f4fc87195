"""Suggestions with what the desk remembers of them: chosen before, refused before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.desk_memory import DeskMemory
from storymap.geoparsing.reason import reason
from storymap.geoparsing.suggestions import Suggestion


def with_memory(suggestions: Iterable[Suggestion], memory: DeskMemory) -> list[Suggestion]:
    """Return the suggestions, those refused before marked, each with where that was or where it was chosen."""
    return [_remembered(suggestion, memory) for suggestion in suggestions]


def _remembered(suggestion: Suggestion, memory: DeskMemory) -> Suggestion:
    keys = [name_key(name) for name in (suggestion.name, *suggestion.aliases)]
    if suggestion.places:
        number = suggestion.places[0].number
        file = next((memory.chosen_in[key, number] for key in keys if (key, number) in memory.chosen_in), "")
        if file:
            return replace(suggestion, why=(*suggestion.why, reason("chosenBefore", file=file)))
    file = next((memory.refused[key] for key in keys if key in memory.refused), "")
    if file:
        return replace(suggestion, why=(*suggestion.why, reason("refusedBefore", file=file)), is_refused=True)
    return suggestion
