"""The scale bar: kilometres, and miles where readers think in them. The rule is that of web/src/map/scale_steps.ts.

A test compares the two. The page measures with Leaflet, whose earth is 0.1 % smaller than the one the picture is
measured on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from storymap.rendering.i18n import Words
from storymap.rendering.static_map.projection import Projection

LONGEST = 90.0  # pixels
_METRES = {"m": 1.0, "km": 1000.0, "ft": 0.3048, "mi": 1609.344}
_KEYS = {"m": "scaleM", "km": "scaleKm", "ft": "scaleFt", "mi": "scaleMi"}
_MILES = re.compile(r"en\Z|(en-(us|gb|lr)|my)(-|\Z)", re.IGNORECASE)
# Mercator grows towards the poles: where the picture's top and bottom differ by more, no bar would be true.
_MOST_GROWTH = 2.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of `width` pixels and what it stands for."""

    width: float
    text: str


def scale_bars(projection: Projection, words: Words, language: str) -> list[Bar]:
    """Return the bars for a frame: none where it has more than one scale."""
    ends = projection.metres_per_pixel(0), projection.metres_per_pixel(projection.height)
    here = projection.metres_per_pixel(projection.height / 2)
    if max(*ends, here) > _MOST_GROWTH * min(*ends, here):
        return []
    steps = scale_steps(here * LONGEST, thinks_in_miles(language))
    return [Bar(count * _METRES[unit] / here, words.say(_KEYS[unit], count=count)) for count, unit in steps]


def thinks_in_miles(language: str) -> bool:
    """Say whether readers of a language, a BCP 47 tag, think in miles."""
    return _MILES.match(language) is not None


def scale_steps(metres: float, miles: bool) -> list[tuple[int, str]]:
    """Return a count and a unit for a length of at least one metre: the metric one, and with `miles` the other."""
    units = ["km" if metres >= _METRES["km"] else "m"]
    if miles:
        units.append("mi" if metres >= _METRES["mi"] else "ft")
    return [(round_down(metres / _METRES[unit]), unit) for unit in units]


def round_down(value: float) -> int:
    """Return the largest of 1, 2, 3, 5, 10, 20, 30, 50 ... up to a value of 1 or more."""
    digits = int(10 ** (len(str(int(value))) - 1))
    return digits * max(step for step in (1, 2, 3, 5) if step * digits <= value)
