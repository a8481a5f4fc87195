"""Which command is planned by which function, and what its body is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_args

from storymap.errors import Problem, StorymapError, printable
from storymap.server.contract import commands
from storymap.server.sitting.checked_data import checked, hints
from storymap.server.sitting.commands import article_commands, place_commands, suggestion_commands
from storymap.server.sitting.commands.work import Work
from storymap.server.sitting.story_texts import Plan


class _Row(NamedTuple):
    kind: Any
    plan: Callable[[Work, Any], Plan]


_ROWS = (
    _Row(commands.AddPlace, place_commands.add_place),
    _Row(commands.ChangePlace, place_commands.change_place),
    _Row(commands.MovePlace, place_commands.move_place),
    _Row(commands.LocatePlace, place_commands.locate_place),
    _Row(commands.DeletePlace, place_commands.delete_place),
    _Row(commands.RenameLayer, place_commands.name_layer),
    _Row(commands.ArrangeLayers, place_commands.order_layers),
    _Row(commands.IgnoreWords, place_commands.ignore_words),
    _Row(commands.TakeSuggestion, suggestion_commands.take_suggestion),
    _Row(commands.RefuseSuggestion, suggestion_commands.refuse_suggestion),
    _Row(commands.TakeSure, suggestion_commands.take_sure),
    _Row(commands.MarkWords, article_commands.tie_words),
    _Row(commands.ActionWords, article_commands.act_on_words),
    _Row(commands.SetView, article_commands.view_block),
    _Row(commands.SetBlock, article_commands.write_block),
    _Row(commands.SetField, article_commands.write_field),
)
_OF_SITTING = (
    commands.AddPicture,
    commands.PlacePicture,
    commands.AddLayerFile,
    commands.MakeMarkdown,
    commands.CopyPlaces,
    commands.History,
    commands.Retry,
    commands.Resolve,
)


def _names(kind: Any) -> tuple[str, ...]:
    return get_args(hints(kind)["command"])


_PLANS = {name: row.plan for row in _ROWS for name in _names(row.kind)}
_KINDS = {name: kind for kind in (*(row.kind for row in _ROWS), *_OF_SITTING) for name in _names(kind)}


def checked_command(data: Any) -> dict[str, Any]:
    """Return a command as the contract has it. Raises StorymapError for anything else."""
    name = data.get("command") if isinstance(data, dict) else None
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise StorymapError(Problem("request", f'there is no command "{printable(str(name), 40)}"'))
    return dict(checked(data, kind))


def planned(work: Work, command: Mapping[str, Any]) -> Plan:
    """Return the plan of a command that changes the texts. Raises StorymapError and EditConflict."""
    return _PLANS[command["command"]](work, command)


def is_planned(command: Mapping[str, Any]) -> bool:
    """Return whether a command is a change of the texts; others are about files and the sitting."""
    return command["command"] in _PLANS
