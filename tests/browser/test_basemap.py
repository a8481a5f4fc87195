"""The map under the places: what is drawn where, which names a zoom shows, and that it follows the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import Page

from storymap import Article, Block, build_story, render_page
from tests.browser.conftest import ROOT, OpenPage, until
from tests.rendering.conftest import one_place, places_frame, tie

LAND, WATER = (247, 245, 240), (213, 226, 232)
DARK_LAND, DARK_WATER = (43, 46, 51), (27, 36, 43)
# Longitude, latitude.
DESERT, GULF, PACIFIC = (-104.5, 26.2), (-110.9, 25.9), (-110.5, 22.0)

_PIXELS = """(points) => {
  const canvas = document.querySelector("canvas.basemap");
  const at = canvas.getBoundingClientRect(), frame = map_story.getContainer().getBoundingClientRect();
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const density = canvas.width / at.width;
  return points.map(([lon, lat]) => {
    const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
    const pixel = context.getImageData(
      Math.round((x + frame.left - at.left) * density), Math.round((y + frame.top - at.top) * density), 1, 1);
    return [...pixel.data.slice(0, 3)];
  });
}"""


def pixels(page: Page, *points: tuple[float, float]) -> list[tuple[int, ...]]:
    """The colours that the basemap has at places on earth."""
    return [tuple(pixel) for pixel in page.evaluate(_PIXELS, list(points))]


def names(page: Page) -> list[str]:
    """The names that the basemap shows, when it rests."""
    until(page, "document.querySelector('canvas.basemap-names:not(.is-waiting)')?.dataset.names !== undefined")
    shown: str = page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => "
        "done(document.querySelector('canvas.basemap-names').dataset.names))))"
    )
    return shown.split("|")


def go(page: Page, lon: float, lat: float, zoom: float) -> None:
    page.evaluate("([x, y, z]) => { map_story.setView([y, x], z, { animate: false }) }", [lon, lat, zoom])


@pytest.fixture
def save_story(tmp_path: Path) -> Any:
    def save(*points: tuple[str, float, float], language: str = "en") -> Path:
        article = Article(title="A map", language=language, blocks=(Block("paragraph", "Nothing is named here."),))
        places = [one_place(place_id=name, name=name, geometry=shapely.Point(x, y)) for name, x, y in points]
        return render_page(tie(article, places_frame(*places))).save(tmp_path / "page.html")

    return save


def test_land_is_land_and_water_is_water(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    assert pixels(page, DESERT, GULF, PACIFIC) == [LAND, WATER, WATER]


def test_it_is_as_dark_as_the_page(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, color_scheme="dark")
    assert pixels(page, DESERT, GULF) == [DARK_LAND, DARK_WATER]
    page.emulate_media(color_scheme="light")
    until(page, "matchMedia('(prefers-color-scheme: light)').matches")
    names(page)
    assert pixels(page, DESERT, GULF) == [LAND, WATER]


def test_the_border_between_nations_is_a_dark_line(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    # New Mexico and Chihuahua meet along 31.783 degrees, with a light casing on both sides.
    go(page, -107.3, 31.783, 8)
    step = 360 / 256 / 2**8 * 0.85
    column = pixels(page, *[(-107.3, 31.783 + i * step) for i in range(-12, 13)])
    darkest = min(range(len(column)), key=lambda i: sum(column[i]))
    assert abs(darkest - 12) <= 2
    assert sum(column[darkest]) < sum(LAND) - 200
    assert column[0] == column[-1] == LAND


def test_twice_as_many_pixels_on_a_sharp_screen(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, device_scale_factor=2)
    for canvas in page.locator("canvas").all():
        assert canvas.evaluate("c => Math.round(c.width / c.getBoundingClientRect().width * 100)") == 200
    assert pixels(page, DESERT, GULF) == [LAND, WATER]


def test_each_zoom_shows_the_names_that_have_room(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    go(page, -105, 27, 5.5)
    first = names(page)
    assert {"Mexico", "United States", "Gulf of California", "Monterrey", "Durango"} <= set(first)
    go(page, -102, 26, 2)
    assert {"Canada", "Brazil"} <= set(far := names(page))
    assert "Durango" not in far
    go(page, -106.1, 31.5, 9)
    assert "Fabens" in names(page)


def test_no_place_of_the_story_is_named_twice(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    for zoom in range(3, 12):
        go(page, -106.48, 31.75, zoom)
        assert not {"Ciudad Juárez", "El Paso", "Laredo", "Sinaloa", "Chihuahua"} & set(names(page)), zoom


def test_both_twins_on_a_border_are_named(open_page: OpenPage, save_story: Any) -> None:
    page = open_page(save_story(("Las Cruces", -106.78, 32.31)))
    go(page, -106.48, 31.75, 9)
    assert {"Ciudad Juárez", "El Paso"} <= set(names(page))


def test_a_city_under_a_symbol_is_named_beside_it(open_page: OpenPage, save_story: Any) -> None:
    page = open_page(save_story(("Santa Fe bridge", -106.4867, 31.7478)))
    assert {"Ciudad Juárez", "El Paso"} <= set(names(page))


def test_names_keep_off_each_other_and_off_what_stands_there(open_page: OpenPage, save_story: Any) -> None:
    levant = (("Haifa", 34.99, 32.79), ("Amman", 35.93, 31.95), ("Beirut", 35.5, 33.89), ("Gaza", 34.47, 31.5))
    page = open_page(save_story(*levant), device_scale_factor=1)
    names(page)
    # Where a name was written the canvas is not empty: nothing of it may lie under a control or a symbol.
    covered = page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas.basemap-names"), at = canvas.getBoundingClientRect();
          const copy = document.createElement("canvas");
          [copy.width, copy.height] = [canvas.width, canvas.height];
          const context = copy.getContext("2d", { willReadFrequently: true });
          context.drawImage(canvas, 0, 0);
          return [...document.querySelectorAll(".leaflet-control, .place-marker .symbol")].filter((standing) => {
            const box = standing.getBoundingClientRect();
            if (!box.width) return false;
            const data = context.getImageData(box.left - at.left, box.top - at.top, box.width, box.height).data;
            return data.some((value, i) => i % 4 === 3 && value > 0);
          }).length;
        }"""
    )
    assert covered == 0


def test_it_follows_the_story_across_the_antimeridian(open_page: OpenPage, save_story: Any) -> None:
    page = open_page(save_story(("Suva", 178.44, -18.14), ("Taveuni", -179.98, -16.85), ("Lakeba", -178.8, -18.2)))
    assert "Fiji" in names(page)
    # Viti Levu west of the line, Taveuni on it, and the sea east of it.
    inland, taveuni, sea = pixels(page, (177.9, -17.8), (180.05, -16.8), (180.8, -18.9))
    assert (inland, taveuni, sea) == (LAND, LAND, WATER)


def test_the_whole_earth_goes_round(open_page: OpenPage, save_story: Any) -> None:
    page = open_page(save_story(("London", -0.13, 51.5), ("Sydney", 151.2, -33.9), ("Lima", -77.0, -12.0)))
    go(page, 180, 20, 1)
    assert pixels(page, (100, 35), (260, 40), (180, 10), (90, -75)) == [LAND, LAND, WATER, LAND]


def test_names_follow_the_language_of_the_story(open_page: OpenPage, tmp_path: Path) -> None:
    story = build_story(ROOT / "geodata" / "juarez" / "story.md", language="es")
    page = open_page(render_page(story).save(tmp_path / "es.html"))
    go(page, -105, 27, 5.5)
    shown = names(page)
    assert {"México", "Estados Unidos", "Golfo de California"} <= set(shown)
    assert not {"Mexico", "United States", "Gulf of California"} & set(shown)


_WRITTEN = """() => new Promise((done) => {
  const written = [], canvas = CanvasRenderingContext2D.prototype, fillText = canvas.fillText;
  canvas.fillText = function (text, ...where) { written.push(text); fillText.call(this, text, ...where); };
  map_story.setZoom(map_story.getZoom() - 0.5, { animate: false });
  requestAnimationFrame(() => requestAnimationFrame(() => done(written)));
})"""


def test_capitals_follow_the_language_of_the_name_and_not_the_readers(
    open_page: OpenPage, juarez: Path, save_story: Any
) -> None:
    mardin = save_story(("Mardin", 40.73, 37.31), ("Batman", 41.13, 37.88), ("Nusaybin", 41.21, 37.07), language="tr")
    turkish = open_page(mardin, locale="en-US")
    go(turkish, 40.5, 37.6, 7.5)
    names(turkish)
    assert {"TÜRKİYE", "DİYARBAKIR"} <= set(turkish.evaluate(_WRITTEN))
    english = open_page(juarez, locale="tr-TR")
    names(english)
    assert {"MEXICO", "UNITED STATES"} <= set(english.evaluate(_WRITTEN))


def test_a_drag_never_reaches_the_edge_of_what_is_drawn(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.evaluate("map_story.panBy([600, 300], { animate: false })")
    assert page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas.basemap").getBoundingClientRect();
          const frame = map_story.getContainer().getBoundingClientRect();
          return canvas.left <= frame.left && canvas.top <= frame.top
            && canvas.right >= frame.right && canvas.bottom >= frame.bottom;
        }"""
    )
    assert pixels(page, (-98.5, 23.0)) == [LAND]


def test_zooming_with_motion_ends_where_a_jump_would(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    go(page, -106, 26.5, 4.5)
    page.evaluate("() => new Promise(done => { map_story.once('moveend', done); map_story.zoomIn(1) })")
    assert pixels(page, DESERT, (-109.0, 24.4)) == [LAND, WATER]
    moved = names(page)
    page.evaluate("map_story.setZoom(map_story.getZoom(), { animate: false })")
    assert names(page) == moved


def test_it_fills_a_window_that_grows(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, viewport={"width": 900, "height": 500})
    before = names(page)
    page.set_viewport_size({"width": 1600, "height": 1000})
    until(page, "document.querySelector('canvas.basemap').getBoundingClientRect().right >= innerWidth")
    assert len(names(page)) > len(before)
    assert pixels(page, DESERT, GULF) == [LAND, WATER]


def test_near_by_a_border_is_not_drawn_beside_the_outline_of_a_state_of_the_story(
    open_page: OpenPage, juarez: Path
) -> None:
    page = open_page(juarez)
    go(page, -107.3, 31.778, 12)
    step = 360 / 256 / 2**12 * 0.85
    column = [(-107.3, 31.778 + i * step) for i in range(-48, 49, 4)]
    assert set(pixels(page, *column)) == {LAND}
    go(page, -107.3, 31.778, 8.5)
    assert set(pixels(page, *[(-107.3, 31.74 + i * 0.001) for i in range(80)])) != {LAND}


def test_data_is_credited_and_distances_have_a_scale(open_page: OpenPage, juarez: Path, save_story: Any) -> None:
    page = open_page(juarez)
    credit = page.locator(".leaflet-control-attribution")
    assert credit.inner_text() == "Natural Earth · © GeoNames CC BY 4.0"
    assert [line.split()[1] for line in page.locator(".leaflet-control-scale-line").all_inner_texts()] == ["mi"]
    french = open_page(save_story(("Lyon", 4.83, 45.76), language="fr"))
    assert [line.split()[1] for line in french.locator(".leaflet-control-scale-line").all_inner_texts()] == ["km"]


def test_a_window_that_grows_before_anybody_touched_it_is_filled(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, viewport={"width": 1280, "height": 300})
    small = page.evaluate("map_story.getZoom()")
    page.set_viewport_size({"width": 1280, "height": 800})
    until(page, f"map_story.getZoom() > {small} + 0.5")
    page.keyboard.press("Shift")
    grown = page.evaluate("map_story.getZoom()")
    page.set_viewport_size({"width": 1280, "height": 780})
    until(page, "map_story.getSize().y === document.querySelector('#map').clientHeight")
    assert page.evaluate("map_story.getZoom()") == grown


# Counts how often a canvas of the basemap is filled: for one drawing that is once, and once for each detail in sight.
_COUNTED = """(() => {
  const fill = CanvasRenderingContext2D.prototype.fillRect;
  window.fills = 0;
  CanvasRenderingContext2D.prototype.fillRect = function (...box) {
    if (this.canvas.matches(".basemap")) window.fills++;
    fill.apply(this, box);
  };
})()"""
# How often that was until now, and how often for one drawing of what is seen.
_FILLS = """async () => {
  const before = fills;
  let layer;
  map_story.eachLayer((each) => { if (each.labelling) layer = each; });
  fills = 0;
  layer._update();
  layer.settle();
  return [before, fills];
}"""


def test_the_map_is_drawn_once_when_it_opens_and_once_for_each_move(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, wait=False)
    page.add_init_script(_COUNTED)
    page.reload()
    page.wait_for_selector("html.is-ready", state="attached")
    fills, of_one = page.evaluate(_FILLS)
    assert fills == of_one > 0
    names(page)
    for move in (
        "map_story.panBy([300, 0], { animate: false })",
        "map_story.setView([40, -100], 5, { animate: false })",
        "map_story.setView([41, -101], 5, { animate: false }).setView([42, -102], 6, { animate: false })",
    ):
        page.evaluate(f"() => {{ fills = 0; {move}; }}")
        fills, of_one = page.evaluate(_FILLS)
        assert fills == of_one > 0, move
