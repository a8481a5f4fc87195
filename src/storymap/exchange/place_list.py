"""The places of an imported story: each has an id of its own, so that a text can be tied to it."""

from __future__ import annotations

from typing import Any, Final

from storymap.exchange.article_parts import plain
from storymap.exchange.report import Report
from storymap.exchange.story_files import feature, point
from storymap.limits import LONGEST_NAME, LONGEST_NOTE, LONGEST_PROPERTY
from storymap.reading.slugs import UniqueSlugs, slugify
from storymap.reading.text import name_line

_LONGEST: Final = {"note": LONGEST_NOTE, "layer": LONGEST_NAME}


class PlaceList:
    """Gathers places. One of the same name at the same point is the same place; of the same name elsewhere another."""

    def __init__(self, report: Report) -> None:
        self.features: list[dict[str, Any]] = []
        self._report = report
        self._slugs = UniqueSlugs()
        self._known: dict[tuple[str, tuple[float, float] | None], str] = {}

    def add(self, name: str, position: tuple[float, float] | None, **members: Any) -> str:
        """Add a place and return its id. `name` and texts may be HTML; `position` is longitude and latitude in degrees.

        `members` are those of a place, or the author's own; a text that is too long is cut.
        """
        named = self._name(name)
        key = (named, position)
        if key not in self._known:
            place_id = self._slugs.take(slugify(named))
            self._known[key] = place_id
            kept = {member: self._cut(member, value) for member, value in members.items()}
            geometry = None if position is None else point(*position)
            self.features.append(feature(named, geometry, place_id=place_id, **kept))
            if position is None:
                self._report.kept("places without a position", example=named)
            else:
                self._report.kept("places", example=named)
        return self._known[key]

    def _name(self, name: str) -> str:
        named = name_line(plain(name))
        if not named:
            named = f"Place {len(self.features) + 1}"
            self._report.changed("places without a name", "name them", example=named)
        if len(named) > LONGEST_NAME:
            self._report.changed("names that are too long", f"cut to {LONGEST_NAME} characters", example=named)
        return named[:LONGEST_NAME].strip()

    def _cut(self, member: str, value: Any) -> Any:
        longest = _LONGEST.get(member, LONGEST_PROPERTY)
        if not isinstance(value, str) or len(value) <= longest:
            return value
        self._report.changed(f'texts of "{member}" that are too long', f"cut to {longest:,} characters")
        return value[:longest]
