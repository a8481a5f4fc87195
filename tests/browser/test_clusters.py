"""Hundreds of places and more: clusters on a canvas, for the pointer, the finger, the keyboard and screen readers."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_accessible import faults
from tests.browser.test_scroll_sync import CALM, read, settled
from tests.hostile import HOSTILE

LISTED = ["Cuenca", "Soria", "Lugo"]
ODD = [" ".join(text.replace("\x00", "").split()) for text in HOSTILE.values()][:6]
# Where places of one position are, and a place that is far from all others.
SPOT, ALONE = [-12.0, 44.0], [-13.0, 38.0]


def feature(name: str, layer: str, at: list[float], **more: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, "layer": layer, **more},
        "geometry": {"type": "Point", "coordinates": at},
    }


def save(folder: Path, features: list[dict[str, Any]], named: list[str]) -> Path:
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    (folder / "story.md").write_text("# Mills\n\n" + "\n\n".join(f"We came to {name}." for name in named), "utf-8")
    return render_page(build_story(folder / "story.md", all_places=True)).save(folder / "page.html")


def mills(count: int, *, start: int = 0) -> list[dict[str, Any]]:
    """So many places of two layers by turns, from Lisbon to Lyon."""
    return [
        feature(
            f"Mill {n}",
            "Windmills" if n % 2 else "Watermills",
            [-9 + n * 0.618034 % 1 * 14, 38 + n * 0.4142136 % 1 * 7],
        )
        for n in range(start, start + count)
    ]


@pytest.fixture(scope="module")
def clustered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three listed places and two thousand others, six of them at one position, one far from all."""
    listed = [feature(name, "Watermills", [-2 + n, 40 + n]) for n, name in enumerate(LISTED)]
    odd = [feature(name, "Windmills", SPOT) for name in ODD]
    alone = feature("Lonely mill", "Windmills", ALONE, note="Nobody grinds here.", url="https://example.org/mill")
    return save(tmp_path_factory.mktemp("clustered"), [*listed, alone, *odd, *mills(1993)], LISTED)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four hundred places, all of them named in the text."""
    names = [f"Mill {n}" for n in range(400)]
    return save(tmp_path_factory.mktemp("named"), mills(400), names)


def rest(page: Page) -> None:
    """Wait until the map stands still and its buttons are those of what is drawn."""
    until(page, "document.querySelector('.cluster-buttons').ariaBusy === 'false'")


def labels(page: Page) -> list[str]:
    rest(page)
    found: list[str] = page.evaluate("[...document.querySelectorAll('.cluster-button')].map((b) => b.ariaLabel)")
    return found


def total(page: Page) -> int:
    """How many places the buttons speak of."""
    counts = [re.search(r"([\d,]+) places", label) for label in labels(page)]
    return sum(int(count[1].replace(",", "")) if count else 1 for count in counts)


def middle(page: Page, name: str) -> tuple[float, float]:
    rest(page)
    box = page.get_by_role("button", name=name, exact=True).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def largest(page: Page) -> str:
    clusters = [label for label in labels(page) if label.startswith("Cluster")]
    return max(clusters, key=lambda label: int(re.sub(r"\D", "", label)))


def painted(page: Page) -> dict[str, int]:
    """The colours on the canvas that cover most of it, and how many pixels each."""
    found: dict[str, int] = page.evaluate(_PAINTED)
    return found


_PAINTED = """() => { const canvas = document.querySelector('canvas.clusters'), counts = {};
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) {
            const key = [data[i], data[i + 1], data[i + 2]].join(); counts[key] = (counts[key] ?? 0) + 1; }
        return Object.fromEntries(Object.entries(counts).sort((a, b) => b[1] - a[1]).slice(0, 4)) }"""


def most_painted(condition: str) -> str:
    """A condition: the colour that covers most of the canvas is such that `condition` holds for each of its values."""
    return f"(Object.keys(({_PAINTED})())[0] ?? 'nothing').split(',').every((value) => {condition})"


def test_every_place_is_counted_once_and_a_small_page_has_no_clusters(
    open_page: OpenPage, clustered: Path, juarez: Path
) -> None:
    page = open_page(clustered, **CALM)
    assert total(page) == 2000
    assert page.locator(".place-marker").count() == len(LISTED)
    small = open_page(juarez)
    assert small.evaluate("window.storymapClusters") is None
    assert small.locator("canvas.clusters, .cluster-button").count() == 0


def test_a_click_on_a_cluster_zooms_to_its_places(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    before = page.evaluate("map_story.getZoom()")
    page.mouse.click(*middle(page, largest(page)))
    until(page, f"map_story.getZoom() >= {before} + 1")
    assert 2 <= total(page) < 2000
    # The reader has moved the map now.
    expect(page.locator("#map").get_by_role("button", name="Back to the story")).to_be_visible()


def test_a_drag_that_ends_on_a_cluster_is_no_click(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    zoom = page.evaluate("map_story.getZoom()")
    x, y = middle(page, largest(page))
    page.mouse.move(x - 90, y - 40)
    page.mouse.down()
    page.mouse.move(x - 40, y - 10)
    page.mouse.move(x, y)
    page.mouse.up()
    assert settled(page)[0] == zoom
    assert total(page) > 0


def test_the_pointer_shows_the_name_of_what_it_is_over(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    name = largest(page)
    page.mouse.move(*middle(page, name))
    expect(page.locator(".cluster-tooltip")).to_have_text(name)
    assert page.evaluate("getComputedStyle(document.querySelector('.leaflet-container')).cursor") == "pointer"
    page.mouse.move(5, 5)
    expect(page.locator(".cluster-tooltip")).to_be_hidden()


def test_a_place_opens_with_its_note_and_is_clustered_again(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    page.mouse.click(*middle(page, "Lonely mill"))
    card = page.get_by_role("dialog", name="Lonely mill")
    expect(card).to_be_focused()
    expect(card).to_contain_text("Nobody grinds here.")
    expect(card.get_by_role("link", name="More about Lonely mill")).to_have_attribute(
        "href", "https://example.org/mill"
    )
    marker = page.locator(".place-marker[data-place=lonely-mill]")
    expect(marker).to_have_class(re.compile("is-active"))
    expect(page.locator(".cluster-button[data-place=lonely-mill]")).to_have_count(0)
    assert page.evaluate("location.hash") == "#place=lonely-mill"
    page.keyboard.press("Escape")
    expect(marker).to_have_count(0)
    expect(page.locator(".cluster-button[data-place=lonely-mill]")).to_be_focused()


def test_a_finger_reaches_a_small_dot(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM, **PHONE)
    rest(page)
    page.evaluate("map_story.setView([38, -13], 8, {animate: false})")
    x, y = middle(page, "Lonely mill")
    page.touchscreen.tap(x + 10, y - 9)
    expect(page.locator(".sheet").get_by_role("dialog", name="Lonely mill")).to_be_visible()


def test_the_keyboard_goes_from_a_cluster_to_a_place_and_back(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    page.get_by_role("button", name=largest(page), exact=True).focus()
    focused = "document.activeElement.ariaLabel"
    said = set()
    for _ in range(18):
        rest(page)
        if not page.evaluate(focused).startswith("Cluster"):
            break
        zoom = page.evaluate("map_story.getZoom()")
        page.keyboard.press("Enter")
        until(page, f"map_story.getZoom() > {zoom} && document.activeElement.matches('.cluster-button')")
        until(page, "/^[0-9,]+ places? in view$/.test(document.querySelector('.live-region').textContent)")
        said.add(page.locator(".live-region").inner_text())
    name = page.evaluate(focused)
    assert name.startswith("Mill ")
    assert said
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=name, exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()


def test_the_buttons_are_in_the_order_of_lines(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    rest(page)
    at = page.evaluate("[...document.querySelectorAll('.cluster-button')].map((b) => b.getBoundingClientRect().top)")
    assert len(at) > 10
    # A line of symbols is as high as a line of reading.
    assert all(after > before - 80 for before, after in itertools.pairwise(at))
    assert at[-1] - at[0] > 150


def test_places_at_one_position_are_a_list_and_their_names_are_text(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    page.mouse.click(*middle(page, "6 places here"))
    card = page.get_by_role("dialog", name="6 places here")
    expect(card).to_be_focused()
    picks = card.locator(".stack-place bdi")
    assert [" ".join(name.split()) for name in picks.all_text_contents()] == ODD
    card.get_by_role("button").nth(1).press("Enter")
    heading = page.locator(".card h2")
    assert " ".join((heading.text_content() or "").split()) == ODD[0]
    assert page.evaluate("window.pwned") is None
    assert page.locator(".card script, .card img, .cluster-tooltip img").count() == 0


def test_a_closed_list_gives_the_focus_back(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    spot = page.get_by_role("button", name="6 places here", exact=True)
    rest(page)
    spot.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(spot).to_be_focused()


def test_an_address_leads_to_a_place_that_no_text_speaks_of(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, fragment="#place=mill-77", **CALM)
    expect(page.get_by_role("dialog", name="Mill 77", exact=True)).to_be_visible()
    expect(page.locator(".place-marker[data-place=mill-77].is-active")).to_be_in_viewport()
    page.keyboard.press("Escape")
    until(page, "location.hash === ''")


def test_a_frame_around_the_map_may_ask_for_a_clustered_place(open_page: OpenPage, clustered: Path) -> None:
    around = clustered.with_name("around.html")
    around.write_text('<iframe src="page.html?view=map" style="width:900px;height:700px"></iframe>', "utf-8")
    page = open_page(around, wait=False)
    frame = page.frame_locator("iframe")
    frame.locator("html.is-ready").wait_for(state="attached")
    for place in ("nowhere", "mill-77"):
        page.evaluate(f"frames[0].postMessage({{storymap: 'open', place: '{place}'}}, '*')")
    expect(frame.get_by_role("dialog", name="Mill 77", exact=True)).to_be_visible()


def test_a_layer_that_is_switched_off_is_in_no_cluster(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    page.get_by_role("checkbox", name="Watermills").uncheck()
    # Of the two thousand, half of the mills, those at one position, and the lonely one.
    assert total(page) == 996 + 6 + 1
    assert page.locator(".place-marker").count() == 0
    page.get_by_role("checkbox", name="Windmills").uncheck()
    assert total(page) == 0
    assert painted(page) == {}
    page.get_by_role("checkbox", name="Watermills").check()
    assert total(page) == 997
    # What is opened is shown, whatever was switched off.
    page.evaluate("location.hash = '#place=mill-77'")
    expect(page.get_by_role("checkbox", name="Windmills")).to_be_checked()
    expect(page.locator(".place-marker[data-place=mill-77]")).to_be_visible()


def test_after_the_last_listed_place_come_the_clustered_ones(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    page.locator(".place-marker[data-place=lugo]").press("Enter")
    expect(page.get_by_role("dialog", name="Lugo")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("dialog", name="Lonely mill")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("dialog", name="Lugo")).to_be_focused()


def test_in_the_dark_the_clusters_are_dark(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    rest(page)
    until(page, most_painted("Number(value) > 200"))
    page.emulate_media(color_scheme="dark")
    # The page hears of it in a later frame.
    until(page, most_painted("Number(value) < 90"))


def test_in_print_the_picture_has_the_places_and_on_the_screen_the_canvas_still_has_them(
    open_page: OpenPage, clustered: Path
) -> None:
    page = open_page(clustered, **CALM)
    rest(page)
    page.emulate_media(media="print")
    expect(page.locator("#map")).to_be_hidden()
    assert len(page.locator(".map-picture .dots").all()) == 2
    page.emulate_media(media="screen")
    until(page, "map_story.getSize().x > 0")
    assert total(page) == 2000
    assert sum(painted(page).values()) > 1000


def test_an_area_among_clusters_opens_and_what_stands_on_it_comes_first(open_page: OpenPage, tmp_path: Path) -> None:
    fields = mills(301)
    west, south = 10.0, 40.0
    ring = [[west, south], [west + 4, south], [west + 4, south + 4], [west, south + 4], [west, south]]
    fields.append(
        {
            "type": "Feature",
            "properties": {"name": "The common", "layer": "Fields"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
    )
    fields.append(feature("Shed", "Fields", [13.0, 43.0]))
    page = open_page(save(tmp_path, fields, ["Mill 1"]), **CALM)
    page.evaluate("map_story.setView([42, 12], 6, {animate: false})")
    # Where nothing but the area is.
    at = page.evaluate("(({x, y}) => [x, y])(map_story.latLngToContainerPoint([41, 11]))")
    left, top = page.evaluate("(({left, top}) => [left, top])(map_story.getContainer().getBoundingClientRect())")
    page.mouse.click(left + at[0], top + at[1])
    expect(page.get_by_role("dialog", name="The common")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    page.mouse.click(*middle(page, "Shed"))
    expect(page.get_by_role("dialog", name="Shed")).to_be_visible()


def test_axe_finds_nothing(open_page: OpenPage, clustered: Path) -> None:
    page = open_page(clustered, **CALM)
    rest(page)
    assert faults(page) == []
    page.get_by_role("button", name="6 places here", exact=True).press("Enter")
    page.get_by_role("dialog").wait_for()
    # What the card lies on is no button any more once the map rests.
    rest(page)
    assert faults(page) == []


def test_hundreds_of_listed_places_get_markers_while_they_are_read(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, **CALM)
    assert page.locator(".place-marker").count() == 0
    read(page, "p30")
    marker = page.locator(".place-marker[data-place=mill-29]")
    expect(marker).to_have_class(re.compile("is-read"))
    expect(marker).to_be_in_viewport()
    page.locator("a.place[data-place=mill-33]").click()
    expect(page.get_by_role("dialog", name="34 Mill 33")).to_contain_text("We came to Mill 33.")
    expect(page.locator(".place-marker[data-place=mill-33]")).to_have_class(re.compile("is-active"))
    page.keyboard.press("Escape")
    page.mouse.move(5, 5)
    expect(page.locator(".place-marker")).to_have_count(1)


def test_a_name_that_is_pointed_at_is_shown_on_the_map(open_page: OpenPage, named: Path) -> None:
    page = open_page(named, **CALM)
    page.locator("a.place[data-place=mill-2]").hover()
    expect(page.locator(".place-marker[data-place=mill-2].is-highlighted")).to_be_visible()
    page.mouse.move(5, 5)
    expect(page.locator(".place-marker")).to_have_count(0)


def test_twenty_thousand_places_are_all_there_and_no_more_buttons_than_one_goes_through(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(save(tmp_path, mills(20_000), ["Mill 5"]), **CALM)
    assert total(page) == 19_999
    assert len(page.evaluate("performance.getEntriesByName('clusters')")) == 1
    # The closest view that still has hundreds of symbols in it.
    page.evaluate("map_story.setView([41.5, -2], 9, {animate: false})")
    rest(page)
    assert 0 < page.locator(".cluster-button").count() <= 200
    page.evaluate("map_story.panBy([200, 0], {animate: false})")
    rest(page)
    assert sum(painted(page).values()) > 1000
