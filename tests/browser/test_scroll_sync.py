"""The map follows the reading, waits while the reader has moved it, and says where it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, ROOT, OpenPage, until

CALM = {"reduced_motion": "reduce"}
READ = "Map: Ciudad Juárez, El Paso, and Santa Fe bridge"


def read(page: Page | Frame, block: str) -> None:
    """Scroll until a block begins a third down the part of the window that shows text."""
    page.evaluate(
        f"""(() => {{
            const block = document.getElementById('{block}').getBoundingClientRect();
            const map = document.getElementById('map').getBoundingClientRect();
            const top = map.left <= block.left ? Math.max(0, map.bottom) : 0;
            scrollBy({{top: block.top - top - 0.34 * (innerHeight - top), behavior: 'instant'}});
        }})()"""
    )


def in_view(page: Page | Frame, place: str) -> str:
    """A condition: the place's marker is inside the map's window."""
    return (
        f"(() => {{ const box = document.querySelector('.place-marker[data-place={place}]').getBoundingClientRect();"
        " const map = document.getElementById('map').getBoundingClientRect();"
        " return box.left >= map.left && box.right <= map.right && box.top >= map.top && box.bottom <= map.bottom })()"
    )


def view(page: Page | Frame) -> list[float]:
    found: list[float] = page.evaluate("[map_story.getZoom(), map_story.getCenter().lat, map_story.getCenter().lng]")
    return found


def settled(page: Page) -> list[float]:
    """The view when it has not changed for twenty frames: dragging and zooming take some."""
    page.evaluate(
        "() => new Promise((done) => { let last = '', same = 0; const look = () => {"
        " const now = map_story.getZoom() + String(map_story.getCenter());"
        " same = now === last ? same + 1 : 0; last = now; same > 20 ? done() : requestAnimationFrame(look) }; look() })"
    )
    return view(page)


def block_of(place: str, number: int = 0) -> str:
    return f"document.querySelectorAll('a.place[data-place={place}]')[{number}].closest('[id^=p]').id"


def build(folder: Path, text: str) -> Path:
    shutil.copy(ROOT / "geodata" / "juarez" / "places.geojson", folder)
    (folder / "story.md").write_text(text, encoding="utf-8")
    return render_page(build_story(folder / "story.md")).save(folder / "page.html")


def test_nothing_moves_on_load(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    before = view(page)
    # Longer than a passage must be read before the map moves.
    page.evaluate(
        "new Promise((done) => { let n = 0; const on = () => ++n > 40 ? done() : requestAnimationFrame(on); on() })"
    )
    assert view(page) == before
    expect(page.locator(".place-marker.is-quiet")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("")


def test_the_map_frames_and_marks_what_is_read_and_quiets_the_rest(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    page.mouse.move(200, 400)
    page.mouse.wheel(0, 250)
    until(page, "map_story.getZoom() === 12")
    for place in ("ciudad-juarez", "el-paso", "santa-fe-bridge"):
        assert page.evaluate(in_view(page, place)), place
    read_places = page.locator(".place-marker.is-read").all()
    assert {marker.get_attribute("data-place") for marker in read_places} == {
        "ciudad-juarez",
        "el-paso",
        "santa-fe-bridge",
    }
    expect(page.locator(".place-marker.is-quiet")).to_have_count(3)
    expect(page.locator("path.place-area.is-quiet")).to_have_count(2)
    read(page, page.evaluate(block_of("sinaloa")))
    until(page, in_view(page, "sinaloa") + " && " + in_view(page, "laredo"))
    expect(page.locator("path.place-area.is-read")).to_have_attribute("data-place", "sinaloa")


def test_it_flies_there_and_lands(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.mouse.move(200, 400)
    page.evaluate("window.zooms = []; map_story.on('zoom', () => zooms.push(map_story.getZoom()))")
    page.mouse.wheel(0, 250)
    until(page, "zooms.at(-1) === 12")
    assert page.evaluate("zooms.length") > 5


def test_a_flight_is_drawn_on_the_way_and_may_be_stopped(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    # Leaflet flies by the clock. A busy machine would leave out of a second what the test is to see: here it takes ten.
    page.evaluate("(() => { const now = Date.now, start = now(); Date.now = () => start + (now() - start) / 10 })()")
    page.mouse.move(200, 400)
    page.mouse.wheel(0, 250)
    until(page, "map_story.getZoom() > 8 && map_story.getZoom() < 11.5")
    # A line is as thin in flight as at rest: what is drawn is stretched by half a zoom at most.
    scale = page.evaluate(
        "(() => { const svg = document.querySelector('.leaflet-overlay-pane svg');"
        " return svg.getBoundingClientRect().width / parseFloat(svg.getAttribute('width')) })()"
    )
    assert scale < 2**0.8
    page.mouse.move(900, 500)
    page.mouse.down()
    stopped = page.evaluate("map_story.getZoom()")
    page.mouse.move(860, 480, steps=3)
    page.mouse.up()
    expect(page.get_by_role("button", name="Back to the story")).to_be_visible()
    assert page.evaluate("map_story.getZoom()") == stopped
    assert stopped < 12
    assert stopped * 4 == round(stopped * 4)
    expect(page.locator(".is-flying")).to_have_count(0)


def test_for_calm_readers_it_jumps(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    page.mouse.move(200, 400)
    page.evaluate("window.zooms = []; map_story.on('zoom', () => zooms.push(map_story.getZoom()))")
    page.mouse.wheel(0, 250)
    until(page, "map_story.getZoom() === 12")
    assert page.evaluate("zooms") == [12]


def test_a_view_that_shows_the_passage_well_stays(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    read(page, "p1")
    until(page, "map_story.getZoom() === 12")
    before = view(page)
    read(page, "p2")
    until(page, "document.querySelectorAll('.place-marker.is-read').length === 1 && location.hash === '#p=2'")
    assert view(page) == before


def test_a_paragraph_without_places_leaves_map_and_marks(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    read(page, page.evaluate(block_of("sinaloa")))
    until(page, in_view(page, "sinaloa"))
    before = view(page)
    read(page, "p8")
    until(page, "location.hash === '#p=8'")
    assert view(page) == before
    expect(page.locator(".place-marker.is-read")).to_have_count(2)


def test_a_place_that_is_not_on_the_map_moves_and_quiets_nothing(open_page: OpenPage, tmp_path: Path) -> None:
    filler = "It rained. " * 200
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": geometry}
        for name, geometry in (("Laredo", {"type": "Point", "coordinates": [-99.5, 27.5]}), ("Macondo", None))
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "story.md").write_text(f"# T\n\nTo Macondo. {filler}\n\nTo Laredo. {filler}\n\nTo Macondo. {filler}\n")
    page = open_page(render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html"), **CALM)
    before = view(page)
    page.evaluate("scrollTo(0, 300)")
    until(page, "location.hash === '#p=1'")
    assert view(page) == before
    read(page, "p3")
    until(page, "location.hash === '#p=3'")
    expect(page.locator(".place-marker.is-quiet")).to_have_count(0)
    page.locator("#p3 a.place").first.click()
    expect(page.locator("#place-macondo")).to_be_focused()


def test_at_the_title_and_in_the_list_the_map_shows_the_whole_story(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    first = view(page)
    read(page, "p1")
    until(page, "map_story.getZoom() === 12")
    page.evaluate("scrollTo(0, 0)")
    until(page, f"map_story.getZoom() === {first[0]}")
    expect(page.locator(".place-marker.is-quiet")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Map: Places in this story")


def test_a_change_of_view_is_said_once(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(document.querySelector('.live-region').textContent))"
        ".observe(document.querySelector('.live-region'), {childList: true, characterData: true, subtree: true})"
    )
    read(page, "p1")
    expect(page.get_by_role("status")).to_have_text(READ)
    read(page, "p2")
    read(page, page.evaluate(block_of("sinaloa")))
    expect(page.get_by_role("status")).to_have_text("Map: Sinaloa and Laredo")
    assert page.evaluate("said") == [READ, "Map: Sinaloa and Laredo"]


def drag(page: Page) -> None:
    page.mouse.move(1000, 600)
    page.mouse.down()
    page.mouse.move(940, 560, steps=4)
    page.mouse.up()


def press_arrow(page: Page) -> None:
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowLeft")


def zoom_out(page: Page) -> None:
    page.get_by_role("button", name="Zoom out").click()


@pytest.mark.parametrize("take", [drag, press_arrow, zoom_out])
def test_a_map_taken_in_hand_waits_and_offers_the_way_back(open_page: OpenPage, juarez: Path, take: Any) -> None:
    page = open_page(juarez, **CALM)
    back = page.get_by_role("button", name="Back to the story")
    read(page, "p1")
    until(page, "map_story.getZoom() === 12")
    expect(back).to_have_count(0)
    before = view(page)
    take(page)
    taken = settled(page)
    assert taken != before
    expect(back).to_be_visible()
    read(page, page.evaluate(block_of("sinaloa")))
    # The marks follow the text; the view is the reader's.
    until(page, "document.querySelector('.place-marker.is-read[data-place=sinaloa]') && location.hash === '#p=7'")
    assert view(page) == taken
    back.click()
    until(page, in_view(page, "sinaloa"))
    expect(back).to_have_count(0)
    expect(page.locator(".leaflet-container")).to_be_focused()
    read(page, "p1")
    until(page, "map_story.getZoom() === 12")


def test_an_open_card_holds_the_map_and_closing_it_lets_it_go(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    page.locator("a.place[data-place=ciudad-juarez]").first.click()
    back = page.get_by_role("button", name="Back to the story")
    expect(page.get_by_role("dialog")).to_be_visible()
    # The card has moved the map, and takes it back: no way back is needed.
    expect(back).to_have_count(0)
    before = view(page)
    read(page, page.evaluate(block_of("laredo")))
    until(page, "document.querySelector('.place-marker.is-read[data-place=laredo]')")
    assert view(page) == before
    page.get_by_role("button", name="Close").click()
    expect(back).to_have_count(0)
    read(page, "p1")
    until(page, "map_story.getZoom() === 12")


def test_back_to_the_story_closes_the_card(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    read(page, "p1")
    until(page, "map_story.getZoom() === 12")
    page.locator("a.place[data-place=el-paso]").first.click()
    press_arrow(page)
    page.get_by_role("button", name="Back to the story").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Back to the story")).to_have_count(0)


def test_the_author_sets_views_and_layers(open_page: OpenPage, tmp_path: Path) -> None:
    filler = "It rained. " * 120
    page = open_page(
        build(
            tmp_path,
            f"""# T

In Laredo. {filler}

## Far {{view="chihuahua, sinaloa" hide="Cities"}}

In Laredo still. {filler}

## Near

In El Paso. {filler} {{view="31.75,-106.48,14"}}

{filler}

In Laredo again. {filler}
""",
        ),
        **CALM,
    )
    page.evaluate("scrollTo(0, 100)")
    # A town is framed with fifteen kilometres around it.
    until(page, "map_story.getZoom() === 12")
    read(page, "p3")
    until(page, in_view(page, "chihuahua") + " && " + in_view(page, "sinaloa"))
    expect(page.locator(".place-marker[data-place=laredo]")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Cities 3")).not_to_be_checked()
    expect(page.get_by_role("status")).to_have_text("Map: Chihuahua and Sinaloa")
    read(page, "p5")
    until(page, "map_story.getZoom() === 14")
    assert view(page)[1:] == [pytest.approx(31.75, abs=0.001), pytest.approx(-106.48, abs=0.001)]
    expect(page.get_by_role("checkbox", name="Cities 3")).to_be_checked()
    expect(page.get_by_role("status")).to_have_text("Map: El Paso")
    read(page, "p7")
    until(page, "map_story.getZoom() === 12 && " + in_view(page, "laredo"))


def test_an_authors_view_is_decided_again_when_the_window_changes(open_page: OpenPage, tmp_path: Path) -> None:
    filler = "It rained. " * 300
    text = f'# T\n\nIn Laredo. {filler}\n\n## Far {{view="chihuahua, sinaloa"}}\n\nIn Laredo still. {filler}\n'
    page = open_page(build(tmp_path, text), **CALM)
    both = in_view(page, "chihuahua") + " && " + in_view(page, "sinaloa")
    read(page, "p3")
    # The opening view shows both as well: only the address says that the page has seen what is read.
    until(page, f"location.hash === '#p=3' && {both}")
    large = view(page)[0]
    page.set_viewport_size({"width": 900, "height": 420})
    until(page, f"map_story.getZoom() < {large} && {both}")


def test_a_layer_that_the_reader_has_switched_is_the_readers(open_page: OpenPage, tmp_path: Path) -> None:
    filler = "It rained. " * 200
    text = f'# T\n\nIn Laredo. {filler}\n\nIn El Paso. {filler} {{hide="Cities"}}\n\nIn Laredo. {filler}\n'
    page = open_page(build(tmp_path, text), **CALM)
    cities = page.get_by_role("checkbox", name="Cities 3")
    cities.uncheck()
    cities.check()
    read(page, "p2")
    until(page, "location.hash === '#p=2'")
    expect(cities).to_be_checked()


def frame_of(open_page: OpenPage, page_file: Path, folder: Path, width: int, height: int) -> tuple[Page, Frame]:
    host = folder / "host.html"
    # A site's own page: tall, with the story in the middle of it.
    host.write_text(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Host</title><body style="margin:0">'
        f'<iframe title="Map" sandbox="allow-scripts" style="border:0" width="{width}" height="{height}" src="{page_file.name}"></iframe>'
        '<p style="height:3000px">The rest.</p></body></html>',
        encoding="utf-8",
    )
    shutil.copy(page_file, folder / page_file.name)
    page = open_page(host, wait=False, **CALM)
    frame = page.frames[1]
    frame.wait_for_selector("html.is-ready", state="attached")
    return page, frame


@pytest.mark.parametrize(("width", "height"), [(900, 600), (600, 300), (360, 420)])
def test_it_follows_in_a_sandboxed_frame_also_a_short_one(
    open_page: OpenPage, juarez: Path, tmp_path: Path, width: int, height: int
) -> None:
    page, frame = frame_of(open_page, juarez, tmp_path, width, height)
    page.mouse.move(width / 4, height - 60)
    page.mouse.wheel(0, 400)
    # A town is framed with fifteen kilometres around it: the lowest of these maps shows that from zoom 9 to 10.
    until(frame, "document.querySelectorAll('.place-marker.is-read').length === 3 && map_story.getZoom() > 9")
    assert page.evaluate("scrollY") == 0
    # The address is the site's.
    assert frame.evaluate("location.hash") == ""
    read(frame, frame.evaluate(block_of("sinaloa")))
    until(frame, in_view(frame, "sinaloa") + " && " + in_view(frame, "laredo"))
    frame.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    until(frame, "document.querySelectorAll('.place-marker.is-quiet').length === 0 && map_story.getZoom() < 7")


def test_in_a_frame_as_high_as_its_text_the_map_stays_still(open_page: OpenPage, juarez: Path, tmp_path: Path) -> None:
    page, frame = frame_of(open_page, juarez, tmp_path, 900, 6000)
    before = view(frame)
    page.mouse.move(200, 400)
    page.mouse.wheel(0, 500)
    until(page, "scrollY > 400")
    assert view(frame) == before
    # Nobody says what is seen of such a frame: the map stands above the text, in its own shape.
    assert frame.evaluate("document.getElementById('map').offsetHeight") == 563
    # And it can still be brought back.
    frame.get_by_role("button", name="Zoom in").click()
    frame.get_by_role("button", name="Back to the story").click()
    until(frame, f"map_story.getZoom() <= {before[0]}")


def test_on_a_phone_the_text_below_the_map_is_what_is_read(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE, **CALM)
    read(page, "p1")
    until(page, "map_story.getZoom() > 10")
    read(page, page.evaluate(block_of("sinaloa")))
    until(page, in_view(page, "sinaloa") + " && " + in_view(page, "laredo"))
    expect(page.get_by_role("status")).to_have_text("Map: Sinaloa and Laredo")
