"""The picture in words, for those who do not see it."""

from __future__ import annotations

from storymap.model import Story
from storymap.rendering.roster import Roster

_MOST = 30


def picture_title(roster: Roster) -> str:
    """Return what kind of picture it is."""
    return roster.words.say("staticMap")


def picture_description(story: Story, roster: Roster) -> str:
    """Return the places on the picture by number and name, the first thirty of them."""
    words = roster.words
    shown = [
        words.say("marker", number=number, name=" ".join(story.places.at[place_id, "name"].split()))
        for place_id, number in roster.number.items()
        if place_id in roster.located
    ]
    if len(shown) > _MOST:
        return words.say("viewNow", places=", ".join([*shown[:_MOST], "…"]))
    return words.say("viewNow", places=words.list(shown))
