"""An edit of a places file that may not be there yet."""

from __future__ import annotations

from collections.abc import Sequence

from storymap.editing.collection import Collection
from storymap.editing.edit import Edit, Replacement, apply


def edit_of(text: str | None, collection: Collection, replacements: Sequence[Replacement]) -> Edit:
    """Return the edit of replacements in a collection; without a `text` it makes the file. Empty if nothing changes."""
    edit = Edit.of(replacements)
    if text is not None or not edit:
        return edit
    changed, _ = apply(edit, {"places": collection.text})
    return Edit((Replacement("places", 0, None, changed["places"]),))
