"""The picture of a place, as its properties have it: a file's name, or an object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from storymap.editing.json_text import GONE

IMAGE_MEMBERS: Final = frozenset(("image", "alt", "caption", "credit"))


def image_after(image: Any, changes: Mapping[str, Any]) -> Any:
    """Return the value of "image" after changes of the picture: its file as "image", "alt", "caption", "credit".

    GONE as its file takes all of it out. What else the object has stays. An object without "src" says that there is no
    picture that it could be of; GONE that there is none, nor anything to say of it.
    """
    if changes.get("image", image) is GONE:
        return GONE
    before: dict[str, Any] = dict(image) if isinstance(image, dict) else {} if image is None else {"src": image}
    after = dict(before)
    for member in ("image", "alt", "caption", "credit"):
        if member in changes:
            key = "src" if member == "image" else member
            after.pop(key, None) if changes[member] is GONE else after.__setitem__(key, changes[member])
    if isinstance(image, str) and after.keys() == {"src"}:
        return after["src"]
    return after or GONE
