"""Properties of a feature that storymap does not know: they are retained, as plain JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from storymap.errors import printable
from storymap.limits import DEEPEST_PROPERTY, LONGEST_PROPERTY, MOST_PROPERTIES, MOST_PROPERTY_VALUES
from storymap.reading.places.field_hints import likely_member
from storymap.reading.problem_log import ProblemLog


class ExtraProperties:
    """Cleans the unknown properties of one file's features, and notes those that look like a misspelling."""

    def __init__(self, log: ProblemLog) -> None:
        self._log = log
        self._misspelt: dict[str, tuple[str, int]] = {}

    def clean_all(self, properties: Mapping[str, Any], present: Mapping[str, Any], where: str) -> dict[str, Any]:
        """Return the unknown `properties` as plain JSON; `present` are all properties of the feature at `where`."""
        if len(properties) > MOST_PROPERTIES:
            self._log.warning(where, f"more than {MOST_PROPERTIES:,} properties; those unknown are left out")
            return {}
        cleaned: dict[str, Any] = {}
        for key, value in properties.items():
            if (likely := _cached_likely_member(key)) and likely not in present:
                first, count = self._misspelt.get(key, (where, 0))
                self._misspelt[key] = (first, count + 1)
            try:
                cleaned[_clean_text(key)] = _Cleaner().clean(value, DEEPEST_PROPERTY)
            except _UncleanError as error:
                self._log.warning(where, f'"{printable(key, 40)}" {error}; it is left out')
        return cleaned

    def warn_of_misspellings(self) -> None:
        """Warn once of each property that is probably one that storymap knows, written in another way."""
        for key, (where, count) in self._misspelt.items():
            more = "" if count == 1 else f" (and in {count - 1:,} more)"
            what = f'"{printable(key, 40)}" means nothing to storymap{more}'
            self._log.warning(where, what, f'rename it to "{_cached_likely_member(key)}" if that is what it is')


def is_likely_member(key: str) -> bool:
    """Say whether an unknown property is probably one that storymap knows, written in another way."""
    return _cached_likely_member(key) != ""


class _UncleanError(Exception):
    """A value that cannot be retained, and why."""


@lru_cache(maxsize=1000)
def _cached_likely_member(key: str) -> str:
    return likely_member(key)


class _Cleaner:
    def __init__(self) -> None:
        self._values = 0

    def clean(self, value: Any, depth: int) -> Any:
        self._values += 1
        if self._values > MOST_PROPERTY_VALUES:
            raise _UncleanError(f"has more than {MOST_PROPERTY_VALUES:,} values")
        match value:
            case str():
                return _clean_text(value)
            case float() if not math.isfinite(value):
                raise _UncleanError("is not a finite number")
            case None | bool() | int() | float():
                return value
        if depth == 0:
            raise _UncleanError("is nested too deeply")
        if isinstance(value, Mapping):
            return {_clean_text(str(key)): self.clean(inner, depth - 1) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(inner, depth - 1) for inner in value]
        return _clean_text(str(value))


def _clean_text(text: str) -> str:
    if len(text) > LONGEST_PROPERTY:
        raise _UncleanError(f"has more than {LONGEST_PROPERTY:,} characters")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise _UncleanError("holds half of a character (a lone surrogate)") from None
    return text
