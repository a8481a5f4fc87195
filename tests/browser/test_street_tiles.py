"""Street-level tiles: drawn from the page itself, in their place and colours, from the zoom where they begin."""

from __future__ import annotations

import gzip
import html
from dataclasses import replace
from pathlib import Path

import mapbox_vector_tile
import pytest
from playwright.sync_api import Frame, Page
from shapely.geometry import LineString

from storymap import Story, build_story, render_page
from storymap.model import StreetTiles, Theme
from tests.browser.conftest import PHONE, ROOT, OpenPage, until
from tests.streets import BRIDGE, EXTENT, LAYERS, encode, town, write_archive

# Colours of the theme, light and dark.
LAND, WATER, ROAD, PARK = [247, 245, 240], [213, 226, 232], [255, 255, 255], [233, 238, 224]
DARK_LAND, DARK_WATER = [43, 46, 51], [27, 36, 43]
RIVER_AT, LAND_AT, PARK_AT, HIGHWAY_AT = (
    (-106.49, 31.7478),
    (-106.49, 31.7440),
    (-106.478, 31.740),
    (-106.4867, 31.7440),
)

# What the streets' canvases show at a place: red, green, blue; null where there is none.
PIXEL = """([longitude, latitude]) => {
  const map = window.map_story, at = map.latLngToContainerPoint([latitude, longitude]);
  const frame = map.getContainer().getBoundingClientRect();
  const x = frame.left + at.x, y = frame.top + at.y;
  for (const canvas of document.querySelectorAll("canvas.leaflet-tile-loaded")) {
    const box = canvas.getBoundingClientRect();
    if (x < box.left || y < box.top || x >= box.right || y >= box.bottom) continue;
    const scale = canvas.width / box.width;
    // By way of a copy: reading a canvas of the page itself makes Chromium warn that it is slow.
    const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, -Math.floor((x - box.left) * scale), -Math.floor((y - box.top) * scale));
    const { data } = copy.getImageData(0, 0, 1, 1);
    return data[3] ? [...data.slice(0, 3)] : null;
  }
  return null;
}"""


def zoom_to(page: Page | Frame, zoom: float, at: tuple[float, float] = BRIDGE) -> None:
    page.evaluate("([x, y, z]) => window.map_story.setView([y, x], z, {animate: false})", [*at, zoom])


def drawn(page: Page) -> None:
    """Wait until every tile in sight is there."""
    until(
        page,
        "(tiles => tiles.length > 0 && tiles.every(tile => tile.classList.contains('leaflet-tile-loaded')))"
        "([...document.querySelectorAll('canvas.leaflet-tile')])",
    )


def pixel(page: Page | Frame, at: tuple[float, float]) -> list[int] | None:
    found: list[int] | None = page.evaluate(PIXEL, list(at))
    return found


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    archive = write_archive(tmp_path_factory.mktemp("town") / "town.pmtiles", town())
    return build_story(ROOT / "geodata" / "juarez" / "story.md", tiles=archive)


@pytest.fixture(scope="module")
def streets(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_page(story).save(tmp_path_factory.mktemp("streets") / "streets.html")


def test_land_river_road_and_park_have_their_colours_where_they_are(open_page: OpenPage, streets: Path) -> None:
    page = open_page(streets)
    zoom_to(page, 15)
    drawn(page)
    assert pixel(page, LAND_AT) == LAND
    assert pixel(page, RIVER_AT) == WATER
    assert pixel(page, PARK_AT) == PARK
    assert pixel(page, HIGHWAY_AT) == ROAD


def test_the_pixels_are_those_of_a_sharp_screen_too(open_page: OpenPage, streets: Path) -> None:
    page = open_page(streets, **{**PHONE, "device_scale_factor": 2})
    zoom_to(page, 14)
    drawn(page)
    assert page.evaluate("document.querySelector('canvas.leaflet-tile').width") == 512
    assert pixel(page, HIGHWAY_AT) == ROAD
    assert pixel(page, RIVER_AT) == WATER


def test_closer_than_the_deepest_tiles_they_are_enlarged(open_page: OpenPage, streets: Path) -> None:
    page = open_page(streets)
    zoom_to(page, 16)
    drawn(page)
    assert (pixel(page, HIGHWAY_AT), pixel(page, RIVER_AT)) == (ROAD, WATER)


def test_they_begin_one_zoom_closer_than_their_shallowest_and_end_with_their_box(
    open_page: OpenPage, streets: Path
) -> None:
    page = open_page(streets)
    shown = "document.querySelector('.folium-map').classList.contains('has-streets')"
    for zoom, at, expected in (
        (10, BRIDGE, False),
        (11, BRIDGE, True),
        (14.25, BRIDGE, True),
        (14, (-99.5, 27.5), False),
        (14, BRIDGE, True),
        (5, BRIDGE, False),
    ):
        zoom_to(page, zoom, at)
        assert page.evaluate(shown) is expected, (zoom, at)
        if expected:
            drawn(page)
            assert pixel(page, at) is not None
        else:
            until(page, "!document.querySelector('canvas.leaflet-tile')")


def test_the_names_of_the_small_basemap_give_way_to_the_streets(open_page: OpenPage, streets: Path) -> None:
    page = open_page(streets)
    names = page.locator(".basemap-names")
    assert names.is_visible()
    zoom_to(page, 13)
    assert not names.is_visible()


def test_at_night_the_streets_are_dark_and_change_with_it(open_page: OpenPage, streets: Path) -> None:
    page = open_page(streets, color_scheme="dark")
    zoom_to(page, 15)
    drawn(page)
    assert (pixel(page, LAND_AT), pixel(page, RIVER_AT)) == (DARK_LAND, DARK_WATER)
    page.emulate_media(color_scheme="light")
    until(page, f"JSON.stringify(({PIXEL})({list(LAND_AT)})) === '{str(LAND).replace(' ', '')}'")
    assert pixel(page, RIVER_AT) == WATER


def test_whoever_the_tiles_are_from_is_credited_on_the_map(open_page: OpenPage, streets: Path) -> None:
    page = open_page(streets)
    link = page.locator(".leaflet-control-attribution a", has_text="© OpenStreetMap")
    assert link.get_attribute("href") == "https://www.openstreetmap.org/copyright"


def written(page: Page, zoom: float) -> set[str]:
    """The names that the streets' canvases are given to write at a zoom."""
    page.add_init_script(
        "window.written = new Set(); const write = CanvasRenderingContext2D.prototype.fillText;"
        "CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {"
        "  if (this.canvas.classList.contains('leaflet-tile')) window.written.add(text);"
        "  return write.call(this, text, ...rest); };"
    )
    page.reload()
    page.wait_for_selector("html.is-ready", state="attached")
    zoom_to(page, zoom)
    drawn(page)
    return set(page.evaluate("[...window.written]"))


def test_streets_are_named_and_places_of_the_story_are_not_named_twice(open_page: OpenPage, streets: Path) -> None:
    names = written(open_page(streets), 14)
    assert {"Sunset Heights", "Border Highway"} <= names
    assert "Laredo" not in names
    assert "A museum" not in names


def test_names_are_in_the_language_of_the_page(open_page: OpenPage, story: Story, tmp_path: Path) -> None:
    spanish = replace(story, article=replace(story.article, language="es-MX"))
    names = written(open_page(render_page(spanish).save(tmp_path / "es.html")), 14)
    assert "Alturas" in names
    assert "Sunset Heights" not in names


def test_they_are_drawn_in_a_frame_that_may_only_run_scripts(
    open_page: OpenPage, streets: Path, tmp_path: Path
) -> None:
    source = html.escape(streets.read_text(encoding="utf-8"))
    host = tmp_path / "host.html"
    host.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Host</title>'
        f'<iframe title="Map" sandbox="allow-scripts" width="1100" height="700" srcdoc="{source}"></iframe>',
        encoding="utf-8",
    )
    page = open_page(host, wait=False)
    page.frame_locator("iframe").locator("html.is-ready").wait_for(state="attached")
    frame = page.frames[1]
    zoom_to(frame, 15)
    page.frame_locator("iframe").locator(".has-streets canvas.leaflet-tile-loaded").first.wait_for()
    until_drawn = "document.querySelectorAll('canvas.leaflet-tile:not(.leaflet-tile-loaded)').length === 0"
    until(frame, until_drawn)  # type: ignore[arg-type]
    assert (pixel(frame, RIVER_AT), pixel(frame, LAND_AT)) == (WATER, LAND)


def test_a_tile_that_cannot_be_drawn_is_left_out_in_silence(open_page: OpenPage, story: Story, tmp_path: Path) -> None:
    assert story.tiles is not None
    tiles = dict(story.tiles.tiles)
    broken = [key for key in tiles if key[0] == 13]
    for key in broken:
        # A layer with a feature whose geometry is no command.
        tiles[key] = gzip.compress(b"\x1a\x12\x78\x02\x0a\x05roads\x12\x05\x18\x02\x22\x01\x07\x28\x80\x20", mtime=0)
    page = open_page(render_page(replace(story, tiles=StreetTiles(tiles))).save(tmp_path / "broken.html"))
    zoom_to(page, 14)
    drawn(page)
    assert pixel(page, LAND_AT) is None
    zoom_to(page, 15)
    drawn(page)
    assert pixel(page, LAND_AT) == LAND


@pytest.mark.parametrize("name", [" ", "\u3164", "", "x" * 5000, "\u202e<b>x</b>"])
def test_a_street_with_a_strange_name_is_drawn(open_page: OpenPage, story: Story, tmp_path: Path, name: str) -> None:
    layers = {
        **LAYERS,
        "roads": [(shape, {"kind": "highway", "name": name}) for shape, _ in LAYERS["roads"]],
        "places": [(shape, {"kind": "locality", "name": name}) for shape, _ in LAYERS["places"]],
    }
    tiles = {key: gzip.compress(encode(key, layers), mtime=0) for key in town([13, 14])}
    page = open_page(render_page(replace(story, tiles=StreetTiles(tiles))).save(tmp_path / "strange.html"))
    zoom_to(page, 15)
    drawn(page)
    assert pixel(page, HIGHWAY_AT) is not None
    assert pixel(page, RIVER_AT) == WATER


def test_a_road_that_runs_far_out_of_its_tile_is_left_out_and_stops_nothing(
    open_page: OpenPage, story: Story, tmp_path: Path
) -> None:
    roads = [
        {"geometry": LineString([(0, y), (2**30, y + 40)]), "properties": {"kind": "highway", "name": f"Road {y}"}}
        for y in range(0, 4096, 64)
    ]
    far: bytes = mapbox_vector_tile.encode(
        [{"name": "roads", "features": roads}], default_options={"y_coord_down": True, "extents": EXTENT}
    )
    tiles = {key: gzip.compress(encode(key) if key[0] == 14 else far, mtime=0) for key in town([13, 14])}
    page = open_page(render_page(replace(story, tiles=StreetTiles(tiles))).save(tmp_path / "far.html"))
    zoom_to(page, 14)
    drawn(page)
    assert pixel(page, HIGHWAY_AT) is None
    zoom_to(page, 15)
    drawn(page)
    assert pixel(page, HIGHWAY_AT) == ROAD


def test_a_theme_that_keeps_the_page_light_keeps_the_streets_light(
    open_page: OpenPage, story: Story, tmp_path: Path
) -> None:
    theme = Theme(":root { color-scheme: light; --map-water: #123456; }", scheme="light")
    page = open_page(render_page(replace(story, theme=theme)).save(tmp_path / "light.html"), color_scheme="dark")
    zoom_to(page, 15)
    drawn(page)
    assert [pixel(page, at) for at in (HIGHWAY_AT, PARK_AT, RIVER_AT)] == [ROAD, PARK, [0x12, 0x34, 0x56]]
