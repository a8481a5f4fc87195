"""How much each place weighs: first to look for the frame, then, when roles are known, as it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.focus.mention_counts import MentionCount
from storymap.focus.place_table import PlaceTable
from storymap.model import Role

POWER = 0.7  # of a place's count: the tenth mention says less than the first
MOST_OF_WIDE = 7.0  # what a country or state counts at most: it acts, and is an adjective, in every second sentence
UNMENTIONED = 0.25  # what a place counts that the article does not name, where it names none of those on the map
EMPTY = 0.6  # what a country or state counts of which the article names no place, beside others
VAGUE = frozenset({"continent", "region", "sea"})  # nobody knows where they end: they count nothing beside others
SETTING = 0.5  # what a setting weighs of what it would as scene
WHOLE = 0.6  # of its heaviest town's weight: what an area in view must have to weigh as much as that
UNLOCATED = 0.5  # what is on no map may be a name that means no place


def first_weights(table: PlaceTable, counts: Sequence[MentionCount]) -> list[float]:
    """Return the weights by which the frame is looked for, the heaviest 1."""
    named = [
        min(found.count, MOST_OF_WIDE) if is_wide else found.count
        for found, is_wide in zip(counts, table.is_wide, strict=True)
    ]
    if not any(count for count, box in zip(named, table.boxes, strict=True) if box):
        named = [max(count, UNMENTIONED) for count in named]
    weights = [count**POWER for count in named]
    is_vague = [kind in VAGUE for kind in table.kinds]
    if any(weight > 0 for weight, vague in zip(weights, is_vague, strict=True) if not vague):
        weights = [0.0 if vague else weight for weight, vague in zip(weights, is_vague, strict=True)]
    is_empty = [
        is_area and not any(weights[row] > 0 for row in inner)
        for is_area, inner in zip(table.is_area, table.inner, strict=True)
    ]
    if any(weight for weight, empty in zip(weights, is_empty, strict=True) if not empty):
        weights = [weight * EMPTY if empty else weight for weight, empty in zip(weights, is_empty, strict=True)]
    most = max(weights, default=0.0) or 1.0
    return [weight / most if given is None else given for weight, given in zip(weights, table.given, strict=True)]


def shown_weights(table: PlaceTable, first: Sequence[float], roles: Sequence[Role]) -> list[float]:
    """Return the weights that are shown, 0 to 1.

    A setting weighs less than the scene. An area that is shown whole, because its towns share the story, weighs as
    much as any of them.
    """
    weights = []
    for weight, role, box, inner in zip(first, roles, table.boxes, table.inner, strict=True):
        shown = weight * SETTING if role == "setting" else weight
        if role == "scene":
            most = max((first[row] for row in inner if roles[row] == "scene"), default=0.0)
            shown = max(weight, 1.001 * most) if weight >= WHOLE * most else weight
        weights.append(shown if box else shown * UNLOCATED)
    most = max((weight for weight, given in zip(weights, table.given, strict=True) if given is None), default=0.0) or 1
    return [
        min(max(weight / most if given is None else own, 0.0), 1.0)
        for weight, own, given in zip(weights, first, table.given, strict=True)
    ]
