"""What folium made of a map: parts of a page, as text."""

from __future__ import annotations

from typing import NamedTuple


class FoliumParts(NamedTuple):
    """What folium rendered: markup for the head, the map's element, and the script that fills it.

    `is_plain` says that nothing was added to what storymap puts on the map.
    """

    head: str
    html: str
    script: str
    is_plain: bool
