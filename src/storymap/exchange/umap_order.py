"""The order in which uMap lists the features of a layer, and its slideshow shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from storymap.folding.for_searching import fold_for_searching

_MOST_KEYS: Final = 10
_NUMBER: Final = re.compile(r"(\d{1,15})")

_Sorted = list[tuple[int, int, str]]


def in_shown_order(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return a map whose features stand in the order that its author chose: by `sortKey`, else by name in a slideshow.

    `sortKey` is one property or several with commas between, each with a minus sign before it for the other way round;
    numbers within texts count as numbers. Without either the map is as it was.
    """
    about = members["properties"] if isinstance(members.get("properties"), dict) else {}
    written = about.get("sortKey")
    slideshow = about.get("slideshow")
    is_slideshow = isinstance(slideshow, dict) and bool(slideshow.get("active"))
    keys = written.split(",")[:_MOST_KEYS] if isinstance(written, str) and written.strip() else []
    if not keys and not is_slideshow:
        return dict(members)
    return {**members, "layers": [_sorted_layer(layer, keys or ["name"]) for layer in members["layers"]]}


def _sorted_layer(layer: Any, keys: list[str]) -> Any:
    features = layer.get("features") if isinstance(layer, dict) else None
    if not isinstance(features, list):
        return layer
    # One after the other from the last: Python's sort keeps the order of equals.
    for key in reversed(keys):
        name = key.strip()
        features = sorted(features, key=lambda one: _place(one, name.removeprefix("-")), reverse=name.startswith("-"))
    return {**layer, "features": features}


def _place(feature: Any, key: str) -> _Sorted:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    value = properties.get(key) if isinstance(properties, dict) else None
    parts = _NUMBER.split(fold_for_searching(str(value))[:200]) if isinstance(value, str | int | float) else []
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
