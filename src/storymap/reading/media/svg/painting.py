"""Whether what paints letters can be seen: colours, opacities, gradients, and the effects around them.

Each function returns None where that cannot be told.
"""

from __future__ import annotations

import re
from typing import Final

from storymap.reading.media.svg.allowed import COLOUR_WORDS
from storymap.reading.media.svg.cascade import Cascade
from storymap.reading.media.svg.stylesheet import Value
from storymap.reading.media.svg.tree import Node, Tree
from storymap.reading.media.svg.values import numbers_in

# What is fainter than this is not seen.
FAINTEST: Final = 0.05
_OPACITY: Final = re.compile(r"([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?)(%?)", re.IGNORECASE)
_COLOUR_FUNCTION: Final = re.compile(r"(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\(([^()]*)\)")
_URL: Final = re.compile(r"url\(#[a-z][0-9]+\)\s*")
_MOST_STEPS: Final = 20
_FROM_ALL = ("SourceGraphic",)


def opacity(value: Value | None) -> float | None:
    """Return an opacity between 0 and 1; 1 where nothing is said."""
    if value is None or value.text == "initial":
        return 1.0
    match = _OPACITY.fullmatch(value.text)
    if match is None:
        return None
    return min(max(float(match[1]) / (100 if match[2] else 1), 0.0), 1.0)


def alpha(colour: str, current: float | None) -> float | None:
    """Return how opaque a colour is, from 0 to 1; `current` is what "currentColor" is."""
    if colour == "currentcolor":
        return current
    if colour in COLOUR_WORDS or colour == "none":
        return 0.0 if colour in ("none", "transparent") else 1.0
    if colour.startswith("#"):
        width = {5: 1, 9: 2}.get(len(colour))
        return int(colour[-width:], 16) / (16**width - 1) if width else 1.0
    return _function_alpha(colour)


def _function_alpha(colour: str) -> float | None:
    function = _COLOUR_FUNCTION.fullmatch(colour)
    if function is None:
        return None
    colours, slash, share = function[1].partition("/")
    parts = [part for part in re.split(r"[\s,]+", colours.strip()) if part]
    if len(parts) == 4 and not slash:
        share = parts.pop()
    if len(parts) != 3:
        return None
    return opacity(Value(share.strip())) if share.strip() else 1.0


def paint_alpha(value: Value | None, current: float | None, tree: Tree, cascade: Cascade, usual: str) -> float | None:
    """Return how opaque a fill or stroke is; `usual` is the colour where nothing is said."""
    text = usual if value is None or value.text == "initial" else value.text
    if not text.startswith("url("):
        return alpha(text, current)
    rest = _URL.sub("", text, count=1).strip()
    target = tree.by_id.get(value.references[0]) if value is not None and value.references else None
    if target is None:
        return alpha(rest or "none", current)
    return _gradient_alpha(target, current, tree, cascade)


def _gradient_alpha(gradient: Node, current: float | None, tree: Tree, cascade: Cascade) -> float | None:
    target: Node | None = gradient
    for _ in range(_MOST_STEPS):
        if target is None or target.name not in ("linearGradient", "radialGradient"):
            return None
        stops = [node for node in target.elements() if node.name == "stop"]
        if stops:
            shares = [_stop_alpha(stop, current, cascade) for stop in stops]
            known = [share for share in shares if share is not None]
            is_told = len(known) == len(shares) and (min(known) < FAINTEST) == (max(known) < FAINTEST)
            return max(known) if is_told else None
        if not target.reference:
            return 0.0
        target = tree.by_id.get(target.reference)
    return None


def _stop_alpha(stop: Node, current: float | None, cascade: Cascade) -> float | None:
    value = cascade.own(stop, "stop-color")
    colour = alpha("black" if value is None or value.text == "initial" else value.text, current)
    share = opacity(cascade.own(stop, "stop-opacity"))
    return None if colour is None or share is None else colour * share


def leaves_text_sharp(effect: Node) -> bool:
    """Say whether a filter draws what it is for on top of all else, as it is: a shadow or a halo does."""
    steps = list(effect.elements())
    if (
        not steps
        or not _covers(effect)
        or any({"x", "y", "width", "height"} & step.attributes.keys() for step in steps)
    ):
        return False
    last = steps[-1]
    if last.name == "feMerge":
        layers = list(last.elements())
        return bool(layers) and layers[-1].attributes.get("in") in _FROM_ALL
    if last.name == "feDropShadow":
        return last.attributes.get("in", "SourceGraphic" if len(steps) == 1 else "") in _FROM_ALL
    is_plain = (last.name, last.attributes.get("operator", last.attributes.get("mode", ""))) in (
        ("feBlend", ""),
        ("feBlend", "normal"),
        ("feComposite", ""),
        ("feComposite", "over"),
    )
    return is_plain and last.attributes.get("in") in _FROM_ALL


def _covers(effect: Node) -> bool:
    """Say whether the region of a filter holds all that it is for."""
    attributes = effect.attributes
    if attributes.get("filterUnits", "objectBoundingBox") != "objectBoundingBox":
        return False
    shares = [_share(attributes.get(name, usual)) for name, usual in _REGION]
    x, y, width, height = shares
    return x <= 0 and y <= 0 and x + width >= 1 and y + height >= 1


_REGION: Final = (("x", "-10%"), ("y", "-10%"), ("width", "120%"), ("height", "120%"))


def _share(text: str) -> float:
    numbers = numbers_in(text)
    return numbers[0] / (100 if text.endswith("%") else 1) if len(numbers) == 1 else 9e9
