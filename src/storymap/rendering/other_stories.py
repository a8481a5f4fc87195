"""Links from the places of a story to the other stories that name them, on pages of an atlas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storymap.urls import is_web_address, safe_path


@dataclass(frozen=True, slots=True)
class OtherStories:
    """How many other stories name a place, and the link to the page about them: an address, or a path from this one."""

    count: int
    href: str


def linked_stories(given: Mapping[str, OtherStories] | None, place_id: str) -> OtherStories | None:
    """Return what is linked from a place; None where no other story names it, or the link may be none."""
    found = None if given is None else given.get(place_id)
    if found is None or found.count < 1:
        return None
    return found if is_web_address(found.href) or safe_path(found.href) else None
