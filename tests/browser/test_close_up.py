"""The map from nearer than its data is exact: one line where the story has a better one, soft lines, and a word about it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, OpenPage, until
from tests.browser.test_basemap import LAND, go, names, pixels

LIMIT = "Lines true to about 1 km"
# A degree of latitude at the border, in pixels at zoom 12.
PER_DEGREE = 256 * 2**12 / 360 / 0.85


def column(page: Page, lon: float, lat: float, reach: int) -> list[tuple[int, ...]]:
    """The colours from so many pixels below a place to as many above it, at zoom 12."""
    return pixels(page, *[(lon, lat + i / PER_DEGREE) for i in range(-reach, reach + 1)])


@pytest.fixture(scope="module")
def river() -> shapely.LineString:
    features = json.loads((ROOT / "geodata" / "juarez" / "context.geojson").read_text(encoding="utf-8"))["features"]
    (found,) = [one["geometry"] for one in features if one["properties"]["kind"] == "river"]
    return shapely.LineString(found["coordinates"])


@pytest.mark.parametrize("lon", [-106.38, -106.3])
def test_beside_the_storys_river_there_is_no_band_of_the_border(
    open_page: OpenPage, juarez: Path, river: shapely.LineString, lon: float
) -> None:
    page = open_page(juarez)
    lat = river.intersection(shapely.LineString([(lon, 31), (lon, 32)])).y
    go(page, lon, lat, 12)
    colours = column(page, lon, lat, 70)
    assert colours[70] != LAND
    assert set(colours[:60]) == set(colours[-60:]) == {LAND}


def test_where_the_story_has_no_better_line_the_maps_own_is_soft(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    # Between Texas and New Mexico, along 32 degrees north.
    go(page, -103.9, 32.0, 12)
    colours = column(page, -103.9, 32.0, 40)
    darkest = min(range(len(colours)), key=lambda i: sum(colours[i]))
    assert abs(darkest - 40) <= 6
    assert set(colours[: darkest - 10]) == set(colours[darkest + 11 :]) == {LAND}
    # Paler and paler to either side, without an edge.
    above = [sum(LAND) - sum(colour) for colour in colours[darkest:]]
    assert above == sorted(above, reverse=True)
    steps = [a - b for a, b in pairwise(above[2:])]
    assert len({step for step in above if step}) >= 4 and max(steps) <= 12


def test_the_credits_say_how_exact_the_lines_are_only_where_one_is_seen_from_too_near(
    open_page: OpenPage, juarez: Path
) -> None:
    page = open_page(juarez)
    credit = page.locator(".leaflet-control-attribution")
    expect(credit).to_be_visible()
    expect(credit).not_to_contain_text(LIMIT, use_inner_text=True)
    go(page, -103.9, 32.0, 11)
    expect(credit).to_contain_text(LIMIT, use_inner_text=True)
    # At the bridge the river is the author's.
    go(page, -106.4867, 31.7478, 14)
    expect(credit).not_to_contain_text(LIMIT, use_inner_text=True)
    phone = open_page(juarez, viewport={"width": 360, "height": 640})
    go(phone, -103.9, 32.0, 11)
    names(phone)
    expect(phone.locator(".leaflet-control-attribution")).not_to_contain_text(LIMIT, use_inner_text=True)


def test_the_river_is_named_at_the_bridge(open_page: OpenPage, juarez: Path) -> None:
    for width in (1280, 768):
        page = open_page(juarez, fragment="#place=santa-fe-bridge", viewport={"width": width, "height": 900})
        until(page, "map_story.getZoom() > 13")
        assert "Rio Grande (Río Bravo)" in names(page)


def test_where_the_detail_ends_it_fades(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    # Between Colorado and Kansas; the detail's northern edge is at 38.84 degrees, and beyond there are no states.
    go(page, -104.0, 38.84, 8)

    def ink(lat: float) -> int:
        return max(sum(LAND) - sum(colour) for colour in pixels(page, *[(-102.06 + i * 0.004, lat) for i in range(9)]))

    assert ink(38.88) == 0
    whole = ink(38.3)
    assert whole > 30
    # A pixel is 0.0043 degrees high.
    assert ink(38.79) < 0.4 * whole
    assert 0.25 * whole < ink(38.72) < 0.8 * whole


def test_an_area_is_lighter_than_the_points_until_it_is_read_or_pointed_at(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    style = "(e => [getComputedStyle(e).stroke, +getComputedStyle(e).fillOpacity])"
    area = "document.querySelector('path.place-area[data-place=sinaloa]')"
    assert page.evaluate(f"{style}({area})") == ["rgb(134, 132, 139)", 0.07]
    page.locator(".article a.place[data-place=sinaloa]").first.hover()
    until(page, f"{style}({area})[0] === 'rgb(90, 71, 145)'")
