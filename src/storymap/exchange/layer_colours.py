"""The colours of layers as other tools write them, and theirs as those of a page, of which there are eight."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Final

from PIL import ImageColor

from storymap.exchange.shared_story import SharedStory
from storymap.model import LAYER_COLOURS
from storymap.rendering.static_map.palette import LIGHT

HEX_COLOURS: Final = tuple(LIGHT[f"layer-{number}"] for number in range(1, LAYER_COLOURS + 1))
"""The colours 1 to 8 of layers on a light page, as "#rrggbb"."""
_NAMED: Final = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})|[a-z]{3,30}", re.IGNORECASE)


def nearest_colour(written: str) -> int | None:
    """Return the colour of a layer, 1 to 8, that is nearest to a colour of CSS; None where it is none."""
    if not _NAMED.fullmatch(written):
        return None
    try:
        wanted = ImageColor.getrgb(written)[:3]
    except ValueError:
        return None
    distances = [_distance(wanted, ImageColor.getrgb(ours)) for ours in HEX_COLOURS]
    return distances.index(min(distances)) + 1


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=False))


def layer_colours(story: SharedStory, layers: Iterable[str]) -> dict[str, str]:
    """Return a colour, "#rrggbb", for each of the layers: the one that the author chose, else one that is spare."""
    chosen = {layer.name: layer.colour for layer in story.layers if layer.colour is not None}
    spare = [number for number in range(1, LAYER_COLOURS + 1) if number not in chosen.values()] or [1]
    others = iter(itertools.cycle(spare))
    return {name: HEX_COLOURS[(chosen[name] if name in chosen else next(others)) - 1] for name in layers}
