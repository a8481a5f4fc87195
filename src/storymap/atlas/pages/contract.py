"""What the page of an atlas has in a block of its own, beside that of any page."""

from __future__ import annotations

from typing import TypedDict

STORIES_ID = "storymap-stories"
"""The element with `StoriesData` as JSON."""

PLACE_PAGE = "./place/{}/index.html"
"""Where the page of a place is, as seen from the page of all: by its place_id, which stands between the braces."""


class StoriesData(TypedDict):
    """The stories of the page: each is a part of the text that begins with its title, in the order of the text."""

    dates: list[str]
    """Of each story: "2009-04-17", "2009-04", "2009", or "" where it has none."""
    layers: list[str]
    """What the layers are called in an address, by their position in `PageData.layers`."""
    moved: list[tuple[str, str]]
    """Addresses that places had before, each with the place's of now."""
