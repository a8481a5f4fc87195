"""What an author says of how much a place matters: the properties `role`, `weight` and `kind` of a feature.

Other data may well have properties of these names. So only the three words of a role and a number from 0 to 1 are
taken; anything else stays the author's own, and is named once a file.
"""

from __future__ import annotations

from typing import Any, get_args

from storymap.model import Role
from storymap.reading.places.field_hints import value_in_words
from storymap.reading.problem_log import ProblemLog

ROLES: tuple[Role, ...] = get_args(Role)
FOCUS_PROPERTIES = frozenset({"role", "weight"})
SUGGESTED_ROLE = "suggested_role"
"""`storymap suggest` writes the role that it found twice. A role that differs from this one is the author's."""
_LONGEST_KIND = 40
_REMEDIES = {"role": f"roles are {', '.join(ROLES)}", "weight": "weights are numbers from 0 to 1"}


class FocusProperties:
    """Takes roles and weights out of the properties of one file's features, and notes those that are none."""

    def __init__(self, log: ProblemLog) -> None:
        self._log = log
        self._foreign: dict[str, tuple[str, Any, int]] = {}

    def take(self, properties: dict[str, Any], where: str) -> tuple[Role | None, float | None]:
        """Return the role and the weight that `properties` say, None for none, and take them out of it."""
        role, weight = properties.get("role"), _number(properties.get("weight"))
        for key, is_ours in (("role", role in ROLES), ("weight", weight is not None)):
            value = properties.get(key)
            if is_ours:
                del properties[key]
            elif value is not None and value != "":
                first, shown, count = self._foreign.get(key, (where, value, 0))
                self._foreign[key] = (first, shown, count + 1)
        is_suggested = role == properties.get(SUGGESTED_ROLE)
        return (role if role in ROLES and not is_suggested else None), weight

    def warn_of_foreign(self) -> None:
        """Warn once of each property that has the name of one of ours and another meaning."""
        for key, (where, value, count) in self._foreign.items():
            more = "" if count == 1 else f" (and in {count - 1:,} more)"
            what = f'"{key}" says nothing to storymap: it is {value_in_words(value)}{more}; it is kept'
            self._log.warning(where, what, _REMEDIES[key])


def kind_of(properties: dict[str, Any]) -> str:
    """Return what `properties` say that the place is, such as "town", or ""."""
    kind = properties.get("kind")
    return kind if isinstance(kind, str) and len(kind) <= _LONGEST_KIND else ""


def _number(value: Any) -> float | None:
    """Return a weight; tables have texts for numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > _LONGEST_KIND:
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None
