"""The places at the side of the editor: those to decide, and all of them, with everything that can be said of one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.editor.opened_editor import PHONE, browsing, faults_in_all_looks, running

TEXT = """# Two bridges

The bus from El Paso crosses the Santa Fe bridge to Ciudad Juárez every morning.

In Laredo, Texas, nobody waits. The strongest group takes its name from Sinaloa, and its men come from Springfield.

Chihuahua is dry. The paper is printed in El Paso.
"""
PLACES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "El Paso", "layer": "Cities"},
            "geometry": {"type": "Point", "coordinates": [-106.48693, 31.75872]},
        },
        {
            "type": "Feature",
            "properties": {"name": "Ciudad Juárez", "layer": "Cities", "aliases": ["Juárez"]},
            "geometry": {"type": "Point", "coordinates": [-106.46084, 31.72024]},
        },
        {
            "type": "Feature",
            "properties": {"name": "Sinaloa", "layer": "States"},
            "geometry": {"type": "Point", "coordinates": [-107.5, 25]},
        },
    ],
}


CUT_OFF = "error: Failed to load resource: net::ERR_INTERNET_DISCONNECTED"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "places.geojson").write_text(json.dumps(PLACES, indent=1, ensure_ascii=False), encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(chromium: Browser, story: Path) -> Iterator[Page]:
    with running(story, "story.md") as address, browsing(chromium, address) as page:
        yield page


def properties(folder: Path, name: str) -> dict[str, Any] | None:
    """What is in the places file of a place."""
    features = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    return next((one["properties"] for one in features if one["properties"]["name"] == name), None)


def position(folder: Path, name: str) -> list[float]:
    features = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    found: list[list[float]] = [one["geometry"]["coordinates"] for one in features if one["properties"]["name"] == name]
    return found[0]


def saved(page: Page, told: str) -> None:
    """Wait until something is told that has happened."""
    expect(page.get_by_role("status").filter(has_text=told)).to_be_attached()


def settled(page: Page) -> None:
    """Wait until the last change is on disk: it can be undone."""
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "false")
    expect(page.locator(".bar-saved")).to_have_text("saved")


def card(page: Page, name: str) -> Locator:
    return page.locator(".decision").filter(has_text=name)


def opened(page: Page, name: str) -> Locator:
    """Open the form of a place."""
    page.get_by_role("button", name=name).and_(page.locator(".place-row")).click()
    return page.get_by_role("form", name=name)


def test_the_most_urgent_decision_is_open_with_its_sentence_and_candidates(desk: Page) -> None:
    expect(desk.get_by_role("heading", name="2 places to decide")).to_be_visible()
    first = card(desk, "Springfield")
    expect(first).to_have_class("decision is-open")
    expect(first.locator("mark")).to_have_text("Springfield")
    expect(first.locator(".candidate-name")).to_have_text(
        [
            "Springfield Illinois, United States",
            "Springfield Missouri, United States",
            "Springfield Massachusetts, United States",
        ]
    )
    expect(card(desk, "Santa Fe bridge")).to_have_text("Santa Fe bridge a street or building 1 mention")


def test_enter_takes_the_likeliest_and_the_next_one_comes(desk: Page, story: Path) -> None:
    card(desk, "Springfield").focus()
    desk.keyboard.press("Enter")
    expect(card(desk, "Springfield")).to_have_count(0)
    expect(card(desk, "Santa Fe bridge")).to_be_focused()
    settled(desk)
    assert position(story, "Springfield") == pytest.approx([-89.64, 39.8], abs=0.1)


def test_a_number_chooses_another_candidate(desk: Page, story: Path) -> None:
    card(desk, "Springfield").focus()
    desk.keyboard.press("3")
    expect(card(desk, "Springfield")).to_have_count(0)
    settled(desk)
    assert position(story, "Springfield") == pytest.approx([-72.59, 42.1], abs=0.1)


def test_x_refuses_and_undo_asks_again(desk: Page, story: Path) -> None:
    card(desk, "Springfield").focus()
    desk.keyboard.press("x")
    expect(card(desk, "Springfield")).to_have_count(0)
    settled(desk)
    assert properties(story, "Springfield") is None
    desk.keyboard.press("Control+z")
    expect(card(desk, "Springfield")).to_have_count(1)


def test_arrows_and_letters_go_through_the_list(desk: Page) -> None:
    card(desk, "Springfield").focus()
    for key, name in [("j", "Santa Fe"), ("k", "Springfield"), ("ArrowDown", "Santa Fe"), ("ArrowUp", "Springfield")]:
        desk.keyboard.press(key)
        expect(card(desk, name)).to_be_focused()
        expect(card(desk, name)).to_have_class("decision is-open")


def test_a_slash_searches_and_the_arrow_keys_choose(desk: Page, story: Path) -> None:
    expect(card(desk, "Springfield")).to_be_visible()
    desk.keyboard.press("/")
    box = desk.get_by_role("combobox", name="Search the gazetteer")
    expect(box).to_be_focused()
    box.fill("Springfield Oregon")
    option = desk.get_by_role("option", name="Springfield Oregon, United States")
    expect(option).to_be_visible()
    while option.get_attribute("aria-selected") != "true":
        desk.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    desk.keyboard.press("Enter")
    expect(card(desk, "Springfield")).to_have_count(0)
    settled(desk)
    assert position(story, "Springfield") == pytest.approx([-123.02, 44.05], abs=0.1)


def test_escape_leaves_the_search_and_keeps_the_decision(desk: Page) -> None:
    expect(card(desk, "Springfield")).to_be_visible()
    desk.keyboard.press("/")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("combobox")).to_have_count(0)
    expect(card(desk, "Springfield")).to_be_focused()


def test_all_that_are_sure_are_taken_by_one_click_and_undone_by_one(desk: Page, story: Path) -> None:
    before = (story / "places.geojson").read_bytes()
    desk.get_by_role("button", name="Take all 3 that are sure").click()
    expect(desk.get_by_role("heading", name="6 places")).to_be_visible()
    saved(desk, "3 places are taken.")
    assert {"Laredo", "Texas", "Chihuahua"} <= {
        one["properties"]["name"] for one in json.loads((story / "places.geojson").read_text("utf-8"))["features"]
    }
    desk.get_by_role("button", name="Undo").click()
    expect(desk.get_by_role("heading", name="3 places")).to_be_visible()
    assert (story / "places.geojson").read_bytes() == before


def test_a_place_without_a_location_is_put_on_the_map_by_hand(desk: Page, story: Path) -> None:
    card(desk, "Santa Fe bridge").click()
    card(desk, "Santa Fe bridge").get_by_role("button", name="Put it on the map").click()
    expect(desk.get_by_role("group", name="Click the map where Santa Fe bridge is.")).to_be_visible()
    frame = desk.locator("iframe").bounding_box()
    assert frame is not None
    desk.mouse.click(frame["x"] + frame["width"] * 0.7, frame["y"] + frame["height"] / 2)
    expect(card(desk, "Santa Fe bridge")).to_have_count(0)
    settled(desk)
    assert len(position(story, "Santa Fe bridge")) == 2
    # The keys are those of the list again; when the last one is decided, those of all places.
    expect(card(desk, "Springfield")).to_be_focused()
    desk.keyboard.press("x")
    expect(desk.locator(".decision")).to_have_count(0)
    expect(desk.get_by_role("button", name="Add a place")).to_be_focused()


def test_drawing_is_given_up_by_escape(desk: Page) -> None:
    card(desk, "Santa Fe bridge").click()
    desk.keyboard.press("m")
    expect(desk.locator(".draw-hint")).to_be_visible()
    # The page has the keys: who gives up has seen its cross.
    expect(desk.frame_locator("iframe").locator(".is-drawing")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator(".draw-hint")).to_be_hidden()
    expect(card(desk, "Santa Fe bridge")).to_be_focused()


def test_who_draws_before_the_page_is_shown_draws_in_it_when_it_comes(chromium: Browser, story: Path) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with running(story, "story.md") as address, browsing(chromium, address) as page:
        # Nothing of the first window is still on its way when it goes.
        expect(page.frame_locator("iframe").locator("html.is-ready")).to_be_attached()
        page.route("**/page/*", hold)
        with page.expect_request("**/page/*"):
            page.reload()
        card(page, "Santa Fe bridge").click()
        page.keyboard.press("m")
        expect(page.locator(".draw-hint")).to_be_visible()
        # The window may ask for a newer page from now on, too.
        page.route("**/page/*", lambda route: route.continue_())
        for route in held:
            route.continue_()
        expect(page.frame_locator("iframe").locator(".is-drawing")).to_be_attached()
        page.keyboard.press("Escape")
        expect(page.locator(".draw-hint")).to_be_hidden()


def test_places_stand_by_layer_with_number_role_and_mentions(desk: Page) -> None:
    expect(desk.locator(".layer-title")).to_have_text(["Cities2", "States1"])
    expect(desk.locator(".place-row")).to_have_text(
        ["1El Pasoscene · 2", "2Ciudad Juárezscene · 1", "3Sinaloapassing · 1"]
    )


def test_a_field_saves_itself_and_only_what_was_meant_changes(desk: Page, story: Path) -> None:
    before = (story / "places.geojson").read_text(encoding="utf-8")
    form = opened(desk, "El Paso")
    form.get_by_label("Note").fill("The safest large city.")
    form.get_by_label("Name").focus()
    settled(desk)
    after = (story / "places.geojson").read_text(encoding="utf-8")
    assert properties(story, "El Paso") == {"name": "El Paso", "layer": "Cities", "note": "The safest large city."}
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert all("Cities" in line or "note" in line for line in changed), changed


def test_an_alias_is_added_and_taken_out(desk: Page, story: Path) -> None:
    form = opened(desk, "Ciudad Juárez")
    form.get_by_role("textbox", name="Also called").fill("Paso del Norte")
    desk.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Take out Paso del Norte")).to_be_visible()
    form.get_by_role("button", name="Take out Juárez").click()
    expect(form.get_by_role("button", name="Take out Juárez")).to_have_count(0)
    settled(desk)
    assert (properties(story, "Ciudad Juárez") or {})["aliases"] == ["Paso del Norte"]


def test_coordinates_are_typed_and_a_wrong_one_is_told(desk: Page, story: Path) -> None:
    form = opened(desk, "El Paso")
    field = form.get_by_label("Coordinates")
    expect(field).to_have_value("31.75872, -106.48693")
    field.fill("somewhere")
    desk.keyboard.press("Enter")
    expect(form.get_by_role("alert").filter(has_text="no place on earth")).to_be_visible()
    field.fill("31°44′51″N 106°29′12″W")
    desk.keyboard.press("Enter")
    expect(field).to_have_value("31.7475, -106.48667")
    settled(desk)
    assert position(story, "El Paso") == [-106.48667, 31.7475]


def test_nudges_are_one_change(desk: Page, story: Path) -> None:
    before = (story / "places.geojson").read_bytes()
    form = opened(desk, "El Paso")
    form.get_by_label("How far a press moves it").select_option("1 km")
    for _ in range(3):
        form.get_by_role("button", name="Move it north").click()
    expect(form.get_by_label("Coordinates")).to_have_value("31.78566, -106.48693")
    settled(desk)
    desk.get_by_role("button", name="Undo").click()
    expect(form.get_by_label("Coordinates")).to_have_value("31.75872, -106.48693")
    assert (story / "places.geojson").read_bytes() == before


def test_what_is_typed_is_not_overwritten_and_what_others_wrote_is_not_either(desk: Page, story: Path) -> None:
    form = opened(desk, "El Paso")
    note = form.get_by_label("Note")
    note.fill("mine")
    places = story / "places.geojson"
    places.write_text(
        places.read_text(encoding="utf-8")
        .replace('"name": "El Paso"', '"name": "El Paso", "note": "theirs"')
        .replace('"States"', '"Regions"'),
        encoding="utf-8",
    )
    # The window has heard of it.
    expect(desk.locator(".layer-title").last).to_have_text("Regions1")
    expect(note).to_have_value("mine")
    form.get_by_label("Name").focus()
    expect(form.get_by_role("alert").filter(has_text="“theirs”")).to_be_visible()
    form.get_by_role("button", name="Take the other").click()
    expect(note).to_have_value("theirs")
    assert (properties(story, "El Paso") or {})["note"] == "theirs"


def test_a_layer_is_renamed_coloured_and_moved(desk: Page, story: Path) -> None:
    desk.get_by_role("button", name="States: name, colour and order of the layer").click()
    desk.get_by_role("radio", name="Green").check()
    expect(desk.locator(".layer-title .colour-4")).to_be_visible()
    desk.get_by_role("button", name="Move up").click()
    expect(desk.locator(".layer-title")).to_have_text(["States1", "Cities2"])
    desk.get_by_label("Name of the layer").fill("Regions")
    desk.keyboard.press("Enter")
    expect(desk.locator(".layer-title")).to_have_text(["Regions1", "Cities2"])
    settled(desk)
    assert (properties(story, "Sinaloa") or {})["layer"] == "Regions"


def test_a_place_is_added_from_the_gazetteer(desk: Page, story: Path) -> None:
    desk.get_by_role("button", name="Add a place").click()
    desk.get_by_role("combobox", name="Search the gazetteer").fill("Monterrey")
    desk.get_by_role("option", name="Monterrey Nuevo León, Mexico city").click()
    saved(desk, "Monterrey is a place of the story now.")
    assert position(story, "Monterrey") == pytest.approx([-100.3, 25.7], abs=0.1)


def test_not_a_place_takes_it_out(desk: Page, story: Path) -> None:
    opened(desk, "Sinaloa").get_by_role("button", name="Not a place").click()
    expect(desk.locator(".place-row").filter(has_text="Sinaloa")).to_have_count(0)
    settled(desk)
    assert properties(story, "Sinaloa") is None


def test_what_is_done_while_the_server_is_away_is_kept_and_told(chromium: Browser, story: Path) -> None:
    with running(story, "story.md") as address, browsing(chromium, address, expected=CUT_OFF) as page:
        expect(card(page, "Springfield")).to_be_visible()
        page.context.set_offline(True)
        card(page, "Springfield").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert").filter(has_text="1 change is kept in this window")).to_be_visible()
        assert properties(story, "Springfield") is None
        page.context.set_offline(False)
        expect(page.get_by_role("alert").filter(has_text="kept in this window")).to_be_hidden()
        settled(page)
        assert properties(story, "Springfield") is not None


def test_axe_finds_nothing(desk: Page) -> None:
    expect(desk.locator(".decision").first).to_be_attached()
    assert faults_in_all_looks(desk, tab="Places") == {}
    desk.get_by_role("button", name="Cities: name, colour and order of the layer").click()
    form = opened(desk, "El Paso")
    form.get_by_text("More", exact=True).click()
    form.get_by_label("Coordinates").fill("nowhere")
    desk.keyboard.press("Enter")
    assert faults_in_all_looks(desk, tab="Places") == {}
    desk.get_by_role("button", name="Add a place").click()
    desk.get_by_role("combobox", name="Search the gazetteer").fill("Springfield")
    expect(desk.get_by_role("option").first).to_be_visible()
    assert faults_in_all_looks(desk, tab="Places") == {}


def test_the_parts_of_a_phone_are_tabs(chromium: Browser, story: Path) -> None:
    with running(story, "story.md") as address, browsing(chromium, address, **PHONE) as page:
        expect(page.get_by_role("tab", name="Article")).to_have_attribute("aria-selected", "true")
        expect(page.locator(".decision").first).to_be_hidden()
        page.get_by_role("tab", name="Article").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name="Map")).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".decision").first).to_be_visible()
        card(page, "Santa Fe bridge").click()
        card(page, "Santa Fe bridge").get_by_role("button", name="Put it on the map").click()
        expect(page.get_by_role("tab", name="Map")).to_have_attribute("aria-selected", "true")
