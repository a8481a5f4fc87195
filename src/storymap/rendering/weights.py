"""How much each place of a story matters."""

from __future__ import annotations

from storymap.model import Story, Weight

_BY_HAND = Weight(1.0, "scene")  # of a place of a story without a focus, which was made by hand
_UNNAMED = Weight(0.0, "passing")  # of a place in a large collection that decides nothing


def weight_of(story: Story, place_id: str) -> Weight:
    """Return a place's weight and role."""
    return story.focus.weights.get(place_id) or usual_weight(story)


def usual_weight(story: Story) -> Weight:
    """Return the weight of a place of which the focus says nothing; a story without a focus has only scenes."""
    return _UNNAMED if story.focus.weights else _BY_HAND
