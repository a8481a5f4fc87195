"""What a places file says of its layers: their order in the legend, and colours of their own.

It stands in the file's foreign member "storymap": `{"layers": [{"name": "Cities", "colour": 2}, {"name": "Rivers"}]}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from storymap.limits import LONGEST_NAME
from storymap.model import DEFAULT_LAYER, LAYER_COLOURS, LayerChoice
from storymap.reading.places.field_hints import value_in_words
from storymap.reading.places.suggestion_members import HISTORY_MEMBER
from storymap.reading.problem_log import ProblemLog
from storymap.reading.text import name_line

LAYERS = "layers"


def layer_choices(member: Any, log: ProblemLog) -> tuple[LayerChoice, ...]:
    """Return what the member "storymap" of the file of `log` says of layers; what is wrong is left out."""
    layers = member.get(LAYERS) if isinstance(member, dict) else None
    if layers is None:
        return ()
    where = f'{log.name}, "{HISTORY_MEMBER}", "{LAYERS}"'
    if not isinstance(layers, list):
        log.warning(where, f"must be a list, is {value_in_words(layers)}", 'write [{"name": "Cities", "colour": 2}]')
        return ()
    found = [_choice(one, f"{where}, item {number}", log) for number, one in enumerate(layers, 1)]
    return joined_choices(choice for choice in found if choice is not None)


def joined_choices(choices: Iterable[LayerChoice]) -> tuple[LayerChoice, ...]:
    """Return what is said of each layer, as it was said first."""
    first: dict[str, LayerChoice] = {}
    for choice in choices:
        first.setdefault(choice.name, choice)
    return tuple(first.values())


def _choice(value: Any, where: str, log: ProblemLog) -> LayerChoice | None:
    name = value.get("name") if isinstance(value, dict) else None
    if not isinstance(name, str) or len(name) > LONGEST_NAME:
        log.warning(where, "names no layer; it is left out", 'write {"name": "Cities"}')
        return None
    colour = value.get("colour")
    if colour is not None and (isinstance(colour, bool) or colour not in range(1, LAYER_COLOURS + 1)):
        what = f"colour must be 1 to {LAYER_COLOURS}, is {value_in_words(colour)}; the layer gets another one"
        log.warning(where, what, "correct it, or leave it out")
        colour = None
    return LayerChoice(name_line(name) or DEFAULT_LAYER, None if colour is None else int(colour))
