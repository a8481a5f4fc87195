"""The picture's alternative text."""

from __future__ import annotations

from itertools import islice

from storymap.model import Story
from storymap.rendering.numbering import Numbering

_MOST = 30


def picture_title(numbering: Numbering) -> str:
    """Return what kind of picture it is."""
    return numbering.words.say("staticMap")


def picture_description(story: Story, numbering: Numbering) -> str:
    """Return the places on the picture by number and name, the first thirty of them."""
    words = numbering.words
    names = story.places["name"].tolist()
    located = (place_id for place_id in numbering.number if place_id in numbering.located)
    shown = [
        words.say("marker", number=numbering.number[place_id], name=" ".join(names[numbering.row(place_id)].split()))
        for place_id in islice(located, _MOST + 1)
    ]
    if len(shown) > _MOST:
        return words.say("viewNow", places=", ".join([*shown[:_MOST], "…"]))
    return words.say("viewNow", places=words.list(shown))
