"""The map in the editor's frame: places are moved, shapes edited and drawn, candidates picked: by mouse, finger and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from storymap.model import Story
from tests.browser.axe import faults_in
from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.editor.framed import Framed, feature, write_story, write_window

OpenMap = Callable[..., Framed]

POINT = {"type": "Point", "coordinates": [-106.4869, 31.7386, 1137]}
LINE = {"type": "LineString", "coordinates": [[-106.6, 31.7], [-106.5, 31.75], [-106.4, 31.7]]}
# An area with a hole, and another part: digits that the page rounds away.
AREAS = {
    "type": "MultiPolygon",
    "coordinates": [
        [
            [[-106.61234567, 31.6], [-106.4, 31.6], [-106.4, 31.8], [-106.6, 31.8], [-106.61234567, 31.6]],
            [[-106.55, 31.65], [-106.55, 31.75], [-106.45, 31.75], [-106.45, 31.65], [-106.55, 31.65]],
        ],
        [[[-106.3, 31.7], [-106.25, 31.7], [-106.25, 31.75], [-106.3, 31.7]]],
    ],
}
TEXT = "# At the border\n\nCiudad Juárez and the fence, in the valley.\n"


def places(point: Any = POINT) -> list[dict[str, Any]]:
    return [
        feature("Ciudad Juárez", point),
        feature("fence", LINE),
        feature("valley", AREAS),
    ]


@pytest.fixture
def open_map(open_page: OpenPage, tmp_path: Path) -> OpenMap:
    def open_(features: list[dict[str, Any]] | None = None, text: str = TEXT, **options: Any) -> Framed:
        story: Story = write_story(tmp_path, text, places() if features is None else features)
        framed = Framed(open_page(write_window(tmp_path, story), wait=False, **options), story)
        until(framed.frame, "map_story.getSize().x > 0")
        return framed

    return open_


def rest(framed: Framed) -> None:
    """Wait until the map has come to rest."""
    framed.frame.evaluate(
        "() => new Promise((done) => { let last = ''; const look = () => { const now = String(map_story.getCenter()) + "
        "map_story.getZoom(); if (now === last) done(); else { last = now; setTimeout(look, 120); } }; look(); })"
    )


def edit(framed: Framed, place_id: str, geometry: Any) -> None:
    framed.tell(do="place", place_id=place_id, edit=True, geometry=geometry)
    rest(framed)
    framed.forget()


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(framed: Framed, locator: Locator, x: float, y: float) -> None:
    """Drag something by so many pixels."""
    start = middle(locator)
    mouse = framed.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(start[0] + x / 2, start[1] + y / 2)
    mouse.move(start[0] + x, start[1] + y)
    mouse.up()


def at(framed: Framed, x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude of a point in the window."""
    return tuple(
        framed.frame.evaluate(
            "([x, y]) => { const { left, top } = map_story.getContainer().getBoundingClientRect();"
            "const { lat, lng } = map_story.containerPointToLatLng([x - left, y - top]); return [lat, lng]; }",
            [x, y],
        )
    )


def juarez(framed: Framed) -> Locator:
    return framed.frame.locator(".place-marker[data-place=ciudad-juarez]")


def corners(framed: Framed) -> Locator:
    return framed.frame.locator(".working-vertex")


def test_a_place_is_dragged_to_where_it_is(open_map: OpenMap) -> None:
    framed = open_map()
    edit(framed, "ciudad-juarez", POINT)
    x, y = middle(juarez(framed))
    target = at(framed, x + 60, y - 40)
    drag(framed, juarez(framed), 60, -40)
    message = framed.hear("moved")
    lon, lat, height = message["geometry"]["coordinates"]
    assert (message["place_id"], message["geometry"]["type"], height) == ("ciudad-juarez", "Point", 1137)
    # As exact as the map shows it, and no more.
    assert (lat, lon) == (pytest.approx(target[0], abs=0.002), pytest.approx(target[1], abs=0.002))
    assert len(str(lon).partition(".")[2]) <= 6
    expect(framed.frame.get_by_role("dialog")).to_have_count(0)
    assert framed.said("moved") == [message]


def test_a_place_is_not_dragged_until_it_is_worked_on(open_map: OpenMap) -> None:
    framed = open_map()
    drag(framed, juarez(framed), 60, -40)
    framed.tell(do="place", place_id="ciudad-juarez", edit=True, geometry=POINT)
    framed.tell(do="place", place_id="", edit=False)
    drag(framed, juarez(framed), 60, -40)
    assert framed.said("moved") == []
    expect(framed.frame.locator(".is-movable, .working-vertex")).to_have_count(0)


def test_a_place_is_nudged_by_key(open_map: OpenMap) -> None:
    framed = open_map()
    edit(framed, "ciudad-juarez", POINT)
    x, y = middle(juarez(framed))
    juarez(framed).focus()
    framed.page.keyboard.press("ArrowRight")
    framed.page.keyboard.press("Shift+ArrowUp")
    assert middle(juarez(framed)) == (x + 1, y - 10)
    assert framed.said("moved") == []
    framed.page.keyboard.press("Enter")
    lon, lat, _ = framed.hear("moved")["geometry"]["coordinates"]
    assert lon > -106.4869 and lat > 31.7386
    # Escape takes back what was not put down, and then is the window's.
    framed.page.keyboard.press("Shift+ArrowDown")
    framed.page.keyboard.press("Escape")
    assert middle(juarez(framed)) == (x + 1, y - 10)
    assert framed.said("key") == []
    framed.page.keyboard.press("Escape")
    assert framed.hear("key")["key"] == "escape"
    assert len(framed.said("moved")) == 1


def test_a_place_that_is_left_stays_where_it_was_put(open_map: OpenMap) -> None:
    framed = open_map()
    edit(framed, "ciudad-juarez", POINT)
    juarez(framed).focus()
    framed.page.keyboard.press("Shift+ArrowDown")
    framed.page.keyboard.press("Tab")
    assert framed.hear("moved")["geometry"]["coordinates"][1] < 31.7386


def test_one_of_several_points_is_moved(open_map: OpenMap) -> None:
    points = {"type": "MultiPoint", "coordinates": [[-106.4869, 31.7386], [-106.31234567, 31.65]]}
    framed = open_map(places(points))
    edit(framed, "ciudad-juarez", points)
    drag(framed, juarez(framed).first, 0, 40)
    coordinates = framed.hear("moved")["geometry"]["coordinates"]
    assert coordinates[1] == [-106.31234567, 31.65]
    assert coordinates[0][1] < 31.7386


def test_a_finger_moves_a_place(open_map: OpenMap) -> None:
    framed = open_map(**PHONE)
    framed.tell(do="part", part="map")
    edit(framed, "ciudad-juarez", POINT)
    x, y = middle(juarez(framed))
    session = framed.page.context.new_cdp_session(framed.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": left, "y": top} for left, top in points]}
        )

    touch("touchStart", (x, y))
    touch("touchMove", (x + 20, y + 10))
    touch("touchMove", (x + 40, y + 20))
    touch("touchEnd")
    lon, lat, _ = framed.hear("moved")["geometry"]["coordinates"]
    assert lon > -106.4869 and lat < 31.7386


def test_a_corner_is_dragged_and_all_else_keeps_its_digits(open_map: OpenMap) -> None:
    framed = open_map()
    edit(framed, "valley", AREAS)
    expect(corners(framed)).to_have_count(11)
    drag(framed, framed.frame.get_by_role("button", name="Corner 2 of 4").first, 30, 20)
    parts = framed.hear("moved")["geometry"]["coordinates"]
    before = AREAS["coordinates"]
    moved = parts[0][0][1]
    assert parts[1] == before[1] and parts[0][1] == before[0][1]
    assert parts[0][0] == [before[0][0][0], moved, *before[0][0][2:]]
    assert moved[0] > -106.4 and moved[1] < 31.6


def test_a_corner_is_moved_added_and_taken_away_by_key(open_map: OpenMap) -> None:
    framed = open_map()
    edit(framed, "fence", LINE)
    first = framed.frame.get_by_role("button", name="Corner 1 of 3")
    first.focus()
    framed.page.keyboard.press("Shift+ArrowUp")
    framed.page.keyboard.press("Enter")
    line = framed.hear("moved")["geometry"]["coordinates"]
    assert line[1:] == LINE["coordinates"][1:] and line[0][1] > 31.7
    framed.page.keyboard.press("+")
    added = framed.hear("moved", 2)["geometry"]["coordinates"]
    assert [added[0], *added[2:]] == [line[0], *line[1:]] and -106.6 < added[1][0] < -106.5
    expect(framed.frame.get_by_role("button", name="Corner 2 of 4")).to_be_focused()
    for count in (3, 4):
        framed.page.keyboard.press("Delete")
        framed.hear("moved", count)
    assert len(framed.said("moved")[-1]["geometry"]["coordinates"]) == 2
    framed.page.keyboard.press("Delete")
    expect(framed.frame.locator(".working-hint")).to_have_text("A line has two corners at least.")
    assert len(framed.said("moved")) == 4


def test_a_press_on_a_corner_offers_what_can_be_done(open_map: OpenMap) -> None:
    framed = open_map()
    edit(framed, "valley", AREAS)
    corner = framed.frame.get_by_role("button", name="Corner 1 of 4").last
    framed.page.mouse.click(*middle(corner))
    assert framed.said("moved") == []
    framed.frame.get_by_role("button", name="Take it away").click()
    parts = framed.hear("moved")["geometry"]["coordinates"]
    # Three corners are left of the hole; with one more it goes whole.
    assert [len(ring) for ring in parts[0]] == [5, 4]
    framed.page.keyboard.press("Delete")
    assert len(framed.hear("moved", 2)["geometry"]["coordinates"][0]) == 1


def test_a_corner_is_pulled_out_of_an_edge(open_map: OpenMap) -> None:
    framed = open_map()
    edit(framed, "fence", LINE)
    drag(framed, framed.frame.locator(".working-middle").first, 0, -50)
    line = framed.hear("moved")["geometry"]["coordinates"]
    assert [line[0], *line[2:]] == LINE["coordinates"]
    assert line[1][1] > 31.735
    # It knows the keys as the others do.
    framed.frame.get_by_role("button", name="Corner 2 of 4").focus()
    framed.page.keyboard.press("Delete")
    assert framed.hear("moved", 2)["geometry"] == LINE


def test_a_shape_is_left_as_it_was_when_it_is_put_away(open_map: OpenMap) -> None:
    framed = open_map()
    shown = framed.frame.locator(".place-path[data-place=valley]")
    edit(framed, "valley", AREAS)
    expect(shown).to_be_hidden()
    framed.tell(do="place", place_id="", edit=False)
    expect(shown).to_be_visible()
    expect(framed.frame.locator(".working-shape, .working-vertex, .working-middle, .working-corner")).to_have_count(0)
    assert framed.said("moved") == []


def test_a_shape_without_its_digits_is_looked_at_only(open_map: OpenMap) -> None:
    framed = open_map()
    framed.tell(do="place", place_id="valley", edit=True)
    rest(framed)
    expect(corners(framed)).to_have_count(0)
    expect(framed.frame.locator(".place-path[data-place=valley]")).to_be_visible()


def test_a_collection_keeps_what_is_not_touched(open_map: OpenMap) -> None:
    both = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [-106.45, 31.8]}, LINE]}
    framed = open_map([feature("Ciudad Juárez", both)], "# T\n\nCiudad Juárez.\n")
    edit(framed, "ciudad-juarez", both)
    drag(framed, framed.frame.locator(".is-movable.place-marker"), -30, 0)
    geometry = framed.hear("moved")["geometry"]
    assert geometry["type"] == "GeometryCollection"
    assert geometry["geometries"][1] == LINE
    assert geometry["geometries"][0]["coordinates"][0] < -106.45


def on_map(framed: Framed, x: float, y: float) -> tuple[float, float]:
    """Return a point of the window at these shares of the map."""
    box = framed.frame.locator("#map").bounding_box()
    assert box is not None
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


@pytest.mark.parametrize("is_first", [True, False])
def test_the_hint_stands_over_the_way_back_to_the_story(open_map: OpenMap, is_first: bool) -> None:
    framed = open_map()
    hint, back = framed.frame.locator(".working-hint"), framed.frame.locator(".toolbar-back")
    if is_first:
        framed.tell(do="draw", shape="Point")
        expect(hint).to_be_visible()
    x, y = on_map(framed, 0.7, 0.2)
    mouse = framed.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x - 120, y + 60, steps=4)
    mouse.up()
    expect(back).to_be_visible()
    if not is_first:
        framed.tell(do="draw", shape="Point")
    expect(hint).to_be_visible()
    rest(framed)
    line, button = hint.bounding_box(), back.bounding_box()
    assert line is not None
    assert button is not None
    assert line["y"] + line["height"] <= button["y"]


def test_a_point_is_drawn_by_a_click(open_map: OpenMap) -> None:
    framed = open_map()
    framed.tell(do="draw", shape="Point")
    x, y = on_map(framed, 0.4, 0.6)
    lat, lon = at(framed, x, y)
    framed.page.mouse.click(x, y)
    geometry = framed.hear("drawn")["geometry"]
    assert geometry["type"] == "Point"
    assert geometry["coordinates"] == [pytest.approx(lon, abs=0.002), pytest.approx(lat, abs=0.002)]
    expect(framed.frame.locator(".working-hint")).to_be_hidden()


def test_a_point_is_drawn_on_a_symbol_and_opens_nothing(open_map: OpenMap) -> None:
    framed = open_map()
    framed.tell(do="draw", shape="Point")
    framed.page.mouse.click(*middle(juarez(framed)))
    assert framed.hear("drawn")["geometry"]["type"] == "Point"
    assert framed.said("picked") == []


@pytest.mark.parametrize("shape", ["LineString", "Polygon"])
def test_a_shape_is_drawn_by_clicks(open_map: OpenMap, shape: str) -> None:
    framed = open_map()
    framed.tell(do="draw", shape=shape)
    points = [on_map(framed, *share) for share in ((0.3, 0.4), (0.6, 0.4), (0.6, 0.7))]
    for point in points:
        framed.page.mouse.move(*point)
        framed.page.mouse.click(*point)
    assert framed.said("drawn") == []
    framed.page.mouse.click(*points[-1])
    geometry = framed.hear("drawn")["geometry"]
    assert geometry["type"] == shape
    coordinates = geometry["coordinates"] if shape == "LineString" else geometry["coordinates"][0]
    assert len(coordinates) == (3 if shape == "LineString" else 4)
    assert shape == "LineString" or coordinates[0] == coordinates[-1]
    for (x, y), (lon, lat) in zip(points, coordinates, strict=False):
        assert list(at(framed, x, y)) == pytest.approx([lat, lon], abs=0.003)
    expect(framed.frame.locator(".working-drawing, .working-guide, .working-vertex")).to_have_count(0)


def test_an_area_is_drawn_by_key(open_map: OpenMap) -> None:
    framed = open_map()
    framed.tell(do="draw", shape="Polygon")
    cross = framed.frame.locator(".working-cross")
    expect(cross).to_be_visible()
    expect(framed.frame.locator("#map_story")).to_be_focused()
    press = framed.page.keyboard.press
    press("Enter")
    for key in ("Shift+ArrowRight", "Enter", "Shift+ArrowDown", "Enter", "Shift+ArrowLeft", "Enter", "Backspace"):
        press(key)
    press("Shift+ArrowLeft")
    press("Enter")
    press("Enter")
    ring = framed.hear("drawn")["geometry"]["coordinates"][0]
    assert len(ring) == 5
    west, east = ring[0][0], ring[1][0]
    assert ring[0] == ring[4] and east > west and ring[2][0] == east and ring[3][0] < west
    expect(cross).to_be_hidden()


def test_a_shape_that_is_no_shape_yet_is_not_ended(open_map: OpenMap) -> None:
    framed = open_map()
    framed.tell(do="draw", shape="Polygon")
    framed.page.keyboard.press("Enter")
    framed.tell(do="draw", shape="done")
    expect(framed.frame.locator(".working-hint")).to_have_text("An area has three corners at least.")
    assert framed.said("drawn") == []
    framed.page.keyboard.press("Escape")
    assert framed.hear("drawn") == {"say": "drawn", "geometry": None}
    assert framed.said("key") == []


def test_the_window_ends_a_drawing(open_map: OpenMap) -> None:
    framed = open_map()
    framed.tell(do="draw", shape="LineString")
    for share in ((0.3, 0.4), (0.6, 0.5)):
        framed.page.mouse.click(*on_map(framed, *share))
    framed.tell(do="draw", shape="done")
    assert len(framed.hear("drawn")["geometry"]["coordinates"]) == 2
    framed.tell(do="draw", shape="LineString")
    framed.tell(do="draw", shape="")
    assert framed.hear("drawn", 2)["geometry"] is None


def test_a_finger_draws(open_map: OpenMap) -> None:
    framed = open_map(**PHONE)
    framed.tell(do="part", part="map")
    framed.tell(do="draw", shape="LineString")
    points = [on_map(framed, *share) for share in ((0.3, 0.4), (0.6, 0.4), (0.6, 0.6))]
    for point in points:
        framed.page.touchscreen.tap(*point)
    framed.page.touchscreen.tap(*points[-1])
    assert len(framed.hear("drawn")["geometry"]["coordinates"]) == 3


def test_candidates_are_shown_and_picked(open_map: OpenMap) -> None:
    framed = open_map()
    candidates = [
        [7, 27.5, -99.5, "Laredo, Texas"],
        [9, 43.41, -3.41, "Laredo, Spain"],
        [12, 40.0, -93.4, "Laredo, Missouri"],
    ]
    framed.tell(do="ghosts", candidates=candidates)
    rest(framed)
    ghosts = framed.frame.locator(".working-ghost")
    expect(ghosts).to_have_text(["1", "2", "3"])
    for ghost in ghosts.all():
        expect(ghost).to_be_in_viewport(ratio=1)
    framed.page.mouse.click(*middle(ghosts.nth(1)))
    assert framed.hear("ghost")["entry"] == 9
    framed.frame.get_by_role("button", name="Candidate 3: Laredo, Missouri").focus()
    framed.page.keyboard.press("Enter")
    assert framed.hear("ghost", 2)["entry"] == 12
    framed.tell(do="ghosts", candidates=[])
    expect(ghosts).to_have_count(0)
    assert framed.said("picked") == []


def test_the_view_is_taken(open_map: OpenMap) -> None:
    framed = open_map()
    framed.frame.evaluate("() => map_story.setView([31.75, 253.52], 11.25, { animate: false })")
    framed.forget()
    framed.tell(do="view")
    message = framed.said("view")[0]
    assert message == {"say": "view", "lat": 31.75, "lon": -106.48, "zoom": 11.25}


def test_the_map_stays_while_one_works_on_it(open_map: OpenMap) -> None:
    text = "# T\n\nCiudad Juárez.\n\n" + "Filler.\n\n" * 40 + "The fence.\n\n" + "Filler.\n\n" * 40
    framed = open_map(text=text)
    edit(framed, "ciudad-juarez", POINT)
    before = framed.frame.evaluate("() => String(map_story.getCenter()) + map_story.getZoom()")
    framed.frame.evaluate("() => document.querySelector('#p42').scrollIntoView({ block: 'center' })")
    until(framed.frame, "Number(document.querySelector('.article .is-read')?.id.slice(1)) > 20")
    rest(framed)
    assert framed.frame.evaluate("() => String(map_story.getCenter()) + map_story.getZoom()") == before


def test_a_map_beyond_180_degrees(open_map: OpenMap) -> None:
    features = [
        feature("Suva", {"type": "Point", "coordinates": [178.44, -18.14]}),
        feature("Apia", {"type": "Point", "coordinates": [-171.77, -13.83]}),
        feature("ferry", {"type": "LineString", "coordinates": [[178.44, -18.14], [181.5, -17], [188.23, -13.83]]}),
    ]
    framed = open_map(features, "# T\n\nFrom Suva to Apia by ferry.\n")
    point = features[1]["geometry"]
    edit(framed, "apia", point)
    drag(framed, framed.frame.locator(".place-marker[data-place=apia]"), -20, 0)
    lon, lat = framed.hear("moved")["geometry"]["coordinates"]
    assert -173.5 < lon < -171.77 and lat == pytest.approx(-13.83, abs=0.05)
    framed.tell(do="ghosts", candidates=[[1, -18.0, -178.0, "here"], [2, -18.0, 178.0, "there"]])
    rest(framed)
    left, right = (middle(framed.frame.locator(".working-ghost").nth(n))[0] for n in (1, 0))
    assert 0 < right - left < 1000


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_map: OpenMap, options: dict[str, Any], scheme: str) -> None:
    framed = open_map(color_scheme=scheme, reduced_motion="reduce", **options)
    # A block with its tools and its words.
    framed.frame.locator("[data-working-stop]").focus()
    framed.page.keyboard.press("ArrowDown")
    framed.tell(do="block", block=1, start=0, end=6)
    assert faults(framed) == []
    if options is PHONE:
        framed.tell(do="part", part="map")
    edit(framed, "fence", LINE)
    framed.frame.get_by_role("button", name="Corner 1 of 3").focus()
    assert faults(framed) == []
    framed.tell(do="place", place_id="", edit=False)
    framed.tell(do="ghosts", candidates=[[7, 31.9, -106.4, "here"], [9, 31.5, -106.5, "there"]])
    rest(framed)
    assert faults(framed) == []
    framed.tell(do="ghosts", candidates=[])
    framed.tell(do="draw", shape="Polygon")
    framed.page.keyboard.press("Enter")
    assert faults(framed) == []


def faults(framed: Framed) -> list[str]:
    """What axe finds in the frame, which is asked from within."""
    # A paragraph takes the focus, so that keys choose words of it; it stays a paragraph for those who hear it.
    return faults_in(framed.frame, {"focus-order-semantics": False})
