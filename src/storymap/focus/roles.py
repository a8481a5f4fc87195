"""The roles of a story's places, which follow from its frame."""

from __future__ import annotations

from storymap.focus.frame import Box, Candidates, is_inside
from storymap.model import Role

HEAVY = 0.5  # of the heaviest place's weight: an area around the scene that weighs so much is itself the scene


def find_roles(box: Box, candidates: Candidates) -> list[Role]:
    """Return each place's role: in the frame it is the scene, an area around it the setting, all else passing."""
    is_shown = [is_inside(own, box) for own in candidates.boxes]
    heavy = HEAVY * max(candidates.weights, default=0.0)
    roles: list[Role] = []
    for own, weight, shown, inner in zip(candidates.boxes, candidates.weights, is_shown, candidates.inner, strict=True):
        holds_shown = any(is_shown[row] for row in inner)
        if shown and not (holds_shown and weight < heavy):
            roles.append("scene")
        else:
            roles.append("setting" if holds_shown or is_inside(box, own) else "passing")
    return roles
