"""Which units of the basemap make up each state, and where a state's point is: where its towns lie.

The basemap's units are Natural Earth's, which are finer than GeoNames' first level in some countries: England is 151 of
them, Lombardy 12. The sources' own codes do not agree, so the towns say it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import geopandas as gpd
import numpy as np
import shapely

from storymap.gazetteer import place_types

from .places import Place

_COAST = 0.1  # degrees: a point that lies so near is on the part, whose outline is coarse
_LEAST_SHARE = 0.8  # of a state's towns in its units, and of the towns in its units that are its own


def states_of_units(units: gpd.GeoDataFrame, places: Iterable[Place]) -> list[str]:
    """Return the code of the state that each unit of the basemap is a part of, "" where that is not clear."""
    shapes = list(units.geometry)
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


def points_of_units(units: gpd.GeoDataFrame) -> dict[str, tuple[float, float]]:
    """Return a point within each unit, latitude and longitude in degrees, by ISO 3166-2 code: of its largest part."""
    by_size = units.iloc[np.argsort(shapely.area(units.geometry), kind="stable")]
    return {row.iso_3166_2: (float(row.latitude), float(row.longitude)) for row in by_size.itertuples() if row.latitude}


def mend_points(units: gpd.GeoDataFrame, states: Sequence[str], places: Iterable[Place]) -> None:
    """Move the points of states that lie among another state's towns, or on one of their lesser islands.

    ISO's codes, by which the points are found, are given anew now and then. `states` are the codes of the states that
    the units are parts of.
    """
    towns: dict[str, list[Place]] = defaultdict(list)
    lying_states = []
    for place in places:
        if place.kind in place_types.SETTLEMENTS:
            towns[place.country].append(place)
        elif place.kind == place_types.STATE:
            lying_states.append(place)
    units_of: dict[str, list[int]] = defaultdict(list)
    for unit, code in enumerate(states):
        units_of[code].append(unit)
    for country, of_country in sorted(towns.items()):
        points = np.radians([(town.lat, town.lon) for town in of_country])
        for state in (state for state in lying_states if state.country == country):
            own = [town for town in of_country if town.state == state.code]
            parts = _main_parts(units.iloc[units_of[state.code]], own) if state.code in units_of else None
            for lat, lon in _points_of(state, own, units.iloc[units_of[state.code]]) if own else ():
                is_in_main_part = parts is None or bool(shapely.dwithin(parts, shapely.Point(lon, lat), _COAST))
                if is_in_main_part and of_country[_nearest(points, lat, lon)].state == state.code:
                    state.lat, state.lon = lat, lon
                    break


def _main_parts(units: gpd.GeoDataFrame, towns: Sequence[Place]) -> shapely.Geometry:
    """Return the largest part of a state, and the one that most of its towns are in."""
    parts = list(shapely.get_parts(shapely.union_all(units.geometry.to_numpy())))
    largest = max(parts, key=lambda part: part.area)
    points = shapely.points([(town.lon, town.lat) for town in towns])
    found = Counter(shapely.STRtree(parts).query(points, predicate="intersects")[1].tolist())
    return shapely.union_all([largest, *(parts[part] for part, _ in found.most_common(1))])


def _points_of(state: Place, towns: Sequence[Place], units: gpd.GeoDataFrame) -> Iterator[tuple[float, float]]:
    """Yield where a state may be, the best point first: as it is, in its largest unit, amid its towns, in a town."""
    yield state.lat, state.lon
    if len(units):
        row = units.iloc[int(np.argmax(shapely.area(units.geometry)))]
        yield float(row["latitude"]), float(row["longitude"])
        inside = shapely.point_on_surface(max(shapely.get_parts(row.geometry), key=lambda part: part.area))
        yield inside.y, inside.x
    yield sum(town.lat for town in towns) / len(towns), sum(town.lon for town in towns) / len(towns)
    largest = max(towns, key=lambda town: town.population)
    yield largest.lat, largest.lon


def _nearest(points: np.ndarray, lat: float, lon: float) -> int:
    """Return the number of the point nearest to one; `points` are in radians."""
    phi, theta = np.radians((lat, lon))
    half = np.sin((points[:, 0] - phi) / 2) ** 2
    half += np.cos(points[:, 0]) * np.cos(phi) * np.sin((points[:, 1] - theta) / 2) ** 2
    return int(np.argmin(half))
