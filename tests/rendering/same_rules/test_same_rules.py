"""What Python and the browser both work out, they work out alike: one fixture goes through the code of both."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from storymap.geometry import mercator
from storymap.rendering.basemap import extent, integer_codec
from storymap.rendering.basemap.decode import DecodedLayer, decode_layer
from storymap.rendering.basemap.make import make_basemap
from storymap.rendering.numbering import MOST_MARKERS
from storymap.rendering.static_map import compose, marker_spread, markers, scale_bar
from storymap.rendering.static_map.base_shapes import BaseShapes, shown_details
from storymap.rendering.static_map.draw_base import draw_base
from storymap.rendering.static_map.projection import Projection
from tests.rendering.basemap import stories
from tests.rendering.same_rules.browser import ask

WEB = Path(__file__).parents[3] / "src" / "storymap" / "web" / "src"
LEAST, MOST = -1_600_000, 1_600_000


def browser(rule: str, given: Any = None) -> Any:
    return ask("browser_rules.mts", rule, given)


@cache
def basemap(name: str) -> dict[str, Any]:
    return make_basemap(getattr(stories, name))


def test_numbers_that_stand_in_both_languages_are_the_same() -> None:
    assert browser("constants") == {
        "mostMarkers": MOST_MARKERS,
        "markerGap": marker_spread.GAP,
        "markerBoxes": marker_spread.BOXES,
        "hairlineFrom": marker_spread.HAIRLINE_FROM,
        "longestBar": scale_bar.LONGEST,
    }


def test_integers_are_read_as_they_are_written() -> None:
    around = [0, 31, 32, 523, 524, MOST]
    random = np.random.default_rng(1).integers(LEAST, MOST, 2000)
    lists = [[], around, [-value for value in around], list(range(-1200, 1200)), random.tolist()]
    assert browser("integers", [integer_codec.encode(values) for values in lists]) == lists


def test_degrees_become_the_same_points_of_mercators_square_and_come_back() -> None:
    degrees = [[lon, lat] for lon in (-180, -106.487, 0, 182) for lat in (-90, -85.0511, -54.8, 0, 31.747, 85.03, 90)]
    points = mercator.points(degrees).tolist()
    assert np.abs(np.array(browser("project", degrees)) - points).max() < 1e-12
    back = [[x * 360 - 180, mercator.latitude(y)] for x, y in points]
    assert np.abs(np.array(browser("unproject", points)) - back).max() < 1e-9


def shapes_of(decoded: DecodedLayer) -> dict[str, list[Any]]:
    """A layer as the browser's reader groups it, on Mercator's square."""
    kinds = {"coasts": "c", "countries": "n", "states": "x", "disputed": "d", "rivers": "r", "lakes": "l"}
    lines = list(zip(decoded.arcs, decoded.classes, strict=True))
    groups = {kind: [arc for arc, drawn in lines if drawn == letter] for kind, letter in kinds.items()}
    groups["land"] = list(decoded.land_rings(decoded.arcs))
    return {kind: [mercator.points(line) for line in group] for kind, group in groups.items()}


@pytest.mark.parametrize("name", ["BORDER", "LEVANT", "FIJI"])
def test_a_layer_is_decoded_to_the_same_shapes(name: str) -> None:
    for layer in (basemap(name)["world"], *basemap(name)["details"]):
        here, there = shapes_of(decode_layer(layer)), browser("layer", layer)
        assert {kind: len(lines) for kind, lines in here.items()} == {kind: len(lines) for kind, lines in there.items()}
        assert here["land"]
        for kind, lines in here.items():
            for one, other in zip(lines, there[kind], strict=True):
                assert np.abs(one - other).max() < 1e-12


@pytest.mark.parametrize("tolerance", [0.0, 0.02, 0.5])
def test_lines_are_simplified_to_the_same_points(tolerance: float) -> None:
    layer = decode_layer(basemap("LEVANT")["details"][0])
    lines = [arc.round(3) for arc in [*layer.arcs, *layer.land_rings(layer.arcs)] if len(arc) > 1]
    simple = [shapely.simplify(shapely.LineString(line), tolerance, preserve_topology=False) for line in lines]
    given = {"lines": [line.tolist() for line in lines], "tolerance": tolerance}
    assert browser("simplify", given) == [shapely.get_coordinates(line).tolist() for line in simple]


@pytest.mark.parametrize("name", ["BORDER", "CONTINENTS"])
def test_the_same_details_are_shown_in_windows_of_all_sizes(name: str) -> None:
    windows = [
        {"zoom": zoom, "x": x, "y": y}
        for zoom in np.arange(2, 12, 0.25).tolist()
        for x, y in [*extent.WINDOWS, (640, 480), (1200, 630)]
    ]
    details = basemap(name)["details"]
    frames = [Projection(256 * 2 ** w["zoom"], 0, 0, w["x"], w["y"]) for w in windows]
    here = [[details.index(layer) for layer in shown_details(details, frame)] for frame in frames]
    assert browser("details", {"basemap": basemap(name), "windows": windows}) == here
    assert len({tuple(shown) for shown in here}) > 1


def test_land_water_and_borders_have_lines_of_the_same_width_strength_and_dashes() -> None:
    frames = [frame_at(zoom) for zoom in (2, 3.9, 4, 5.5, 6, 8, 9, 9.5, 10.5, 11, 11.75, 12)]
    views = [
        {key: getattr(frame, key) for key in ("world", "left", "top", "width", "height", "zoom")} for frame in frames
    ]
    for frame, drawn in zip(frames, browser("strokes", views), strict=True):
        assert strokes_of_picture(frame) == [pytest.approx(one, abs=0.06) for one in strokes_of_browser(drawn)]


def frame_at(zoom: float) -> Projection:
    world = 256 * 2**zoom
    return Projection(world, world * 0.2, world * 0.4, 640, 480)


Stroke = list[Any]


def strokes_of_browser(drawn: list[Any]) -> list[Stroke]:
    """Colour, width, opacity and dashes, with the colours called as in the picture's style sheet."""
    names = {"river": "rivers", "state": "states", "lake-shore": "lakes", "country": "countries", "coast": "land"}
    found = []
    for colour, width, opacity, dashes in drawn:
        is_band = colour == "coast" and opacity < 0.19
        name = "coasts" if is_band else names.get(colour, colour)
        found.append([names_order(name), width, opacity, *(dashes or [0, 0])])
    return sorted(found)


def strokes_of_picture(frame: Projection) -> list[Stroke]:
    line = shapely.LineString([(64, 200), (576, 240)])
    area = shapely.MultiPolygon([shapely.box(64, 200, 576, 240)])
    found = []
    for path in draw_base(BaseShapes(area, area, line, line, line, line), frame):
        dashes = [float(dash) / 2 for dash in path.get("stroke-dasharray", "0 0").split()]
        opacity = float(path.get("stroke-opacity", 1))
        if opacity > 0:
            found.append([names_order(path.get("class", "")), float(path.get("stroke-width", 0)) / 2, opacity, *dashes])
    return sorted(found)


def names_order(name: str) -> int:
    return ["land", "rivers", "states", "lakes", "coasts", "casing", "countries"].index(name)


def point_sets() -> list[list[list[float]]]:
    """Points of every kind: alone, at one point, on a grid, in heaps that have no room."""
    random = np.random.default_rng(7)
    grid = [[10.0 * (i % 6), 10.0 * (i // 6)] for i in range(30)]
    heaps = [
        random.normal(300, spread, (count, 2)).tolist() for count, spread in ((2, 5), (12, 20), (60, 60), (150, 40))
    ]
    return [[[5.0, 5.0]], [[5.0, 5.0]] * 12, [[0.0, 0.0], [10.0, 0.0]], grid, *heaps]


def test_symbols_are_pushed_apart_to_the_same_points() -> None:
    sets = point_sets()
    for points, there in zip(sets, browser("spread", {"sets": sets, "distance": 34}), strict=True):
        assert np.abs(marker_spread.spread(np.array(points), 34) - there).max() < 1e-9


def test_the_scale_bar_says_the_same_distances_in_the_same_languages() -> None:
    metres = [1, 4.9, 99, 999.9, 1000, 1609.3, 1609.4, 2900, 31_000, 287_000, 5e6, *np.geomspace(1, 2e7, 300).tolist()]
    here = [[scale_bar.scale_steps(one, miles) for miles in (True, False)] for one in metres]
    there = browser("scale", metres)
    assert [[[(step["count"], step["unit"]) for step in steps] for steps in both] for both in there] == here
    assert all(0 < step["share"] <= 1 for both in there for steps in both for step in steps)
    languages = [
        "en",
        "EN-us",
        "en-GB",
        "en-GB-oxendict",
        "en-LR",
        "en-CA",
        "en-AU",
        "eng",
        "my",
        "my-MM",
        "myv",
        "fr",
        "",
    ]
    says = browser("miles", languages)
    assert says == [scale_bar.thinks_in_miles(language) for language in languages]
    assert [language for language, miles in zip(languages, says, strict=True) if miles] == [
        "en", "EN-us", "en-GB", "en-GB-oxendict", "en-LR", "my", "my-MM",
    ]  # fmt: skip


def test_a_symbol_has_the_proportions_of_the_browsers() -> None:
    style = (WEB / "map" / "markers.css").read_text(encoding="utf-8")
    (view_box,) = re.findall(r'viewBox: "(\S+ \S+ \S+ \S+)"', (WEB / "map" / "symbols.ts").read_text(encoding="utf-8"))
    assert view_box == f"-2 -2 {compose.VIEW_BOX:.0f} {compose.VIEW_BOX:.0f}"
    assert re.search(r"\.symbol text \{[^}]*font: 700 (\S+)px", style)[1] == "12"
    sizes = {int(digits): float(size) for digits, size in re.findall(r"\.digits-(\d) \{\s*font-size: (\S+)px", style)}
    assert {digits: compose.digit_size(digits) for digits in (1, 2, 3, 4)} == {1: 12.0, 2: 12.0, **sizes}
    assert re.search(
        r"--label-size: (\d+)px", "".join(file.read_text(encoding="utf-8") for file in WEB.rglob("*.css"))
    )[1] == str(int(markers.NAME_SIZE))
