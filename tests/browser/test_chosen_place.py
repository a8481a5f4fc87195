"""A place that is opened is shown where it is, with its neighbours beside it and the card beside them; then all is as before."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_scroll_sync import CALM, block_of, in_view, read, settled, view

FRAME = {"viewport": {"width": 600, "height": 500}}
WIDE_WINDOW = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    """Two cities five kilometres apart, in a story of two far ends."""
    filler = "It rained. " * 60
    points = {"Aston": (10.0, 50.0), "Besford": (10.0, 50.045), "North": (12.0, 54.0), "South": (8.0, 46.0)}
    features: list[dict[str, Any]] = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": at}}
        for name, at in points.items()
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    text = (
        f'# T\n\nTo North and South. {filler} {{view="north, south"}}\n\nTo Aston and Besford. {filler}\n\n{filler}\n'
    )
    (tmp_path / "story.md").write_text(text)
    return render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html")


def symbols(page: Page) -> dict[str, tuple[float, float]]:
    """The middles of the symbols, and where each place truly is, in pixels of the window."""
    found: dict[str, tuple[float, float]] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.place-marker')].map((marker) => {"
        " const box = marker.getBoundingClientRect();"
        " return [marker.dataset.place, [box.left + box.width / 2, box.top + box.height / 2]] }))"
    )
    return found


def truly_at(page: Page, lat: float, lng: float) -> tuple[float, float]:
    x, y = page.evaluate(
        f"(() => {{ const map = map_story.getContainer().getBoundingClientRect();"
        f" const at = map_story.latLngToContainerPoint([{lat}, {lng}]); return [map.left + at.x, map.top + at.y] }})()"
    )
    return x, y


@pytest.mark.parametrize("options", [WIDE_WINDOW, FRAME, PHONE], ids=["wide", "frame", "phone"])
def test_twin_cities_get_a_frame_in_which_they_are_apart(
    open_page: OpenPage, twins: Path, options: dict[str, Any]
) -> None:
    page = open_page(twins, **options, **CALM)
    expect(page.locator("path.hairline-end")).to_have_count(2)
    page.locator("a.place[data-place=aston]").click()
    expect(page.get_by_role("dialog", name="Aston")).to_be_visible()
    settled(page)
    expect(page.locator("path.hairline")).to_have_count(0)
    at = symbols(page)
    assert at["aston"] == pytest.approx(truly_at(page, 50.0, 10.0), abs=2)
    apart = ((at["aston"][0] - at["besford"][0]) ** 2 + (at["aston"][1] - at["besford"][1]) ** 2) ** 0.5
    assert apart >= 34
    panel = page.locator("#map").bounding_box()
    card = page.get_by_role("dialog").bounding_box()
    assert panel and card
    for name in ("aston", "besford"):
        x, y = at[name]
        assert panel["x"] < x < panel["x"] + panel["width"] and panel["y"] < y < panel["y"] + panel["height"]
        beside = x < card["x"] or x > card["x"] + card["width"] or y < card["y"] or y > card["y"] + card["height"]
        assert beside, name


def test_an_open_places_symbol_stands_at_its_place_and_the_others_make_way(open_page: OpenPage, tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": [10.0, lat]}}
        for name, lat in (("Aston", 50.0), ("Besford", 50.0005), ("Corley", 50.001))
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "story.md").write_text("# T\n\nTo Aston, Besford and Corley.")
    page = open_page(render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html"), **CALM)
    for name, lat in (("Besford", 50.0005), ("Corley", 50.001), ("Aston", 50.0)):
        page.locator(f"a.place[data-place={name.lower()}]").click()
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        assert symbols(page)[name.lower()] == pytest.approx(truly_at(page, lat, 10.0), abs=2)


def test_the_card_lies_on_no_neighbour_and_not_on_its_own_area(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    for place in ("el-paso", "ciudad-juarez", "santa-fe-bridge", "laredo", "sinaloa", "chihuahua"):
        page.locator(f"a.place[data-place={place}]").first.click()
        card = page.locator(".leaflet-popup-content-wrapper").bounding_box()
        panel = page.locator("#map").bounding_box()
        assert card and panel
        assert card["x"] >= panel["x"] and card["x"] + card["width"] <= panel["x"] + panel["width"]
        assert card["y"] >= panel["y"] and card["y"] + card["height"] <= panel["y"] + panel["height"]
        for name, (x, y) in symbols(page).items():
            on = card["x"] < x < card["x"] + card["width"] and card["y"] < y < card["y"] + card["height"]
            assert not on, (place, name)
        if place in ("sinaloa", "chihuahua"):
            area = page.locator(f"path.place-area[data-place={place}]").first.bounding_box()
            assert area
            across = min(card["x"] + card["width"], area["x"] + area["width"]) - max(card["x"], area["x"])
            down = min(card["y"] + card["height"], area["y"] + area["height"]) - max(card["y"], area["y"])
            assert max(0, across) * max(0, down) <= 0.2 * area["width"] * area["height"]


def test_on_a_phone_the_tapped_word_stays_in_sight_and_closing_brings_back(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE, **CALM)
    read(page, page.evaluate(block_of("laredo")))
    until(page, "document.querySelector('.place-marker.is-read[data-place=laredo]') && location.hash === '#p=7'")
    before, at = settled(page), page.evaluate("scrollY")
    word = page.locator("a.place[data-place=laredo]")
    low = word.bounding_box()
    assert low
    page.evaluate(f"scrollBy(0, {low['y'] - 600})")
    at = page.evaluate("scrollY")
    page.locator("a.place[data-place=laredo]").tap()
    sheet = page.locator(".sheet")
    expect(sheet).to_be_visible()
    seen, over, panel = word.bounding_box(), sheet.bounding_box(), page.locator("#map").bounding_box()
    assert seen and over and panel
    assert seen["y"] >= panel["y"] + panel["height"] and seen["y"] + seen["height"] <= over["y"]
    assert page.evaluate(in_view(page, "laredo"))
    page.get_by_role("button", name="Close").tap()
    expect(sheet).to_be_hidden()
    assert page.evaluate("scrollY") == at
    assert before[0] > 0


def test_closing_brings_back_the_view_unless_the_reader_has_moved_it(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    before = view(page)
    page.locator("#place-laredo .place-open").click()
    expect(page.get_by_role("dialog", name="Laredo")).to_be_visible()
    assert view(page) != before
    page.keyboard.press("Escape")
    assert view(page)[0] == before[0]
    assert view(page)[1:] == [pytest.approx(value, abs=0.01) for value in before[1:]]
    page.locator("#place-laredo .place-open").click()
    page.get_by_role("button", name="Zoom out").click()
    taken = settled(page)
    page.keyboard.press("Escape")
    assert settled(page) == taken


def test_the_authors_zoom_of_a_place_wins(open_page: OpenPage, tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, **more},
            "geometry": {"type": "Point", "coordinates": [lng, 50.0]},
        }
        for name, lng, more in (("Aston", 10.0, {"zoom": 15}), ("Besford", 12.0, {}))
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "story.md").write_text("# T\n\nTo Aston and Besford.")
    page = open_page(render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html"), **CALM)
    page.locator("a.place[data-place=aston]").click()
    expect(page.get_by_role("dialog", name="Aston")).to_be_visible()
    assert view(page)[0] == 15
    assert page.evaluate(in_view(page, "aston"))


def test_a_card_becomes_a_sheet_when_the_window_gets_small_and_a_popup_again(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    page.locator("a.place[data-place=el-paso]").first.click()
    expect(page.locator(".leaflet-popup")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".sheet").get_by_role("dialog", name="El Paso")).to_be_visible()
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    until(page, in_view(page, "el-paso"))
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".leaflet-popup").get_by_role("dialog", name="El Paso")).to_be_visible()
    expect(page.locator(".sheet")).to_be_hidden()
    until(page, in_view(page, "el-paso"))


def test_the_open_places_symbol_stands_out_also_where_another_passage_is_read(open_page: OpenPage, twins: Path) -> None:
    page = open_page(twins, **WIDE_WINDOW, **CALM)
    read(page, "p2")
    settled(page)
    page.locator("a.place[data-place=north]").first.evaluate("(name) => name.click()")
    expect(page.locator(".place-marker[data-place=north]")).to_have_class(
        re.compile("is-quiet.*is-active|is-active.*is-quiet")
    )
    fill = "getComputedStyle(document.querySelector('.place-marker[data-place={}] .symbol path')).fill"
    assert page.evaluate(fill.format("north")) == page.evaluate(
        "(() => { const one = document.createElement('i'); one.style.color = 'var(--accent)'; document.body.append(one);"
        " const { color } = getComputedStyle(one); one.remove(); return color })()"
    )
    assert page.evaluate(fill.format("north")) != page.evaluate(fill.format("aston"))
