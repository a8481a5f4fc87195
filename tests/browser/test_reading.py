"""The reader of the example: names, markers, popups and sentences are one thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage, until


def card(page: Page) -> Page:
    return page.get_by_role("dialog")  # type: ignore[return-value]


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_a_name_in_the_text_opens_its_marker_at_that_sentence(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.locator("a.place", has_text="Juárez").nth(2).click()
    expect(page.locator(".leaflet-popup")).to_have_count(1)
    expect(card(page).get_by_role("heading")).to_have_text("1Ciudad Juárez")
    expect(page.locator(".card-passage")).to_have_text(
        "Over 1,800 of the dead were killed in Juárez, a city of 1.3 million."
    )
    expect(page.locator(".card-passage mark")).to_have_text("Juárez")
    expect(page.locator(".card-position")).to_have_text("2 of 6")
    expect(page.locator(".place-marker.is-active")).to_have_attribute("aria-label", "1 Ciudad Juárez")


def test_previous_and_next_go_through_all_passages_and_around(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.locator(".place-marker[data-place=el-paso]").click()
    position = page.locator(".card-position")
    expect(position).to_have_text("1 of 3")
    following = page.get_by_role("button", name="Next passage")
    for text in ("2 of 3", "3 of 3", "1 of 3"):
        following.click()
        expect(position).to_have_text(text)
    page.get_by_role("button", name="Previous passage").click()
    expect(position).to_have_text("3 of 3")
    expect(page.get_by_role("status")).to_have_text("El Paso: passage 3 of 3")
    expect(page.locator(".card-passage")).to_contain_text("the county court in El Paso")


def test_a_place_named_once_needs_no_pages(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.locator(".place-marker[data-place=laredo]").click()
    expect(page.locator(".card-passage mark")).to_have_text("Laredo")
    expect(page.locator(".card-turn")).to_have_count(0)


def test_read_in_the_story_scrolls_to_the_sentence_and_moves_the_focus_there(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.locator(".place-marker[data-place=laredo]").click()
    page.get_by_role("link", name="Read in the story").click()
    mention = page.locator("a.place[data-place=laredo]")
    expect(mention).to_be_in_viewport()
    expect(mention).to_be_focused()


def test_an_area_and_a_line_open_their_place(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    for lat, lon, zoom, title in [
        (29.6, -106.9, 6, "6Chihuahua"),
        (31.7488, -106.48675, 15, "3Santa Fe bridge"),
    ]:
        page.evaluate(f"map_story.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
        at = page.evaluate(
            "(() => { const box = map_story.getContainer().getBoundingClientRect();"
            f" const point = map_story.latLngToContainerPoint([{lat}, {lon}]);"
            " return [box.x + point.x, box.y + point.y] })()"
        )
        page.mouse.click(*at)
        expect(card(page).get_by_role("heading")).to_have_text(title)
        expect(page.locator("path.place-path.is-active")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator("path.place-path.is-active")).to_have_count(0)


def test_the_layer_control_names_counts_and_hides_layers(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    assert [" ".join(text.split()) for text in page.locator(".leaflet-control-layers label").all_inner_texts()] == [
        "Cities 3",
        "Crossings 1",
        "States 2",
    ]
    expect(page.locator(".place-marker")).to_have_count(6)
    page.get_by_role("checkbox", name="Cities 3").uncheck()
    expect(page.locator(".place-marker")).to_have_count(3)
    page.get_by_role("checkbox", name="Cities 3").check()
    expect(page.locator("#map").get_by_role("button", name="1 Ciudad Juárez")).to_be_visible()


def test_a_name_shows_its_layer_when_the_reader_has_hidden_it(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.get_by_role("checkbox", name="Cities 3").uncheck()
    page.locator("a.place[data-place=laredo]").click()
    expect(card(page).get_by_role("heading")).to_have_text("5Laredo")
    expect(page.locator(".place-marker[data-place=laredo]")).to_be_visible()


def test_no_marker_hides_another_and_each_stands_by_its_hairline(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    boxes = [marker.bounding_box() for marker in page.locator(".place-marker").all()]
    centres = [(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in boxes if b]
    gaps = [((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for i, (ax, ay) in enumerate(centres) for bx, by in centres[:i]]
    assert min(gaps) >= 30
    # Ciudad Juárez and El Paso are pushed off the bridge between them.
    expect(page.locator("path.hairline:not(.hairline-end)")).to_have_count(2)


def test_close_to_the_ground_the_markers_stand_where_the_places_are(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.evaluate("map_story.setView([31.74, -106.48], 14, {animate: false})")
    expect(page.locator("path.hairline")).to_have_count(0)


def test_the_map_frames_the_whole_story(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    panel = page.locator("#map").bounding_box()
    assert panel
    for marker in page.locator(".place-marker").all():
        box = marker.bounding_box()
        assert box
        assert panel["x"] <= box["x"] and box["x"] + box["width"] <= panel["x"] + panel["width"]
        assert panel["y"] <= box["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"]


def test_the_wheel_scrolls_the_page_until_the_map_is_taken_in_hand(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    zoom = page.evaluate("map_story.getZoom()")
    page.mouse.move(900, 500)
    page.mouse.wheel(0, 200)
    until(page, "scrollY > 100")
    assert page.evaluate("map_story.getZoom()") == zoom
    page.mouse.click(900, 700)
    page.mouse.wheel(0, -400)
    until(page, f"map_story.getZoom() > {zoom}")


def test_links_of_a_new_tab_are_left_to_the_browser(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.locator("a.place[data-place=laredo]").click(modifiers=["Control"])
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_on_a_phone_the_card_is_a_sheet_that_leaves_the_map_in_sight(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE)
    page.locator("a.place[data-place=el-paso]").first.tap()
    sheet = page.locator(".sheet")
    expect(sheet.get_by_role("heading")).to_have_text("2El Paso")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    panel, box = page.locator("#map").bounding_box(), sheet.bounding_box()
    assert panel and box
    assert panel["height"] <= 320
    assert box["y"] >= panel["y"] + panel["height"]
    page.get_by_role("link", name="Read in the story").tap()
    expect(sheet).to_be_hidden()
    mention = page.locator("a.place[data-place=el-paso]").first
    expect(mention).to_be_focused()
    placed = mention.bounding_box()
    assert placed and placed["y"] >= panel["y"] + panel["height"]


def test_nothing_is_wider_than_a_phone(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("name", ["Zoom in", "Zoom out", "Layers"])
def test_controls_are_large_enough_for_a_thumb(open_page: OpenPage, juarez: Path, name: str) -> None:
    page = open_page(juarez, **PHONE)
    box = page.get_by_role("button", name=name).bounding_box()
    assert box and box["width"] >= 44 and box["height"] >= 44


def test_on_a_phone_the_layers_are_behind_a_button(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **PHONE)
    button = page.get_by_role("button", name="Layers")
    expect(page.get_by_role("checkbox", name="Cities 3")).to_be_hidden()
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.get_by_role("checkbox", name="Cities 3").uncheck()
    expect(page.locator(".place-marker")).to_have_count(3)


def test_names_stand_beside_the_symbols_and_on_nothing_else(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    labels = page.locator(".place-label.is-placed")
    assert {"Ciudad Juárez", "El Paso", "Laredo", "Sinaloa", "Chihuahua"} <= set(labels.all_inner_texts())
    boxes = [box for item in [*labels.all(), *page.locator(".symbol").all()] if (box := item.bounding_box())]
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            apart = (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
                or one["y"] + one["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= one["y"] + 1
            )
            assert apart, (one, other)


def test_a_popup_lies_under_no_control(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, reduced_motion="reduce")
    for name in ("sinaloa", "laredo", "el-paso"):
        page.locator(f"a.place[data-place={name}]").first.click()
        popup = page.locator(".leaflet-popup-content-wrapper").last.bounding_box()
        assert popup
        for control in page.locator(".leaflet-control-zoom, .leaflet-control-layers").all():
            box = control.bounding_box()
            assert box
            assert (
                popup["x"] >= box["x"] + box["width"]
                or popup["x"] + popup["width"] <= box["x"]
                or popup["y"] >= box["y"] + box["height"]
            ), (name, popup, box)
