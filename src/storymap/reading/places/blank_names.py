"""Names of nothing but invisible characters that are left out: a person cannot see that they are there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storymap.model import DEFAULT_LAYER
from storymap.reading.places.record_fields import NAME_SEPARATOR
from storymap.reading.problem_log import ProblemLog
from storymap.reading.text import is_invisible

_REMEDIES = {
    "layer": f'write its name: until then it is "{DEFAULT_LAYER}"',
    "aliases": "take it out, or write what it should say",
    "ignore": "take it out, or write what it should say",
    "name": "take it out, or write what it should say",
}


class BlankNames:
    """Notes the names of nothing in one file's features, for one warning a property."""

    def __init__(self, log: ProblemLog) -> None:
        self._log = log
        self._found: dict[str, tuple[str, int]] = {}

    def look_through(self, properties: Mapping[str, Any], where: str) -> None:
        """Note the properties of the feature at `where` that hold a name of nothing."""
        for key in _REMEDIES:
            value = properties.get(key)
            if isinstance(value, str) and any(map(is_invisible, _names(key, value))):
                first, count = self._found.get(key, (where, 0))
                self._found[key] = (first, count + 1)

    def warn(self) -> None:
        """Warn once of each property that held a name of nothing."""
        for key, (where, count) in self._found.items():
            more = "" if count == 1 else f" (and in {count - 1:,} more)"
            what = f"{key} holds a name of invisible characters alone{more}; it is left out"
            self._log.warning(where, what, _REMEDIES[key])


def _names(key: str, value: str) -> list[str]:
    return NAME_SEPARATOR.split(value) if key in ("aliases", "ignore") else [value]
