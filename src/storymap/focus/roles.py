"""The roles of a story's places, which follow from its frame."""

from __future__ import annotations

import numpy as np

from storymap.focus.frame import Candidates, Floats, is_inside
from storymap.model import Role

HEAVY = 0.5  # of the heaviest place's weight: an area around the scene that weighs so much is itself the scene


def find_roles(box: Floats, candidates: Candidates) -> list[Role]:
    """Return each place's role: in the frame it is the scene, an area around it the setting, all else passing."""
    shown = is_inside(candidates.boxes, box)
    holds_shown = np.any(candidates.within[shown], axis=0)
    is_around = is_inside(box, candidates.boxes)
    is_light = candidates.weights < HEAVY * candidates.weights.max(initial=0)
    roles = np.where(holds_shown | is_around, "setting", "passing")
    roles = np.where(shown & ~(holds_shown & is_light), "scene", roles)
    return roles.tolist()  # type: ignore[no-any-return] # numpy's list of the words above
