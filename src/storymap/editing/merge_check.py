"""What comes of an edit that was moved over somebody else's changes is still a file of places."""

from __future__ import annotations

import json
from typing import Any

from storymap.editing.collection import Collection
from storymap.editing.edit import EditConflict
from storymap.errors import PlacesError


def check_merge(before: str | None, after: str | None) -> None:
    """Raise EditConflict if a places file that could be read cannot be any more, or has a member twice now."""
    known = _repeated_members(before)
    if after is None or known is None:
        return
    found = _repeated_members(after)
    if found is None or found > known:
        raise EditConflict("places", after, before or "")


def _repeated_members(text: str | None) -> int | None:
    """Return how many members of a places file are written again, None if it cannot be read."""
    count = 0

    def counted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal count
        members = dict(pairs)
        count += len(pairs) - len(members)
        return members

    try:
        Collection(text or "", "places")
        json.loads((text or "").removeprefix("\ufeff"), object_pairs_hook=counted)
    except (PlacesError, ValueError, RecursionError):
        return None
    return count
