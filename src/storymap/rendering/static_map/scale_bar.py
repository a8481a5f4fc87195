"""The scale bar: kilometres, and miles where readers think in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storymap.rendering.i18n import Catalogue
from storymap.rendering.static_map.projection import Projection

_MILES = re.compile(r"en(-(us|gb|lr)|$)|my", re.IGNORECASE)
_LONGEST = 90.0
_MILE, _FOOT = 1609.344, 0.3048
# Mercator grows towards the poles: where the picture's top and bottom differ by more, no bar would be true.
_MOST_GROWTH = 2.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of `width` pixels and what it stands for."""

    width: float
    text: str


def scale_bars(projection: Projection, words: Catalogue, language: str) -> list[Bar]:
    """Return the bars for a frame: none where its scale is not one."""
    ends = projection.metres_per_pixel(0), projection.metres_per_pixel(projection.height)
    here = projection.metres_per_pixel(projection.height / 2)
    if max(*ends, here) > _MOST_GROWTH * min(*ends, here):
        return []
    metres = here * _LONGEST
    units = [("scaleKm", 1000.0) if metres >= 1000 else ("scaleM", 1.0)]
    if _MILES.match(language):
        units.append(("scaleMi", _MILE) if metres >= _MILE else ("scaleFt", _FOOT))
    bars = []
    for key, unit in units:
        count = round_down(metres / unit)
        bars.append(Bar(count * unit / here, words.say(key, count=count)))
    return bars


def round_down(value: float) -> int:
    """Return the largest of 1, 2, 3, 5, 10, 20, 30, 50 ... up to a value of 1 or more."""
    digits = int(10 ** (len(str(int(value))) - 1))
    return digits * max(step for step in (1, 2, 3, 5) if step * digits <= value)
