"""To which country each unit belongs, and how a border is drawn, from one point of view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from storymap.basemap_data.pack import NOBODY, Ints, Land, read_pack, texts

NEUTRAL = "neutral"
# How a border is drawn. The numbers are those of the pack.
_BY_COUNTRIES, COUNTRY, STATE, DISPUTED, HIDDEN = range(5)


@dataclass(frozen=True)
class Borders:
    """Borders from one point of view. `country_of[unit]` is the number of its country; the last entry is the sea."""

    country_codes: tuple[str, ...]
    country_of: Ints
    line_class: Ints
    pair_class: Ints

    def classes(self, land: Land) -> Ints:
        """Return how each arc is drawn: COUNTRY, STATE, DISPUTED or HIDDEN. Coasts are HIDDEN here."""
        left, right = self.country_of[land.left], self.country_of[land.right]
        said = self.line_class[land.line]
        same = left == right
        drawn = np.where(
            same, np.where(said == DISPUTED, DISPUTED, STATE), np.where(said == _BY_COUNTRIES, COUNTRY, said)
        )
        for a, b, drawn_as in self.pair_class.tolist():
            drawn[((left == a) & (right == b)) | ((left == b) & (right == a))] = drawn_as
        drawn[(land.left == NOBODY) | (land.right == NOBODY)] = HIDDEN
        return drawn


def worldviews() -> list[str]:
    """Return the names of the points of view: "neutral", then Natural Earth's by country code."""
    return texts(read_pack("politics")["views"])


@cache
def read_borders(worldview: str = NEUTRAL) -> Borders:
    """Return the borders from one point of view. Raises ValueError for a name that is not in `worldviews()`."""
    pack = read_pack("politics")
    known = texts(pack["views"])
    if worldview not in known:
        raise ValueError(f"there is no worldview {worldview!r}; there are {', '.join(known)}")
    row = known.index(worldview)
    return Borders(
        tuple(texts(pack["country_codes"])),
        np.r_[pack["unit_country"][row].astype(np.int64), NOBODY],
        np.r_[pack["line_class"][row].astype(np.int64), _BY_COUNTRIES],
        pack["pair_class"].astype(np.int64) if worldview == NEUTRAL else np.empty((0, 3), np.int64),
    )
