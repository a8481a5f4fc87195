"""What Python and the browser both work out, they work out alike: one fixture goes through the code of both."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from storymap.focus import single_frames
from storymap.geometry import mercator
from storymap.rendering.basemap import extent, integer_codec
from storymap.rendering.basemap.decode import DecodedLayer, decode_layer
from storymap.rendering.basemap.line_style import line_layout
from storymap.rendering.basemap.make import make_basemap
from storymap.rendering.clusters import id_of_name
from storymap.rendering.packed_integers import pack_integers
from storymap.rendering.place_order import MOST_MARKERS
from storymap.rendering.static_map import compose, globe, marker_spread, markers, scale_bar, symbol_choice
from storymap.rendering.static_map.at_sea import is_at_sea
from storymap.rendering.static_map.base_shapes import BaseShapes, shown_details
from storymap.rendering.static_map.draw_base import draw_base
from storymap.rendering.static_map.globe import REGION_REACH, Globe, InsetView, inset_size, inset_view, span
from storymap.rendering.static_map.hint_groups import group_targets, most_hints
from storymap.rendering.static_map.projection import Projection
from storymap.rendering.static_map.rim import RimHint, place_at_rim
from tests.hostile import HOSTILE
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
        "farthest": symbol_choice.FARTHEST,
        "few": symbol_choice.FEW,
        "crowded": symbol_choice.CROWDED,
        "longestBar": scale_bar.LONGEST,
        "globeFrom": globe.GLOBE_FROM,
        "regionReach": globe.REGION_REACH,
        "wellSeen": globe.WELL_SEEN,
        "mostTilt": globe.MOST_TILT,
        "wholeEarth": globe.WHOLE_EARTH,
        # Degrees, rounded.
        "halfTown": pytest.approx(single_frames.DEFAULT_SIDE / 2 / (mercator.EQUATOR / 360_000), rel=0.01),
    }


def test_integers_are_read_as_they_are_written() -> None:
    around = [0, 31, 32, 523, 524, MOST]
    random = np.random.default_rng(1).integers(LEAST, MOST, 2000)
    lists = [[], around, [-value for value in around], list(range(-1200, 1200)), random.tolist()]
    assert browser("integers", [integer_codec.encode(values) for values in lists]) == lists


def test_columns_are_read_as_they_are_packed() -> None:
    around = [0, 1, 255, 256, 65_535, 65_536, 2**31 - 1]
    degrees = np.random.default_rng(1).integers(-180_000, 180_000, 2000) * 1_000 + 7
    lists = [[], [5], [-3, -3], around, [-value for value in around], [-9, 6, 3, 3], degrees.tolist()]
    packed = [pack_integers(values) for values in lists]
    assert [(one["step"], one["width"]) for one in packed[3:]] == [(1, 4), (1, 4), (3, 1), (1_000, 3)]
    assert browser("columns", packed) == lists


def test_ids_that_are_left_out_are_what_the_browser_makes_of_the_names() -> None:
    ascii_letters = "".join(map(chr, range(32, 127)))
    names = [
        *HOSTILE.values(),
        ascii_letters,
        "Villa Ahumada",
        "St. John's",
        "  A  b ",
        "\u0130stanbul",
        "\u212aelvin",
        "2",
    ]
    made = dict(zip(names, browser("ids", names), strict=True))
    said = [name for name in names if id_of_name(name) is not None]
    assert len(said) > 10
    assert [id_of_name(name) for name in said] == [made[name] for name in said]


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
    frames = [frame_at(zoom) for zoom in (2, 3.9, 4, 5.5, 6, 8, 9, 9.5, 10.5, 11, 11.75, 12, 14, 16)]
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
    exact = {"river": "rivers", "state": "states", "lake-shore": "lakes", "country": "countries", "coast": "land"}
    soft = {**exact, "lake-shore": "k-shore", "coast": "coasts"}
    found = []
    for colour, width, opacity, dashes in drawn:
        names = soft if opacity <= line_layout().strength else exact
        found.append([names_order(names.get(colour, colour)), width, opacity, *(dashes or [0, 0])])
    return sorted(found)


def strokes_of_picture(frame: Projection) -> list[Stroke]:
    line = shapely.LineString([(64, 200), (576, 240)])
    area = shapely.MultiPolygon([shapely.box(64, 200, 576, 240)])
    found = []
    for path in draw_base(BaseShapes(area, area, line, line, line, line), frame):
        dashes = [float(dash) / 2 for dash in path.get("stroke-dasharray", "0 0").split()]
        opacity = float(path.get("stroke-opacity", 1))
        if opacity > 0:
            found.append(
                [
                    names_order(path.get("class", "").removesuffix(" round")),
                    float(path.get("stroke-width", 0)) / 2,
                    opacity,
                    *dashes,
                ]
            )
    return sorted(found)


def names_order(name: str) -> int:
    return ["land", "rivers", "states", "lakes", "k-shore", "coasts", "casing", "countries"].index(name)


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


@pytest.mark.parametrize("size", [22, 28, 30])
def test_the_same_places_have_room_for_their_symbols(size: float) -> None:
    """In the picture and in the browser, on a phone and on a wide screen: the rule knows points and a size only."""
    random = np.random.default_rng(11)
    phone = random.uniform((0, 0), (390, 350), (75, 2)).tolist()
    sets = [*point_sets(), [], phone, [[2 * x, 2 * y] for x, y in phone]]
    for points, there in zip(sets, browser("choose", {"sets": sets, "size": size}), strict=True):
        here = symbol_choice.choose_symbols(np.array(points, float).reshape(-1, 2), size)
        assert [place is None for place in here] == [place is None for place in there]
        for one, other in zip(here, there, strict=True):
            assert one is None or np.abs(np.subtract(one, other)).max() < 1e-9


def test_the_scale_bar_says_the_same_distances_in_the_same_languages() -> None:
    metres = [1, 4.9, 99, 999.9, 1000, 1609.3, 1609.4, 2900, 31_000, 287_000, 5e6, *np.geomspace(1, 2e7, 300).tolist()]
    here = [[scale_bar.scale_step(one, miles) for miles in (True, False)] for one in metres]
    there = browser("scale", metres)
    assert [[(step["count"], step["unit"]) for step in both] for both in there] == here
    assert all(0 < step["share"] <= 1 for both in there for step in both)
    languages = [
        "en",
        "EN-us",
        "en-GB",
        "en-GB-oxendict",
        "en-LR",
        "en-CA",
        "en-AU",
        "en-Latn",
        "cy",
        "es-US",
        "zh-Hant-US",
        "es-419",
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
        "en", "EN-us", "en-GB", "en-GB-oxendict", "en-LR", "en-Latn", "cy", "es-US", "zh-Hant-US", "my", "my-MM",
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


def test_the_inset_and_the_hints_have_the_same_room() -> None:
    windows = [
        (299, 800),
        (300, 239),
        (300, 240),
        (390, 353),
        (480, 400),
        (479, 900),
        (741, 800),
        (279, 500),
        (320, 320),
    ]
    ours = [[inset_size(*window), most_hints(*window)] for window in windows]
    assert browser("sizes", windows) == ours
    assert [size for size, _ in ours] == [0, 0, 60, 78, 88, 105, 116, 0, 70]


def test_the_inset_shows_the_same_part_of_the_earth() -> None:
    town, state, far_north, fiji, suva = (
        (-85.1, 39.7, -84.8, 39.9),
        (-109, 25, -103, 32),
        (10, 75, 30, 82),
        (177, -19, 182, -16),
        (178, -18.3, 178.7, -17.9),
    )
    others = [[], [(-80, 41)], [(9.18, 48.8)], [(36.8, -1.3), (-21.9, 64.1)], [(100, -39)]]
    cases: list[dict[str, Any]] = [
        {"frame": frame, "others": other, "isAtSea": is_at_sea(frame)}
        for frame in (town, state, far_north, fiji, suva)
        for other in others
    ]
    assert [case["isAtSea"] for case in cases[::5]] == [False, False, False, True, True]
    ours = [inset_view(case["frame"], span(case["frame"]), case["others"], at_sea=case["isAtSea"]) for case in cases]
    assert ours[0].reach == REGION_REACH and ours[-5].reach == 90
    rows = np.array([(view.longitude, view.latitude, view.reach) for view in ours])
    assert np.abs(np.array(browser("insetViews", cases)) - rows).max() < 1e-9
    assert {view.is_globe for view in ours} == {True, False}


def test_lines_lie_alike_on_the_inset_also_along_its_edge() -> None:
    belt = [(lon, 10 * np.sin(np.radians(lon * 3))) for lon in range(-180, 181, 5)]
    behind = [(170, 10), (-170, 10), (-170, -10), (170, -10), (170, 10)]
    views = [(0, 0, 90), (-106, 30, 90), (25, -60, 90), (10, 50, 18)]
    cases = [{"view": view, "size": 110, "ring": ring} for view in views for ring in (belt, behind)]
    for case, theirs in zip(cases, browser("rings", cases), strict=True):
        ours = Globe(InsetView(*case["view"]), case["size"]).ring(case["ring"])
        assert np.abs(np.array(theirs) - ours).max() < 1e-6
        middle, radius = Globe(InsetView(*case["view"]), case["size"]).half, Globe(InsetView(*case["view"]), 110).radius
        assert (np.hypot(*(ours - middle).T) <= radius + 1e-6).all()


def test_hints_have_the_same_places_and_share_them_alike() -> None:
    random = np.random.default_rng(4)
    cases = []
    for _ in range(30):
        width, height = random.integers(240, 1200), random.integers(200, 900)
        targets = np.column_stack([random.uniform(-3000, 4000, (5, 2)), random.uniform(60, 160, 5), np.full(5, 30.0)])
        corners = random.uniform((0, 0), (width, height), (6, 2))
        boxes = np.column_stack([corners, corners + random.uniform(10, 150, (6, 2))]).tolist()
        window = [6.0, 6.0, float(width) - 6, float(height) - 6]
        cases.append({"hints": targets.tolist(), "window": window, "hard": boxes[:3], "soft": boxes[3:]})
    for case, theirs in zip(cases, browser("rim", cases), strict=True):
        hints = [RimHint(*hint) for hint in case["hints"]]
        ours = place_at_rim(hints, case["window"], case["hard"], case["soft"])
        assert [one and [*one.box, one.side] for one in ours] == [
            one and [*map(pytest.approx, one[:4]), one[4]] for one in theirs
        ]
    groups = [
        {"targets": random.uniform(-4000, 4000, (9, 2)).tolist(), "corner": corner, "most": most}
        for corner in (100, 600, 5000)
        for most in (0, 2, 4)
    ]
    assert browser("groups", groups) == [group_targets(**case) for case in groups]
