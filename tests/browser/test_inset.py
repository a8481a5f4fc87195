"""The inset: a small map that shows where on earth the map is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import OpenPage, until

FRAME = [-85.1, 39.75, -84.8, 39.9]
PLACES = {
    "Richmond": (-84.8902, 39.8289),
    "Centerville": (-84.9964, 39.8178),
    "Stuttgart": (9.18, 48.78),
    "Nairobi": (36.82, -1.29),
    "Perth": (115.86, -31.95),
}
TEXT = "Richmond and Centerville, Richmond.\n\n" + "x\n\n" * 30 + "From Stuttgart and Nairobi.\n\n" + "x\n\n" * 30


def bakery(folder: Path, front: str = "") -> Path:
    """A story of one town that names three far places in passing, opened at its town."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": at},
        }
        for name, at in PLACES.items()
    ]
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (folder / "story.md").write_text(f"---\ntitle: The bakery\n{front}---\n\n{TEXT}")
    path = render_page(build_story(folder / "story.md")).save(folder / "page.html")
    html = path.read_text()
    before, _, rest = html.partition('<script type="application/json" id="storymap-data">')
    data, _, after = rest.partition("</script>")
    story: dict[str, Any] = json.loads(data)
    # Where the page opens, and what matters, is another part's work.
    story |= {"frame": FRAME, "bounds": FRAME, "edge": ["stuttgart", "nairobi", "perth"]}
    for place_id, place in story["places"].items():
        place["role"] = "scene" if place_id in ("richmond", "centerville") else "passing"
    changed = json.dumps(story).replace("<", "\\u003c")
    path.write_text(f'{before}<script type="application/json" id="storymap-data">{changed}</script>{after}')
    return path


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    return bakery(tmp_path)


def read(page: Page, *places: str) -> None:
    """Read a passage that names these places."""
    page.evaluate("places => map_story.fire('placesread', { places: new Set(places) })", list(places))


COLOUR = """(n, x, y) => {
  const canvas = document.querySelectorAll('.map-panel .inset canvas')[n];
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  return [...copy.getImageData(canvas.width * x, canvas.height * y, 1, 1).data];
}"""


def colour_at(page: Page, x: float, y: float) -> list[int]:
    """The colour of the inset's earth at a point, in shares of its size."""
    colour: list[int] = page.evaluate(f"([x, y]) => ({COLOUR})(0, x, y)", [x, y])
    return colour[:3]


def test_it_is_in_the_corner_and_has_a_name(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    inset = page.get_by_role("button", name="Where on earth the map is. Back to the first view")
    expect(inset).to_be_visible()
    box, frame = inset.bounding_box(), page.locator("#map").bounding_box()
    credits_ = page.locator(".leaflet-control-attribution").bounding_box()
    assert box and frame and credits_
    assert frame["x"] + frame["width"] - box["x"] - box["width"] < 20
    assert box["y"] + box["height"] <= credits_["y"]
    assert colour_at(page, 0.5, 0.45) == [247, 245, 240]  # Indiana is land
    assert colour_at(page, 0.95, 0.95) == [213, 226, 232]  # the Atlantic is water


@pytest.mark.parametrize(
    ("width", "height", "is_there"), [(320, 400, True), (299, 400, False), (950, 239, False), (600, 500, True)]
)
def test_a_small_map_has_none(open_page: OpenPage, page_file: Path, width: int, height: int, is_there: bool) -> None:
    page = open_page(page_file, fragment="?view=map", viewport={"width": width, "height": height})
    page.evaluate("map_story.setView([39.8, -84.9], 9, { animate: false })")
    expect(page.locator(".map-panel .inset")).to_be_visible(visible=is_there)


def test_a_view_of_the_earth_has_none(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    page.evaluate("map_story.setView([20, 0], 2, { animate: false })")
    expect(page.locator(".map-panel .inset")).to_be_hidden()


def test_an_author_can_leave_it_out(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(bakery(tmp_path, "inset: false\n"))
    expect(page.locator(".map-panel .inset")).to_have_count(0)
    expect(page.locator(".picture-inset")).to_have_count(0)


def test_it_marks_far_places_while_they_are_read_and_leads_there(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, reduced_motion="reduce")
    read(page, "stuttgart", "nairobi", "richmond")
    inset = page.get_by_role("button", name="Where on earth the map is, with Stuttgart and Nairobi. Go there")
    expect(inset).to_be_visible()
    inset.click()
    until(page, "map_story.getBounds().contains([48.78, 9.18]) && map_story.getBounds().contains([-1.29, 36.82])")
    read(page)
    home = page.get_by_role("button", name="Back to the first view")
    home.focus()
    page.keyboard.press("Enter")
    until(page, "map_story.getBounds().contains([39.83, -84.89]) && map_story.getZoom() > 8")


def test_a_place_on_the_other_side_of_the_earth_is_not_marked(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    read(page, "perth")
    expect(page.locator(".map-panel .inset")).to_have_attribute(
        "title", "Where on earth the map is. Back to the first view"
    )


def test_the_frame_on_it_follows_the_map(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    page.evaluate("map_story.setView([39.8, -84.9], 5, { animate: false })")
    marked = "(() => { const c = document.querySelectorAll('.map-panel .inset canvas')[1]; return c.toDataURL() })()"
    before = page.evaluate(marked)
    page.evaluate("map_story.panBy([300, 0], { animate: false })")
    assert page.evaluate(marked) != before


def test_in_the_dark_it_is_dark_also_when_the_evening_comes(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    page.emulate_media(color_scheme="dark")
    until(page, f"({COLOUR})(0, 0.5, 0.45)[0] === 43")


def test_in_forced_colours_land_and_coast_are_the_system_s(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, forced_colors="active")
    assert colour_at(page, 0.5, 0.45) == [255, 255, 255]


def test_in_print_and_without_script_the_picture_has_it(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, java_script_enabled=False)
    expect(page.locator(".picture-inset")).to_be_visible()
    printed = open_page(page_file)
    printed.emulate_media(media="print")
    expect(printed.locator(".picture-inset")).to_be_visible()
    expect(printed.locator(".map-panel .inset")).to_be_hidden()
