"""The scale bar: in kilometres, or in miles where readers think in them, as in web/src/map/scale_steps.ts.

A test compares the two. The page measures with Leaflet, whose earth is 0.1 % smaller than the one the picture is
measured on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from storymap.rendering.i18n import Catalogue
from storymap.rendering.static_map.projection import Projection

LONGEST = 90.0  # pixels
_METRES = {"m": 1.0, "km": 1000.0, "ft": 0.3048, "mi": 1609.344}
_KEYS = {"m": "scaleM", "km": "scaleKm", "ft": "scaleFt", "mi": "scaleMi"}
# A language without a region stands for the one where most of its readers are (CLDR's likely subtags).
_MILES = re.compile(r"(en|cy|gd|my)(-[a-z]{4})?\Z|[a-z]{2,3}(-[a-z]{4})?-(us|gb|lr|mm)(-|\Z)", re.IGNORECASE | re.ASCII)
# Mercator grows towards the poles: where the picture's top and bottom differ by more, no bar would be true.
_MOST_GROWTH = 2.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of `width` pixels and what it stands for."""

    width: float
    text: str


def scale_bar(projection: Projection, words: Catalogue, language: str) -> Bar | None:
    """Return the bar for a frame: none where it has more than one scale."""
    ends = projection.metres_per_pixel(0), projection.metres_per_pixel(projection.height)
    here = projection.metres_per_pixel(projection.height / 2)
    if max(*ends, here) > _MOST_GROWTH * min(*ends, here):
        return None
    count, unit = scale_step(here * LONGEST, thinks_in_miles(language))
    return Bar(count * _METRES[unit] / here, words.say(_KEYS[unit], count=count))


def thinks_in_miles(language: str) -> bool:
    """Say whether readers of a language, a BCP 47 tag, think in miles: in the US, Britain, Liberia and Myanmar."""
    return _MILES.match(language) is not None


def scale_step(metres: float, miles: bool) -> tuple[int, str]:
    """Return a count and a unit for a length of at least one metre."""
    small, large = ("ft", "mi") if miles else ("m", "km")
    unit = large if metres >= _METRES[large] else small
    return round_down(metres / _METRES[unit]), unit


def round_down(value: float) -> int:
    """Return the largest of 1, 2, 3, 5, 10, 20, 30, 50 ... up to a value of 1 or more."""
    digits = int(10 ** (len(str(int(value))) - 1))
    return digits * max(step for step in (1, 2, 3, 5) if step * digits <= value)
