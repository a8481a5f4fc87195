"""What storymap-host.js is given: the story's sentences, to be found in the newsroom's own article."""

from __future__ import annotations

from typing import NamedTuple, TypedDict


class HostMark(NamedTuple):
    """A mention in a passage: offsets are UTF-16 code units into its text, as JavaScript counts.

    `mention` is the id of the mention's element in the framed page.
    """

    start: int
    end: int
    place_id: str
    mention: str


class HostPassage(TypedDict):
    """Sentences of one block that name places."""

    text: str
    marks: list[HostMark]


class HostData(TypedDict):
    """All sentences that name places, in reading order.

    `label` is how a link to a place is called that has no words of its own; `{places}` in it stands for the name.
    """

    passages: list[HostPassage]
    label: str
