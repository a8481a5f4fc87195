"""Which units of the basemap make up each state: where its towns lie.

The basemap's units are Natural Earth's, which are finer than GeoNames' first level in some countries: England is 151 of
them, Lombardy 12. The sources' own codes do not agree, so the towns say it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import shapely

from storymap.gazetteer import place_types
from tools.basemap.natural_earth import read_units

from .places import Place

_LEAST_SHARE = 0.8  # of a state's towns in its units, and of the towns in its units that are its own


def states_of_units(package: Path, places: Iterable[Place]) -> list[str]:
    """Return the code of the state that each unit of the basemap is a part of, "" where that is not clear."""
    shapes = list(read_units(package).geometry)
    towns = [place for place in places if place.kind in place_types.SETTLEMENTS]
    points = shapely.points([town.lon for town in towns], [town.lat for town in towns])
    found: dict[int, Counter[str]] = defaultdict(Counter)
    located: Counter[str] = Counter()
    for town, unit in zip(*shapely.STRtree(shapes).query(points, predicate="intersects").tolist(), strict=True):
        found[unit][towns[town].state] += 1
        located[towns[town].state] += 1
    first = {unit: counts.most_common(1)[0][0] for unit, counts in sorted(found.items())}
    own: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for unit, state in first.items():
        own[state] += found[unit][state]
        within[state] += found[unit].total()
    clear = {state for state in own if own[state] >= _LEAST_SHARE * max(located[state], within[state])}
    return [state if (state := first.get(unit, "")) in clear else "" for unit in range(len(shapes))]
