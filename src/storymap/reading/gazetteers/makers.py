"""Who makes gazetteers: under which licence, and whom to credit."""

from __future__ import annotations

from typing import NamedTuple


class Maker(NamedTuple):
    """A maker of gazetteers. `licence` and `credit` are "" where nobody has said."""

    name: str = ""
    licence: str = ""
    credit: str = ""


GEONAMES = Maker("GeoNames", "CC BY 4.0", "GeoNames (CC BY 4.0)")
OPENSTREETMAP = Maker("OpenStreetMap", "ODbL 1.0", "© OpenStreetMap contributors (ODbL 1.0)")
NATURAL_EARTH = Maker("Natural Earth", "public domain", "Natural Earth")
PLEIADES = Maker("Pleiades", "CC BY 3.0", "Pleiades (CC BY 3.0)")
UNKNOWN = Maker()
