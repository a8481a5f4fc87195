"""How much each place weighs: first to look for the frame, then, when roles are known, as it is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storymap.focus.frame import Floats
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


def first_weights(table: PlaceTable, counts: Sequence[MentionCount]) -> Floats:
    """Return the weights by which the frame is looked for, the heaviest 1."""
    named = np.array([found.count for found in counts])
    named = np.where(table.is_wide, np.minimum(named, MOST_OF_WIDE), named)
    weights = (named if named[table.is_located].any() else np.maximum(named, UNMENTIONED)) ** POWER
    vague = np.isin(table.kinds, list(VAGUE))
    if (weights[~vague] > 0).any():
        weights[vague] = 0
    has_inner = np.any(table.within & (weights[:, None] > 0), axis=0)
    is_empty = table.is_area & ~has_inner
    if weights[~is_empty].any():
        weights[is_empty] *= EMPTY
    weights /= weights.max() or 1
    given = _given(table)
    return np.where(np.isnan(given), weights, given)


def shown_weights(table: PlaceTable, first: Floats, roles: Sequence[Role]) -> Floats:
    """Return the weights that are shown, 0 to 1.

    A setting weighs less than the scene. An area that is shown whole, because its towns share the story, weighs as
    much as any of them.
    """
    role = np.array(roles)
    weights = np.where(role == "setting", first * SETTING, first)
    inner = np.where(table.within & (role == "scene")[:, None], first[:, None], 0).max(axis=0, initial=0)
    weights = np.where((role == "scene") & (first >= WHOLE * inner), np.maximum(first, 1.001 * inner), weights)
    weights = np.where(table.is_located, weights, weights * UNLOCATED)
    is_given = ~np.isnan(_given(table))
    weights = np.where(is_given, first, weights / (weights[~is_given].max(initial=0) or 1))
    return np.clip(weights, 0, 1)


def _given(table: PlaceTable) -> Floats:
    """Return the author's weights, NaN for none."""
    return np.array([np.nan if value is None else value for value in table.given], dtype=float)
