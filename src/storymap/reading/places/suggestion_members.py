"""What `suggest` left in a places file: the names of its places, and the member that says what was suggested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

HISTORY_MEMBER = "storymap"  # the foreign member of a places file that says what was suggested before


def names_of(feature: Mapping[str, Any]) -> list[str]:
    """Return the name and the aliases of a feature, none for one that has no properties."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return []
    aliases = properties.get("aliases")
    names = [properties.get("name"), *(aliases if isinstance(aliases, list) else [])]
    return [name for name in names if isinstance(name, str)]


def names_in_features(features: Iterable[Any]) -> list[str]:
    """Return the names and aliases of features, whatever else stands among them."""
    return [name for feature in features if isinstance(feature, dict) for name in names_of(feature)]


def suggested_names_of(history: Any) -> list[str]:
    """Return the names that a history says were suggested; `history` is the value of HISTORY_MEMBER."""
    names = history.get("suggested") if isinstance(history, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
