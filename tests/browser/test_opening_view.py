"""What the map shows at first: the story as large as the map has room for, in windows and frames of every shape."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from storymap import build_story, render_page
from storymap.model import Story
from storymap.rendering.basemap import extent
from tests.browser.conftest import ROOT, OpenPage, until
from tests.browser.test_scroll_sync import CALM, in_view, read, settled, view

Box = tuple[float, float, float, float]

WINDOWS = [(360, 640), (390, 844), (844, 390), (768, 1024), (1280, 800)]
FRAMES = [(320, 400), (600, 500), (950, 200)]
TOUCH = {"is_mobile": True, "has_touch": True}


def with_frame(story: Story, frame: Box) -> Story:
    """The story with another opening view: what the story is about is judged elsewhere."""
    weights = {place_id: dataclasses.replace(one, role="scene") for place_id, one in story.focus.weights.items()}
    return dataclasses.replace(story, focus=dataclasses.replace(story.focus, frame=frame, weights=weights, edge=()))


@pytest.fixture(scope="module")
def all_six(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Box]:
    """The example, opening on its six places, and their box."""
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    west, south, east, north = story.places.total_bounds.tolist()
    box = (west, south, east, north)
    return render_page(with_frame(story, box)).save(tmp_path_factory.mktemp("six") / "page.html"), box


def shown(page: Page | Frame, box: Box) -> dict[str, Any]:
    """The map's size, its zoom, where a box of degrees lies on it, and all that lies over it, in pixels of the map."""
    found: dict[str, Any] = page.evaluate(
        """(box) => {
            const map = document.getElementById('map').getBoundingClientRect();
            const corners = [[box[3], box[0]], [box[1], box[2]]].map((at) => map_story.latLngToContainerPoint(at));
            const boxes = (selector) => [...document.querySelectorAll(selector)].map((part) =>
                part.getBoundingClientRect()).filter((part) => part.width).map((part) =>
                [part.left - map.left, part.top - map.top, part.right - map.left, part.bottom - map.top]);
            return {width: map.width, height: map.height, zoom: map_story.getZoom(),
                box: corners.flatMap(({x, y}) => [x, y]), over: boxes('#map .leaflet-control'),
                symbols: boxes('#map .place-marker .symbol')};
        }""",
        list(box),
    )
    return found


def largest_free(width: float, height: float, over: list[list[float]]) -> Box:
    """The largest rectangle of a map that nothing lies over."""
    free: set[Box] = {(0, 0, width, height)}
    for left, top, right, bottom in over:
        parts: set[Box] = set()
        for a, b, c, d in free:
            if left < c and right > a and top < d and bottom > b:
                parts |= {(a, b, left, d), (right, b, c, d), (a, b, c, top), (a, bottom, c, d)}
            else:
                parts.add((a, b, c, d))
        free = {part for part in parts if part[2] > part[0] and part[3] > part[1]}
    return max(free, key=lambda part: (part[2] - part[0]) * (part[3] - part[1]))


def assert_fills(page: Page | Frame, box: Box) -> None:
    found = shown(page, box)
    left, top, right, bottom = found["box"]
    free = largest_free(found["width"], found["height"], found["over"])
    across, down = (right - left) / (free[2] - free[0]), (bottom - top) / (free[3] - free[1])
    assert max(across, down) >= (0.7 if found["width"] >= 700 else 0.5), found
    assert left >= 0 and top >= 0 and right <= found["width"] and bottom <= found["height"]
    for symbol in found["symbols"]:
        assert symbol[0] >= 0 and symbol[2] <= found["width"] and symbol[1] >= 0 and symbol[3] <= found["height"]
        for other in found["over"]:
            assert symbol[2] <= other[0] or symbol[0] >= other[2] or symbol[3] <= other[1] or symbol[1] >= other[3], (
                symbol,
                other,
            )
    # The basemap has its detail for such a window: it would be coarse in a view from farther away.
    west, south, east, north = box
    assert (
        found["zoom"] >= extent.fit_zoom((west, south, east, north), (found["width"], found["height"])) - extent.SLACK
    )


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_story_fills_the_free_map(open_page: OpenPage, all_six: tuple[Path, Box], width: int, height: int) -> None:
    path, box = all_six
    options = TOUCH if width < 860 else {}
    assert_fills(open_page(path, viewport={"width": width, "height": height}, **options), box)


def in_frame(open_page: OpenPage, path: Path, width: int, height: int) -> tuple[Page, Frame]:
    host = path.with_name(f"host-{width}-{height}.html")
    host.write_text(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Host</title><body style="margin:0">'
        f'<iframe title="Map" sandbox="allow-scripts" style="border:0" width="{width}" height="{height}"'
        f' src="{path.name}?view=map"></iframe></body></html>',
        encoding="utf-8",
    )
    page = open_page(host, wait=False, **CALM)
    frame = page.frames[1]
    frame.wait_for_selector("html.is-ready", state="attached")
    return page, frame


@pytest.mark.parametrize(("width", "height"), FRAMES)
def test_the_story_fills_a_frame_of_any_shape(
    open_page: OpenPage, all_six: tuple[Path, Box], width: int, height: int
) -> None:
    path, box = all_six
    assert_fills(in_frame(open_page, path, width, height)[1], box)


def test_the_opening_view_is_the_frame_of_the_story_not_the_box_of_all_places(
    open_page: OpenPage, tmp_path: Path
) -> None:
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    cities = (-106.5661, 31.6528, -106.3816, 31.826)
    page = open_page(render_page(with_frame(story, cities)).save(tmp_path / "page.html"))
    assert view(page)[0] > 11
    assert page.evaluate(in_view(page, "el-paso")) and page.evaluate(in_view(page, "ciudad-juarez"))
    assert not page.evaluate(in_view(page, "laredo"))


def test_an_authors_view_of_the_first_block_is_the_opening_view(open_page: OpenPage, tmp_path: Path) -> None:
    shutil.copy(ROOT / "geodata" / "juarez" / "places.geojson", tmp_path)
    text = '# T\n\nIn El Paso. {view="laredo"}\n\nIn Ciudad Juárez.\n'
    (tmp_path / "story.md").write_text(text, encoding="utf-8")
    page = open_page(render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html"))
    assert page.evaluate(in_view(page, "laredo"))
    assert not page.evaluate(in_view(page, "el-paso"))


def test_what_comes_over_the_map_at_first_is_given_room(open_page: OpenPage, all_six: tuple[Path, Box]) -> None:
    path, box = all_six
    page = open_page(path, **CALM)
    before = view(page)
    page.evaluate(
        "(() => { const part = document.createElement('div'); part.className = 'leaflet-control over-map';"
        " part.style.cssText = 'position:absolute;z-index:900;inset:0 0 auto auto;width:60%;height:60%';"
        " document.querySelector('.leaflet-container').append(part) })()"
    )
    until(page, f"map_story.getCenter().lat !== {before[1]}")
    assert_fills_not_under(page, box)
    page.evaluate("document.querySelector('.over-map').remove()")
    until(page, f"map_story.getZoom() === {before[0]} && Math.abs(map_story.getCenter().lat - {before[1]}) < 0.1")


def assert_fills_not_under(page: Page, box: Box) -> None:
    found = shown(page, box)
    left, top, _, bottom = found["over"][-1]
    for symbol in found["symbols"]:
        assert symbol[2] <= left or symbol[1] >= bottom or symbol[3] <= top, symbol


def test_another_size_of_the_window_is_another_view_until_the_reader_has_the_map(
    open_page: OpenPage, all_six: tuple[Path, Box]
) -> None:
    path, box = all_six
    page = open_page(path, **CALM)
    large = view(page)[0]
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, f"map_story.getZoom() < {large}")
    assert_fills(page, box)
    page.set_viewport_size({"width": 844, "height": 390})
    until(page, "map_story.getSize().y > 380")
    settled(page)
    assert_fills(page, box)
    page.get_by_role("button", name="Zoom out").click()
    taken = settled(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    until(page, "map_story.getSize().y > 700")
    assert settled(page)[0] == taken[0]


def test_nothing_is_decided_from_a_frame_without_a_size(open_page: OpenPage, all_six: tuple[Path, Box]) -> None:
    path, box = all_six
    page, frame = in_frame(open_page, path, 0, 0)
    page.evaluate("Object.assign(document.querySelector('iframe'), {width: 600, height: 500})")
    until(frame, "map_story.getSize().y === 500")
    settled(frame)  # type: ignore[arg-type]
    assert_fills(frame, box)


def test_nothing_moves_under_a_finger(open_page: OpenPage, all_six: tuple[Path, Box]) -> None:
    page = open_page(all_six[0], viewport={"width": 390, "height": 844}, **TOUCH, **CALM)
    before = view(page)
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 200, "y": 700}]})
    read(page, "p1")
    until(page, "document.querySelectorAll('.place-marker.is-read').length === 3")
    # Longer than a passage must be read before the map moves.
    page.evaluate(
        "new Promise((done) => { let n = 0; const on = () => ++n > 40 ? done() : requestAnimationFrame(on); on() })"
    )
    assert view(page) == before
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(page, f"map_story.getZoom() > {before[0]} + 3")


def test_a_far_passage_is_jumped_to_and_a_near_one_glided_to(open_page: OpenPage, tmp_path: Path) -> None:
    filler = "It rained. " * 200
    points = {"Here": (10.0, 50.0), "Beside": (10.3, 50.0), "Overseas": (-70.0, -30.0)}
    features = [
        # What is named in passing, and is on the inset, would not move the map.
        {
            "type": "Feature",
            "properties": {"name": name, "role": "scene"},
            "geometry": {"type": "Point", "coordinates": at},
        }
        for name, at in points.items()
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "story.md").write_text("# T\n\n" + "\n\n".join(f"In {name}. {filler}" for name in points))
    page = open_page(render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html"))
    page.mouse.move(200, 400)
    page.evaluate("window.moves = 0; map_story.on('move', () => moves++)")
    read(page, "p1")
    page.mouse.wheel(0, 1)
    until(page, in_view(page, "here") + " && document.querySelector('.place-marker.is-read[data-place=here]')")
    settled(page)
    page.evaluate("moves = 0")
    read(page, "p2")
    until(page, in_view(page, "beside"))
    settled(page)
    assert page.evaluate("moves") > 5
    page.evaluate("moves = 0")
    read(page, "p3")
    until(page, in_view(page, "overseas"))
    settled(page)
    assert page.evaluate("moves") <= 2
    expect(page.locator(".place-marker.is-read")).to_have_attribute("data-place", "overseas")


@pytest.mark.parametrize("zoom", [6, 15])
def test_the_only_place_is_shown_from_as_close_as_its_author_wants(
    open_page: OpenPage, tmp_path: Path, zoom: int
) -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "Laredo", "zoom": zoom},
        "geometry": {"type": "Point", "coordinates": [-99.5, 27.5]},
    }
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (tmp_path / "story.md").write_text("# T\n\nIn Laredo.\n")
    story = build_story(tmp_path / "story.md")
    assert story.focus.frame is not None
    page = open_page(render_page(story).save(tmp_path / "page.html"), **CALM)
    assert view(page)[0] == zoom
    # The picture knows nothing closer than a town.
    picture = render_page(story).picture(640, 480)
    assert ("100 mi" in picture, "1 mi" in picture) == (zoom == 6, zoom == 15)
