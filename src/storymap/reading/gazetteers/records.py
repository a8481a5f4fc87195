"""What a place of a gazetteer is made of: names that a text can have, and points on the earth."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.errors import without_control_characters
from storymap.limits import LONGEST_NAME, MOST_ALIASES
from storymap.reading.text import is_blank

_SHORTEST = 2  # letters of a name
_LONGEST_CODE = 4  # letters: a name in capitals that is no longer is a code, as of an airport


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a place: on one line, seen, neither too short nor too long."""
    if not _SHORTEST <= len(text) <= LONGEST_NAME:
        return False
    return text.isalpha() or (without_control_characters(text) == text and not is_blank(text))


def usable_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of a place's other names that a text would have: no codes, addresses and transcriptions in small."""
    kept: dict[str, None] = {}
    for name in map(str.strip, names):
        if name and _is_usable(name):
            kept[name] = None
            if len(kept) == MOST_ALIASES:
                break
    return tuple(kept)


def _is_usable(name: str) -> bool:
    if not is_name(name) or "/" in name or any(map(str.isdigit, name)):
        return False
    first = name[0]
    if first.isupper():
        return not (name.isupper() and len(name) <= _LONGEST_CODE)
    return not first.islower() or "'" in name[:3] or "’" in name[:3] or " " in name


def is_point(lat: float, lon: float) -> bool:
    """Return whether these are degrees of latitude and longitude; not being a number is none."""
    return -90 <= lat <= 90 and -180 <= lon <= 180
