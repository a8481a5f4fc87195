"""The land pack: borders and coasts as arcs with the units beside them, and the points of view on borders."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from .arcs import NOBODY, Arcs, build_arcs
from .overrides import read_overrides
from .packing import pack_lines, pack_texts

STEP = 0.001
NEUTRAL = "neutral"
# How a boundary line's feature class is drawn.
UNSAID, COUNTRY, STATE, DISPUTED, HIDDEN = range(5)
_CLASSES = {
    "International boundary (verify)": COUNTRY,
    "Indefinite (please verify)": COUNTRY,
    "Disputed (please verify)": DISPUTED,
    "Line of control (please verify)": DISPUTED,
    "Indeterminant frontier": DISPUTED,
    "Claim boundary": DISPUTED,
    "Unrecognized": DISPUTED,  # as a line's own class; in a point of view it is hidden
    "Lease limit": STATE,
    "Admin-1 boundary": STATE,
    "Map unit boundary": STATE,
}


def views(lines: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> list[str]:
    """Return the points of view: neutral first, then Natural Earth's national ones, sorted."""
    coded = {column[len("FCLASS_") :] for column in lines.columns if column.startswith("FCLASS_")}
    units = {column[len("ADM0_A3_") :] for column in countries.columns if column.startswith("ADM0_A3_")}
    return [NEUTRAL, *sorted(coded & units)]


def land_arcs(units: gpd.GeoDataFrame, lines: gpd.GeoDataFrame) -> Arcs:
    """Return the arcs of all units on the fine grid."""
    return build_arcs(list(units.geometry), STEP, list(lines.geometry))


def pack_arcs(arcs: Arcs, step: float) -> dict[str, Any]:
    """Return arcs, the rings of the land, and the grid as arrays."""
    rings = _land_rings(arcs)
    return {
        **pack_lines(arcs.points),
        "left": arcs.left.astype("<i2"),
        "right": arcs.right.astype("<i2"),
        "line": arcs.line.astype("<i2"),
        "ring_count": np.array([len(ring) for ring in rings], "<u2"),
        "ring_arcs": np.array([arc for ring in rings for arc in ring], "<i4"),
        "step": np.array(step),
    }


def _land_rings(arcs: Arcs) -> list[list[int]]:
    """Chain the coasts to closed rings with the land on the left. An arc i in reverse is ~i."""
    follow: dict[tuple[int, ...], list[int]] = {}
    for arc, (points, left, right) in enumerate(zip(arcs.points, arcs.left, arcs.right, strict=True)):
        if (left == NOBODY) == (right == NOBODY):
            continue
        forward = right == NOBODY
        begin = points[0] if forward else points[-1]
        follow.setdefault(tuple(begin.tolist()), []).append(arc if forward else ~arc)
    rings = []
    while follow:
        start = at = next(iter(follow))
        ring: list[int] = []
        while True:
            leaving = follow[at]
            arc = leaving.pop()
            if not leaving:
                del follow[at]
            ring.append(arc)
            at = tuple((arcs.points[arc][-1] if arc >= 0 else arcs.points[~arc][0]).tolist())
            if at == start:
                break
        rings.append(ring)
    return rings


def country_codes(units: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> list[str]:
    """Return Natural Earth's ADM0_A3 codes, sorted; a country's number is its place in this list."""
    return sorted(set(countries["ADM0_A3"]) | set(units["adm0_a3"]))


def pack_politics(
    units: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, countries: gpd.GeoDataFrame, codes: list[str]
) -> dict[str, Any]:
    """Return whose each unit is and how each boundary line is drawn, for every point of view.

    `unit_country` has shape (views, units): numbers into `country_codes`. `line_class` has shape (views,
    lines).
    `pair_class` rows are (country, country, class): lines that the neutral view draws otherwise.
    """
    names = views(lines, countries)
    number = {code: index for index, code in enumerate(codes)}
    seats = {}
    drawn = []
    for view in names:
        column = "ADM0_A3" if view == NEUTRAL else f"ADM0_A3_{view}"
        moved = dict(zip(countries["ADM0_A3"], countries[column], strict=True))
        own = [
            unit["own_country"] if view in unit["except_views"].split() else unit["adm0_a3"]
            for _, unit in units[["own_country", "adm0_a3", "except_views"]].iterrows()
        ]
        seats[view] = [number.get(str(moved.get(code)), number[code]) for code in own]
        drawn.append([_class_in_view(line, view) for _, line in lines.iterrows()])
    pairs = [(row.key.split("|"), row.value) for row in read_overrides("pair")]
    return {
        "views": pack_texts(names),
        "country_codes": pack_texts(codes),
        "unit_country": np.array([seats[view] for view in names], "<i2"),
        "line_class": np.array(drawn, np.uint8),
        "pair_class": np.array(
            [(number[a], number[b], {"disputed": DISPUTED}[value]) for (a, b), value in pairs], "<i2"
        ),
    }


def _class_in_view(line: Any, view: str) -> int:
    """Return how a line is drawn: the view's own word where it has one, else the line's general class."""
    said = line.get(f"FCLASS_{view}") if view != NEUTRAL else None
    if isinstance(said, str) and said:
        return HIDDEN if said == "Unrecognized" else _CLASSES.get(said, UNSAID)
    return _CLASSES.get(line["FEATURECLA"], UNSAID)


# Whether a country's name stands on the map: not at all, once for the country, or once for each of its units.
_NO_LABEL, _ONE_LABEL, _LABEL_PARTS = range(3)


def country_labels(countries: gpd.GeoDataFrame, codes: list[str], languages: dict[str, str]) -> dict[str, Any]:
    """Return for each country whether, where (degrees) and from which zoom on its name stands, and its rank.

    Rank 2 is the largest. `languages` is each country's first language by ISO code.
    """
    table = countries.drop_duplicates("ADM0_A3").set_index("ADM0_A3").reindex(codes)
    kind = np.full(len(codes), _ONE_LABEL, np.uint8)
    kind[(table["LABELRANK"] >= 8) | table["TYPE"].isin(["Lease"])] = _NO_LABEL
    for row in read_overrides("country"):
        if row.field == "label":
            kind[codes.index(row.key)] = {"no": _NO_LABEL, "parts": _LABEL_PARTS}[row.value]
    return {
        "country_point": table[["LABEL_X", "LABEL_Y"]].to_numpy("<f4"),
        "country_zoom": table["MIN_LABEL"].to_numpy("<f4"),
        "country_rank": table["LABELRANK"].to_numpy(np.uint8),
        "country_label": kind,
        "country_language": pack_texts([languages.get(code, "") for code in table["ISO_A2_EH"]]),
        "country_width": np.array([_width(shape) for shape in table.geometry]).astype("<f4"),
        "country_iso": pack_texts([code if len(code) == 2 else "" for code in table["ISO_A2_EH"]]),
    }


def _width(shape: Any) -> float:
    if shape is None:
        return 0.0
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    return float(largest.bounds[2] - largest.bounds[0])


def label_points(units: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return where a name fits best in each unit, the width of its largest part, and its area, in degrees."""
    points, widths = [], []
    for shape in units.geometry:
        largest = max(shapely.get_parts(shape), key=lambda part: part.area)
        widths.append(largest.bounds[2] - largest.bounds[0])
        circle = shapely.maximum_inscribed_circle(shapely.simplify(largest, 0.01), 0.02)
        points.append(shapely.get_coordinates(circle)[0])
    return {
        "unit_point": np.array(points).astype("<f4"),
        "unit_width": np.array(widths).astype("<f4"),
        "unit_area": shapely.area(units.geometry.values).astype("<f4"),
    }
