"""A card stays as it is while the map under it changes: what is pressed on it is a click, and what has the focus keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import WIDE, OpenPage, until
from tests.browser.test_scroll_sync import CALM

_AROUND_MARKER = "map_story.setZoomAround(map_story._popup.getLatLng(), map_story.getZoom() - 0.5, { animate: false })"


def zoom(page: Page) -> None:
    before = page.evaluate("map_story.getZoom()")
    page.evaluate(_AROUND_MARKER)
    assert page.evaluate("map_story.getZoom()") < before


def resize(page: Page) -> None:
    before = page.evaluate("map_story.getSize().x")
    page.evaluate("void (window.resized = new Promise((done) => map_story.once('resize', () => done())))")
    page.set_viewport_size({"width": WIDE["viewport"]["width"] - 6, "height": WIDE["viewport"]["height"] - 4})
    page.evaluate("resized")
    assert page.evaluate("map_story.getSize().x") < before


def open_card(page: Page) -> None:
    page.locator("a.place[data-place=el-paso]").first.click()
    expect(page.get_by_role("dialog", name="El Paso")).to_be_focused()


@pytest.mark.parametrize("change", [zoom, resize])
def test_a_press_during_which_the_map_changes_is_a_click(
    open_page: OpenPage, juarez: Path, change: Callable[[Page], None]
) -> None:
    page = open_page(juarez, **CALM)
    open_card(page)
    position = page.locator(".card-position")
    count = position.inner_text().rpartition(" ")[2]
    box = page.get_by_role("button", name="Previous passage").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    change(page)
    page.mouse.up()
    expect(position).to_have_text(f"{count} of {count}")


def test_what_has_the_focus_keeps_it_while_the_card_is_turned_and_the_map_zooms(
    open_page: OpenPage, juarez: Path
) -> None:
    page = open_page(juarez, **CALM)
    open_card(page)
    button = page.get_by_role("button", name="Next passage")
    button.focus()
    page.evaluate(
        "window.lost = 0; document.querySelector('.card').addEventListener('focusout', () => lost++);"
        " window.removed = 0; new MutationObserver((all) => removed += all.filter((one) => one.removedNodes.length).length)"
        ".observe(document.querySelector('.leaflet-popup-content'), { childList: true })"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".card-position")).to_have_text("2 of 3")
    zoom(page)
    expect(button).to_be_focused()
    assert page.evaluate("[lost, removed]") == [0, 0]


def test_a_card_that_is_turned_to_a_longer_passage_is_laid_out_anew(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    open_card(page)
    for _ in range(3):
        page.get_by_role("button", name="Next passage").click()
        fits = page.evaluate(
            "(() => { const content = document.querySelector('.leaflet-popup-content'), card = content.firstChild;"
            " return Math.abs(content.getBoundingClientRect().bottom - card.getBoundingClientRect().bottom) <= 1"
            " || content.matches('.leaflet-popup-scrolled') })()"
        )
        assert fits
        tip = page.evaluate(
            "(() => { const tip = document.querySelector('.leaflet-popup-tip').getBoundingClientRect(),"
            " symbol = document.querySelector('.place-marker[data-place=el-paso]').getBoundingClientRect();"
            " return [tip.left + tip.width / 2 - symbol.left - symbol.width / 2, symbol.top - tip.bottom] })()"
        )
        assert all(abs(distance) < 30 for distance in tip)


def is_whole(page: Page) -> str:
    """A condition: the card's head and its close button are in sight, and under no control."""
    return (
        "(() => { const close = document.querySelector('.card-close'); if (!close) return false;"
        " const { left, top, right, bottom } = close.getBoundingClientRect(), head = close.parentElement.getBoundingClientRect();"
        " return head.top >= 0 && head.left >= 0 && right <= innerWidth + 1 && bottom <= innerHeight"
        " && close.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)) })()"
    )


def is_beside_controls(page: Page) -> bool:
    """Whether the card lies in the window and on nothing that lies over the map."""
    found: bool = page.evaluate(
        "(() => { const card = document.querySelector('.card').parentElement.getBoundingClientRect();"
        " const meets = (one) => one.left < card.right && one.right > card.left && one.top < card.bottom && one.bottom > card.top;"
        " return card.top >= 0 && card.bottom <= innerHeight && card.right <= innerWidth && ![...document.querySelectorAll("
        "'.leaflet-control')].some((one) => one.checkVisibility() && meets(one.getBoundingClientRect())) })()"
    )
    return found


@pytest.fixture
def legend(tmp_path: Path) -> Path:
    """Places in as many layers as make a tall legend."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": f"Place {letter}",
                "layer": f"Layer {letter} of places with a name that takes two lines",
                "note": "What it is. " * 9,
            },
            "geometry": {"type": "Point", "coordinates": [n / 2, 40 + n / 3]},
        }
        for n, letter in enumerate("ABCDEFGHIJKLMNOP")
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    names = "\n\n".join(f"To {feature['properties']['name']}." for feature in features)  # type: ignore[index]
    (tmp_path / "story.md").write_text(f"# T\n\n{names}")
    return render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html")


@pytest.mark.parametrize("place", ["place-a", "place-g", "place-p"])
def test_a_tall_legend_leaves_the_card_whole(open_page: OpenPage, legend: Path, place: str) -> None:
    page = open_page(legend, **CALM, viewport={"width": 1000, "height": 700})
    page.locator(f"a.place[data-place={place}]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    until(page, is_whole(page))
    assert is_beside_controls(page)


def test_a_large_font_leaves_the_card_whole(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    open_card(page)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    until(page, "document.querySelector('.card-close').getBoundingClientRect().width > 0 && " + is_whole(page))
    assert is_beside_controls(page)
    # Over the text: the map shows the place.
    card, panel = page.locator(".card").bounding_box(), page.locator("#map").bounding_box()
    assert card and panel and card["x"] + card["width"] <= panel["x"] + 1
    page.evaluate("document.documentElement.style.fontSize = ''")
    expect(page.locator(".leaflet-popup").get_by_role("dialog", name="El Paso")).to_be_visible()
    until(page, is_whole(page))


@pytest.mark.parametrize("size", [(768, 1024), (1000, 700), (860, 500), (640, 360)])
@pytest.mark.parametrize("moved", [False, True], ids=["as chosen", "moved by the reader"])
def test_a_card_is_whole_after_a_tablet_is_turned_or_a_window_shrinks(
    open_page: OpenPage, juarez: Path, size: tuple[int, int], moved: bool
) -> None:
    page = open_page(juarez, **CALM, viewport={"width": 1024, "height": 768})
    open_card(page)
    if moved:
        page.evaluate("map_story.panBy([0, 150], { animate: false })")
    for width, height in (size, (1024, 768), size):
        page.set_viewport_size({"width": width, "height": height})
        until(page, f"innerWidth === {width} && " + is_whole(page))
        # A map of 430 pixels of height has no room for a popup, that of a tablet on its side has.
        expect(page.locator(".leaflet-popup .card" if width > 1000 else ".card")).to_be_visible()
        if (width, height) in ((768, 1024), (640, 360)):
            expect(page.locator(".sheet")).to_be_visible()


def test_a_card_is_whole_after_its_picture_has_come(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM)
    open_card(page)
    page.locator(".card").evaluate(
        "(card) => card.append(Object.assign(document.createElement('div'), { style: 'height: 1200px' }))"
    )
    until(page, "document.querySelector('.leaflet-popup-scrolled') !== null && " + is_whole(page))
    assert is_beside_controls(page)


def test_after_a_turn_closing_shows_what_was_shown_before(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, **CALM, viewport={"width": 1024, "height": 768})
    page.locator("a.place[data-place=laredo]").evaluate("(name) => name.click()")
    expect(page.get_by_role("dialog", name="Laredo")).to_be_visible()
    assert page.evaluate("map_story.getZoom()") > 8
    page.set_viewport_size({"width": 900, "height": 700})
    until(page, "map_story.getSize().y === 700")
    page.keyboard.press("Escape")
    until(page, "map_story.getZoom() < 7")
