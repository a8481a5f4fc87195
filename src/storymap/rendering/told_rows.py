"""The clustered places that a story tells of, where they are hundreds: what their rows have beside those of others."""

from __future__ import annotations

from collections.abc import Mapping

from storymap.model import Story
from storymap.rendering.contract.page import Importance, ToldRows
from storymap.rendering.numbering import Numbering
from storymap.rendering.other_stories import OtherStories, linked_stories
from storymap.rendering.packed_integers import pack_integers
from storymap.rendering.weights import usual_weight, weight_of


def told_rows(story: Story, numbering: Numbering, other_stories: Mapping[str, OtherStories] | None = None) -> ToldRows:
    """Return what the page knows of these rows, which are the first of `cluster_data`.

    Of a book only its few hundred main places have a weight, so what the others have is said once.
    """
    zooms: list[float | None] = story.places["zoom"].tolist()
    weighed = story.focus.weights
    stories: dict[int, tuple[int, str]] = {}
    others: dict[int, Importance] = {}
    for row, place_id in enumerate(numbering.told):
        zoom = zooms[numbering.row(place_id)]
        if place_id in weighed or zoom is not None:
            others[row] = importance_of(story, place_id, zoom)
        linked = linked_stories(other_stories, place_id)
        if linked:
            stories[row] = (linked.count, linked.href)
    usual = usual_weight(story)
    return {
        "count": len(numbering.told),
        "named": pack_integers(
            [sum(len(one.mentions) for one in numbering.excerpts(place_id)) for place_id in numbering.told]
        ),
        "usual": {"zoom": None, "role": usual.role, "weight": usual.value, "frame": usual.frame},
        "others": others,
        "passages": [],
        "stories": stories,
    }


def importance_of(story: Story, place_id: str, zoom: float | None) -> Importance:
    """Return how much a place matters; `zoom` is that at which the author wants it to be shown."""
    weight = weight_of(story, place_id)
    return {
        "zoom": None if zoom is None else float(zoom),
        "role": weight.role,
        "weight": weight.value,
        "frame": weight.frame,
    }
