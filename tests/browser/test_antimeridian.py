"""Places across longitude 180: framed closely, drawn whole, found in the list, at wide windows and narrow ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import pytest
from playwright.sync_api import Page, expect
from shapely.geometry import MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from storymap import render_page
from storymap.geometry.bounds import part_bounds
from storymap.model import Article, AuthorView, Block, ContextFeature, Mention
from storymap.reading.tiles.extract import read_tiles
from storymap.rendering.page import StoryPage
from tests.browser.conftest import OpenPage, until
from tests.browser.test_basemap import pixels
from tests.browser.test_scroll_sync import CALM, in_view, read, settled
from tests.browser.test_street_tiles import drawn, pixel, zoom_to
from tests.geometry.across_180 import (
    ALEUTIAN_ROUTE,
    ALEUTIANS,
    ALEUTIANS_EXTENT,
    CHUKOTKA,
    CHUKOTKA_EXTENT,
    FIJI,
    FIJI_EXTENT,
    NEW_ZEALAND,
    NEW_ZEALAND_EXTENT,
    SUVA,
    UNITED_STATES,
    beyond,
)
from tests.rendering.conftest import one_place, places_frame, tie
from tests.streets import BRIDGE, town, write_archive

LAKEBA, ANADYR, UELEN = Point(-178.8, -18.2), Point(177.5, 64.73), Point(-169.81, 66.16)
ATTU, COLD_BAY, WELLINGTON, WAITANGI = (
    Point(172.9, 52.9),
    Point(-162.7, 55.2),
    Point(174.78, -41.29),
    Point(-176.56, -43.95),
)
STORIES: dict[str, dict[str, BaseGeometry]] = {
    "Fiji": {"Fiji": FIJI, "Suva": SUVA, "Lakeba": LAKEBA},
    "Chukotka": {"Chukotka": CHUKOTKA, "Anadyr": ANADYR, "Uelen": UELEN},
    "the Aleutians": {"Islands": ALEUTIANS, "Attu": ATTU, "Route": ALEUTIAN_ROUTE, "Bay": COLD_BAY},
    "New Zealand with Chatham": {"Aotearoa": NEW_ZEALAND, "Wellington": WELLINGTON, "Waitangi": WAITANGI},
}
EXTENTS = {
    "Fiji": FIJI_EXTENT,
    "Chukotka": CHUKOTKA_EXTENT,
    "the Aleutians": ALEUTIANS_EXTENT,
    "New Zealand with Chatham": NEW_ZEALAND_EXTENT,
}
PIECES = {"Fiji": 4, "Chukotka": 1, "the Aleutians": 1, "New Zealand with Chatham": 3}
WINDOWS = [(1280, 800), (390, 844)]

MakePage = Callable[..., StoryPage]


def page_of(places: dict[str, BaseGeometry], view: AuthorView | None = None, **parts: Any) -> StoryPage:
    """A page that names each of its places, in a paragraph of its own."""
    blocks = tuple(Block("paragraph", f"{name}. {'It rained. ' * 40}", view=view) for name in places)
    rows = [one_place(geometry, place_id=name.lower(), name=name) for name, geometry in places.items()]
    mentions = [Mention(block, 0, len(name), name.lower()) for block, name in enumerate(places)]
    story = tie(Article(title="Across", blocks=blocks), places_frame(*rows), *mentions)
    return render_page(replace(story, **parts))


@pytest.fixture
def show(open_page: OpenPage, tmp_path: Path) -> Callable[..., Page]:
    def show(page: StoryPage, window: tuple[int, int], **options: Any) -> Page:
        width, height = window
        saved = page.save(tmp_path / "page.html")
        return open_page(saved, viewport={"width": width, "height": height}, **{**CALM, **options})

    return show


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Boxes on the screen, from the corner of the map: left, top, right, bottom; and the map's own as the first."""
    found: list[dict[str, float]] = page.evaluate(
        """(selector) => {
          const map = document.getElementById("map").getBoundingClientRect();
          return [document.getElementById("map"), ...document.querySelectorAll(selector)].map((one) => {
            const { left, top, right, bottom } = one.getBoundingClientRect();
            return { left: left - map.left, top: top - map.top, right: right - map.left, bottom: bottom - map.top };
          });
        }""",
        selector,
    )
    return found


def is_inside(box: dict[str, float], frame: dict[str, float]) -> bool:
    return (
        # But for the outline's own width.
        box["left"] >= frame["left"] - 1
        and box["right"] <= frame["right"] + 1
        and box["top"] >= frame["top"] - 1
        and box["bottom"] <= frame["bottom"] + 1
    )


@pytest.mark.parametrize("window", WINDOWS, ids=["wide", "phone"])
@pytest.mark.parametrize("name", STORIES)
def test_the_first_view_is_close_and_has_all_places_whole(show: Any, name: str, window: tuple[int, int]) -> None:
    page = show(page_of(STORIES[name]), window)
    frame, *shapes = boxes(page, ".place-marker .symbol, path.place-path")
    assert len(shapes) >= len(STORIES[name]) + 1
    for box in shapes:
        assert is_inside(box, frame)
    west, _, east, _ = EXTENTS[name]
    assert page.evaluate("map_story.getBounds().getEast() - map_story.getBounds().getWest()") < 3 * (east - west)


@pytest.mark.parametrize("window", WINDOWS, ids=["wide", "phone"])
@pytest.mark.parametrize("name", STORIES)
def test_areas_and_lines_are_drawn_whole_at_every_zoom(show: Any, name: str, window: tuple[int, int]) -> None:
    page = show(page_of(STORIES[name]), window)
    for zoom in (3, 6):
        page.evaluate(f"map_story.setZoom({zoom}, {{ animate: false }})")
        # Leaflet cuts what lies outside the window.
        page.evaluate("map_story.eachLayer((one) => { if (one.redraw) { one.options.noClip = true; one.redraw() } })")
        (data,) = page.evaluate("[...document.querySelectorAll('path.place-path')].map((one) => one.getAttribute('d'))")
        assert data.count("M") == PIECES[name]
        # No step of an outline goes across the map.
        world = 256 * 2**zoom
        for piece in data.split("M")[1:]:
            across = [float(x) for x, _ in re.findall(r"(-?[\d.]+)[ ,](-?[\d.]+)", piece)]
            assert max(across) - min(across) < world / 6


@pytest.mark.parametrize("window", WINDOWS, ids=["wide", "phone"])
@pytest.mark.parametrize("name", STORIES)
def test_each_entry_of_the_list_leads_to_its_place(show: Any, name: str, window: tuple[int, int]) -> None:
    page = show(page_of(STORIES[name]), window)
    whole = settled(page)
    for place in STORIES[name]:
        entry = page.locator(f"#place-{place.lower()}").get_by_role("button", name=place)
        entry.click()
        expect(page.get_by_role("dialog", name=place)).to_be_visible()
        zoom, _, _ = settled(page)
        # The card takes a part of the map.
        assert zoom >= whole[0] - 1
        until(page, in_view(page, place.lower()))
        page.keyboard.press("Escape")


def test_minus_179_may_be_written_as_181(show: Any) -> None:
    views = []
    for turn in (lambda geometry: geometry, beyond):
        page = show(page_of({name: turn(geometry) for name, geometry in STORIES["Fiji"].items()}), WINDOWS[0])
        views.append(settled(page))
    assert views[0] == pytest.approx(views[1])


@pytest.mark.parametrize("window", WINDOWS, ids=["wide", "phone"])
def test_clusters_stand_on_both_sides_of_180(show: Any, window: tuple[int, int]) -> None:
    reefs = {
        f"R{n}": Point((176 + n * 0.618034 % 1 * 7 + 180) % 360 - 180, -20 + n * 0.41421 % 1 * 5) for n in range(400)
    }
    blocks = (Block("paragraph", "Nothing is named."),)
    rows = [one_place(point, place_id=name.lower(), name=name) for name, point in reefs.items()]
    page = show(render_page(tie(Article(title="Reefs", blocks=blocks), places_frame(*rows))), window)
    until(page, "document.querySelector('.cluster-buttons')?.ariaBusy === 'false'")
    frame, *buttons = boxes(page, ".cluster-button")
    seam = page.evaluate("map_story.latLngToContainerPoint([-17.5, 180]).x")
    assert all(is_inside(box, frame) for box in buttons)
    assert {box["left"] > seam for box in buttons} == {True, False}
    assert page.evaluate("map_story.getBounds().getEast() - map_story.getBounds().getWest()") < 3 * 7


def test_the_authors_view_and_own_layers_stand_where_the_places_are(show: Any) -> None:
    made = page_of(STORIES["Fiji"], AuthorView(centre=(-178.8, -18.2), zoom=9))
    folium.CircleMarker([-18.2, -178.8], radius=9, class_name="own").add_to(made.map)
    folium.PolyLine([[-18.2, -178.8], [-18.3, -178.7]], class_name="own").add_to(made.map)
    page = show(made, WINDOWS[0])
    read(page, "p2")
    until(page, "map_story.getZoom() === 9")
    assert page.evaluate("map_story.getBounds().contains([-18.2, 181.2])")
    frame, *own = boxes(page, "path.own")
    assert len(own) == 2
    assert all(is_inside(box, frame) for box in own)


def test_own_layers_are_seen_in_a_story_of_the_united_states(show: Any) -> None:
    made = page_of({"America": UNITED_STATES, "Chicago": Point(-87.6, 41.9)})
    folium.Circle([31.75, -106.49], radius=200_000, class_name="own").add_to(made.map)
    frame, own = boxes(show(made, WINDOWS[0]), "path.own")
    assert is_inside(own, frame)


def test_context_is_drawn_on_across_180(show: Any) -> None:
    ferry = ContextFeature(MultiLineString([[(178.5, -17), (180, -17)], [(-180, -17), (-178.9, -17)]]), kind="border")
    ferried, plain = (
        pixels(
            show(page_of(STORIES["Fiji"], **parts), WINDOWS[0]), *((180.6, -17 + step / 500) for step in range(-5, 6))
        )
        for parts in ({"context": (ferry,)}, {})
    )
    assert ferried != plain


@pytest.mark.parametrize("window", WINDOWS, ids=["wide", "phone"])
@pytest.mark.parametrize("latitude", [90, -90])
def test_a_place_at_a_pole_is_on_the_map(show: Any, latitude: float, window: tuple[int, int]) -> None:
    page = show(page_of({"Pole": Point(0, latitude)}), window)
    frame, symbol = boxes(page, ".place-marker .symbol")
    assert is_inside(symbol, frame)


def test_streets_are_seen_where_the_map_runs_past_180(show: Any, tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "town.pmtiles", town())
    places = {"America": UNITED_STATES, "Bridge": Point(BRIDGE)}
    tiles = read_tiles(archive, part_bounds(list(places.values())))
    page = show(page_of(places, tiles=tiles), WINDOWS[0])
    bridge = (BRIDGE[0] + 360, BRIDGE[1])
    zoom_to(page, 14, bridge)
    until(page, "document.querySelector('.folium-map').classList.contains('has-streets')")
    drawn(page)
    assert pixel(page, bridge) is not None
