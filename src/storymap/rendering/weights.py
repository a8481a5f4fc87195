"""How much each place of a story matters."""

from __future__ import annotations

from storymap.model import Story, Weight

_UNWEIGHED = Weight(1.0, "scene")  # of a story that was made by hand


def weight_of(story: Story, place_id: str) -> Weight:
    """Return a place's weight and role; a story without a focus has only scenes."""
    return story.focus.weights.get(place_id, _UNWEIGHED)
