"""What an atlas' pages look like."""

from __future__ import annotations

from dataclasses import dataclass

from storymap.basemap_data.borders import NEUTRAL
from storymap.model import Theme
from storymap.rendering.page import PageView


@dataclass(frozen=True, slots=True)
class AtlasLook:
    """How the pages look, and where they will be.

    `base` is the address of the folder, with a slash at its end, or "" if that is not known: then nothing absolute is
    written. `theme` is a newsroom's own style sheet, `worldview` whose view of disputed borders the map takes, `view`
    what the page of all shows unless its address asks for another, and `credit` a line at the end of each page.
    """

    base: str = ""
    theme: Theme | None = None
    worldview: str = NEUTRAL
    view: PageView = "story"
    credit: str = ""
