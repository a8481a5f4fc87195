"""Where the story has a better line, the basemap's own is kept apart, and only there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from storymap.model import ContextFeature, ContextKind
from storymap.rendering.basemap.finer_lines import FinerLine, finer_lines, parted
from storymap.rendering.basemap.make import make_basemap
from tests.rendering.basemap import reader, stories

STEP = 0.001
# A border along a parallel, from 0 to 1 degree east.
BORDER = np.array([[0, 45_000], [500, 45_000], [1000, 45_000]])


def line(*points: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString(points)


def beside(*finer: shapely.LineString, drawn_as: str = "n") -> tuple[list[list[Any]], list[list[Any]]]:
    """Where the pieces begin and end that have no better line, and those that have one, in degrees."""
    pieces = parted([BORDER], STEP, drawn_as, [FinerLine(one, "rn") for one in finer])
    return tuple([(part[[0, -1], 0] * STEP).round(2).tolist() for part in group] for group in pieces)  # type: ignore[return-value]


def test_what_runs_beside_a_finer_line_is_kept_apart_as_far_as_that_goes() -> None:
    # A kilometre north of the border, from 0.3 to 0.6 degrees.
    assert sorted(beside(line((0.3, 45.009), (0.45, 45.006), (0.6, 45.009)))[0]) == [[0.0, 0.3], [0.6, 1.0]]
    assert beside(line((0.3, 45.009), (0.45, 45.006), (0.6, 45.009)))[1] == [[0.3, 0.6]]


@pytest.mark.parametrize(
    "other",
    [line((0.3, 45.05), (0.6, 45.05)), line((0.5, 44.9), (0.5, 45.1)), line((0.4, 44.9), (0.6, 45.1))],
    ids=["five kilometres away", "across", "across at an angle"],
)
def test_what_is_far_from_a_finer_line_or_crosses_it_stays(other: shapely.LineString) -> None:
    assert beside(other) == ([[0.0, 1.0]], [])


def test_a_line_stays_where_the_finer_one_is_of_another_kind() -> None:
    assert beside(line((0.3, 45.0), (0.6, 45.0)), drawn_as="x") == ([[0.0, 1.0]], [])


def test_the_outline_of_an_area_is_finer_wherever_it_begins() -> None:
    (outline,) = finer_lines((), None, [shapely.box(0.2, 45.002, 0.8, 45.4)])
    ring = np.array(outline.line.coords)[:-1]
    for start in range(4):
        turned = np.roll(ring, start, axis=0)
        # As far as its corners are near.
        assert beside(shapely.LineString([*turned, turned[0]]))[1] == [[0.18, 0.82]]


@pytest.mark.parametrize(
    ("kind", "replaces"), [("river", "rndx"), ("border", "ndx"), ("barrier", "n"), ("road", ""), ("area", "")]
)
def test_a_river_is_better_than_rivers_and_borders_and_a_road_than_nothing(kind: ContextKind, replaces: str) -> None:
    found = finer_lines([ContextFeature(line((0, 45), (1, 45)), "", kind)], None, [])
    assert "".join(one.replaces for one in found) == replaces


def test_the_basemap_holds_the_same_lines_with_a_finer_one_and_without() -> None:
    river = line((-106.53, 31.78), (-106.45, 31.76), (-106.3, 31.66), (-106.2, 31.47))
    plain, finer = (
        make_basemap(stories.BORDER, finer=given)["details"][0]
        for given in ((), finer_lines([ContextFeature(river, "", "river")], None, []))
    )
    assert "N" not in plain["classes"] and "N" in finer["classes"]
    lengths = [
        sum(shapely.LineString(one).length for letter in letters for one in reader.lines_of(layer, letter))
        for layer, letters in ((plain, "n"), (finer, "nN"))
    ]
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-3)
    for one in reader.lines_of(finer, "N"):
        assert river.distance(shapely.LineString(one)) < 0.03


def test_of_thousands_of_finer_lines_the_longest_count() -> None:
    crumbs = [line((0.3 + i * 1e-5, 45.01), (0.3001 + i * 1e-5, 45.01)) for i in range(3000)]
    long = line((0.7, 45.005), (0.9, 45.005))
    assert [0.7, 0.9] in beside(*crumbs, long)[1]
