"""The roles of a story's places, which follow from its frame."""

from __future__ import annotations

import numpy as np

from storymap.focus.frame import Candidates, Floats, is_inside
from storymap.model import Role

_HEAVY = 0.5  # of the heaviest place's weight: an area that holds the scene and weighs so much is itself the scene


def find_roles(box: Floats, candidates: Candidates) -> list[Role]:
    """Return each place's role: in the frame it is the scene, an area around it the setting, all else passing."""
    shown = is_inside(candidates.boxes, box)
    holds_shown = np.any(candidates.within[shown], axis=0).tolist()
    around = is_inside(box, candidates.boxes).tolist()
    top = candidates.weights.max(initial=0)
    roles: list[Role] = []
    for index in range(len(shown)):
        if shown[index]:
            is_light = candidates.weights[index] < _HEAVY * top
            roles.append("setting" if holds_shown[index] and is_light else "scene")
        else:
            roles.append("setting" if holds_shown[index] or around[index] else "passing")
    return roles
