"""The editor's desk: problems and what mends them, history, what is not saved, readers' views, publishing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import until
from tests.browser.editor.opened_editor import faults_in_all_looks
from tests.browser.editor.told_story import ARTICLE, PLACES, Opened, opened
from tests.browser.test_accessible import faults


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    with opened(chromium, tmp_path) as found:
        yield found


def test_problems_stand_in_groups_with_the_buttons_that_mend_them(desk: Opened) -> None:
    drawer = desk.panel("problems")
    expect(drawer.locator("h3")).to_have_text(["In the text 1", "At places 2"])
    expect(drawer.locator(".problem-what")).to_have_text(
        [
            'Warning the picture "bridge.png" has no text for those who cannot see it',
            'Warning the article never mentions "Nowhere"',
            'Warning "Ciudad Juarze" (line 10) may be "Ciudad Juárez"',
        ]
    )
    expect(drawer.locator(".problem .buttons button")).to_have_text(
        [
            "Describe the picture",
            "Add another name for Nowhere",
            "Take Nowhere out",
            "“Ciudad Juarze” is Ciudad Juárez",
            "“Ciudad Juarze” is not Ciudad Juárez",
        ]
    )


def test_a_press_mends_and_the_focus_stays_in_the_list(desk: Opened) -> None:
    drawer = desk.panel("problems")
    drawer.get_by_role("button", name="“Ciudad Juarze” is Ciudad Juárez").click()
    desk.until_place_has("Ciudad Juárez", "aliases", ["Ciudad Juarze"])
    expect(drawer.locator(".problem")).to_have_count(2)
    until(desk.page, "document.querySelector('.drawer').contains(document.activeElement)")
    drawer.get_by_role("button", name="Take Nowhere out").click()
    desk.until_place_is_gone("Nowhere")
    expect(drawer.locator(".problem")).to_have_count(1)
    expect(desk.page.locator(".told")).to_contain_text("Done: Take Nowhere out.")


def test_a_press_leads_to_where_a_problem_is(desk: Opened) -> None:
    drawer = desk.panel("problems")
    drawer.get_by_role("button", name="story.md, line 12: show it").click()
    expect(desk.page.locator(".told")).to_contain_text("story.md, line 12 is shown.")
    drawer.get_by_role("button", name="Describe the picture").click()
    expect(desk.page.get_by_role("dialog", name="About the picture")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    drawer.get_by_role("button", name="Add another name for Nowhere").click()
    until(desk.page, "document.activeElement.closest('.place, .place-row, li') !== null")


def test_when_there_is_no_problem_it_says_so(chromium: Browser, tmp_path: Path) -> None:
    text = "# Two towns\n\nFrom Laredo to El Paso, from Ciudad Juárez to Nowhere.\n"
    with opened(chromium, tmp_path, text) as desk:
        expect(desk.panel("Problems")).to_contain_text("No problems. The page is as it should be.")


def test_undo_and_redo_say_what_they_would_do(desk: Opened) -> None:
    undo = desk.page.locator(".bar-history button").nth(0)
    redo = desk.page.locator(".bar-history button").nth(1)
    expect(undo).to_have_accessible_name("Undo")
    desk.panel("problems").get_by_role("button", name="Take Nowhere out").click()
    expect(undo).to_have_accessible_name("Undo: Nowhere taken out")
    undo.click()
    expect(redo).to_have_accessible_name("Redo: Nowhere taken out")
    expect(desk.page.locator(".drawer .problem")).to_have_count(3)
    assert (desk.folder / "places.geojson").read_text(encoding="utf-8") == PLACES
    redo.click()
    desk.until_place_is_gone("Nowhere")


def test_the_history_leads_back_and_forward(desk: Opened) -> None:
    drawer = desk.panel("problems")
    drawer.get_by_role("button", name="Take Nowhere out").click()
    expect(drawer.locator(".problem")).to_have_count(2)
    drawer.get_by_role("button", name="“Ciudad Juarze” is not Ciudad Juárez").click()
    expect(drawer.locator(".problem")).to_have_count(1)
    (desk.folder / "story.md").write_text(ARTICLE.replace("Nothing more", "Nothing else"), encoding="utf-8")
    drawer = desk.panel("History")
    steps = drawer.locator(".history-step")
    expect(steps).to_have_text(
        [
            "Changed outside by another program here",
            "“Ciudad Juarze” is not Ciudad Juárez",
            "Nowhere taken out",
            "The beginning of this sitting",
        ]
    )
    drawer.get_by_role("button", name="Back to: The beginning of this sitting").click()
    expect(steps).to_have_count(4)
    expect(drawer.get_by_text("taken back")).to_have_count(2)
    assert (desk.folder / "places.geojson").read_text(encoding="utf-8") == PLACES
    assert "Nothing else" in desk.article
    until(desk.page, "document.querySelector('.drawer').contains(document.activeElement)")
    drawer.get_by_role("button", name="Back to: Nowhere taken out").click()
    desk.until_place_is_gone("Nowhere")
    assert desk.place("Ciudad Juárez") == {"name": "Ciudad Juárez", "layer": "Towns"}


@pytest.mark.parametrize("choice", ["Keep mine", "Keep theirs"])
def test_two_versions_of_a_passage_stand_side_by_side(desk: Opened, choice: str) -> None:
    desk.say(say="block", block=1, what="text", box=[0, 0, 10, 10])
    expect(desk.page.locator(".source")).to_be_visible()
    road = "The road leads from Laredo to El Paso, past the old mill."
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.insert_text("We walked there")
    (desk.folder / "story.md").write_text(ARTICLE.replace(road, "Nobody knows the road."), encoding="utf-8")
    notice = desk.page.locator(".notice.is-conflict")
    expect(notice.get_by_role("heading", level=2)).to_have_text("Two versions of one passage in story.md")
    expect(notice.locator("ins").first).to_contain_text("We walked there")
    expect(notice.locator("del").first).to_contain_text("Nobody knows")
    notice.get_by_role("button", name=choice).click()
    expect(notice).to_have_count(0)
    desk.until_article_has("\n\nWe walked there\n\n" if choice == "Keep mine" else "\n\nNobody knows the road.\n\n")


def test_what_cannot_be_written_is_told_and_tried_again(desk: Opened) -> None:
    file = desk.folder / "places.geojson"
    file.unlink()
    file.mkdir()
    desk.panel("problems").get_by_role("button", name="Take Nowhere out").click()
    notice = desk.page.locator(".notice.is-trouble")
    expect(notice).to_contain_text("The last change is not on disk")
    expect(desk.page.locator(".bar-saved")).to_have_text("not saved")
    file.rmdir()
    file.write_text(PLACES, encoding="utf-8")
    notice.get_by_role("button", name="Try again").click()
    expect(notice).to_have_count(0)
    desk.until_place_is_gone("Nowhere")


@pytest.mark.parametrize(
    ("view", "width", "scheme"),
    [("Phone 390", 390, "light"), ("Tablet 768", 768, "light"), ("Wide 1280", 1280, "light"), ("Dark", 1280, "dark")],
)
def test_the_page_as_readers_have_it(desk: Opened, view: str, width: int, scheme: str) -> None:
    desk.panel("Readers’ views").get_by_role("button", name=view, exact=True).click()
    dialog = desk.page.get_by_role("dialog", name="Readers’ views")
    frame = dialog.locator("iframe")
    expect(frame).to_have_attribute("sandbox", "allow-scripts")
    inner = dialog.frame_locator("iframe")
    expect(inner.locator("html.is-ready")).to_have_count(1)
    assert frame.evaluate("frame => frame.clientWidth") == width
    dark = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 24, 27)"}[scheme]
    expect(inner.locator("html")).to_have_css("background-color", dark)
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(desk.page.get_by_role("button", name=view, exact=True)).to_be_focused()


def test_the_page_in_another_language_in_an_article_and_on_paper(desk: Opened) -> None:
    desk.panel("Readers’ views").get_by_label("Language").select_option("de")
    dialog = desk.page.get_by_role("dialog", name="Readers’ views")
    inner = dialog.frame_locator("iframe")
    expect(inner.locator(".story-head")).to_contain_text("Schritt")
    dialog.get_by_role("radio", name="In an article").check()
    expect(inner.locator("html.is-ready")).to_have_count(1)
    expect(inner.locator(".article")).to_be_hidden()
    dialog.get_by_role("radio", name="Print").check()
    expect(inner.locator("html.is-ready")).to_have_count(1)
    expect(inner.locator(".map-panel")).to_be_hidden()
    expect(inner.locator("img.map-picture, svg.map-picture, .map-picture").first).to_be_visible()
    # Escape in the page, too, closes what shows it.
    inner.locator("body").press("Escape")
    expect(dialog).to_have_count(0)


def test_escape_in_a_page_that_an_article_frames_closes_what_shows_it(desk: Opened) -> None:
    desk.panel("Readers’ views").get_by_role("button", name="In an article", exact=True).click()
    dialog = desk.page.get_by_role("dialog", name="Readers’ views")
    inner = dialog.frame_locator("iframe")
    expect(inner.locator("html.is-ready")).to_have_count(1)
    # It is as in somebody's frame: the article is hidden, and whoever frames it can be asked for more room.
    expect(inner.locator(".article")).to_be_hidden()
    inner.locator("#map").press("Escape")
    expect(dialog).to_have_count(0)


def test_a_printed_page_says_what_it_is(desk: Opened) -> None:
    desk.panel("Readers’ views").get_by_role("button", name="Print", exact=True).click()
    dialog = desk.page.get_by_role("dialog", name="Readers’ views")
    note = dialog.get_by_text("All of it on one long sheet. Your browser’s print preview shows where pages break.")
    expect(note).to_be_visible()
    dialog.get_by_role("radio", name="Phone").check()
    expect(note).to_be_hidden()


def test_a_story_is_published_and_then_what_would_change_is_listed(desk: Opened) -> None:
    publish = desk.page.get_by_role("button", name="Publish …")
    publish.click()
    dialog = desk.page.get_by_role("dialog", name="Publish")
    expect(dialog).to_contain_text("Nothing is published there yet.")
    expect(dialog.get_by_role("button", name="Publish", exact=True)).to_be_focused()
    dialog.get_by_label("Its address on the web").fill("maps.example.org/towns")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("An address begins with https://.")
    dialog.get_by_label("Its address on the web").fill("https://maps.example.org/towns/")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog.locator(".publish-done")).to_have_text("Published in output/two-towns.")
    assert (desk.folder / "output" / "two-towns" / "index.html").is_file()
    snippet = dialog.get_by_label("To paste into the article")
    assert "https://maps.example.org/towns/" in snippet.input_value()
    expect(dialog).to_contain_text(" kB.")
    desk.page.keyboard.press("Escape")
    expect(publish).to_be_focused()
    desk.panel("problems").get_by_role("button", name="Take Nowhere out").click()
    expect(desk.page.locator(".drawer .problem")).to_have_count(2)
    publish.click()
    expect(dialog.locator(".web-change").first).to_contain_text("Gone Nowhere: place")
    expect(dialog.locator(".web-change").first).to_contain_text("Nowhere · Others · 29.5, -104.5")
    expect(dialog.get_by_label("Its address on the web")).to_have_value("https://maps.example.org/towns/")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog.locator(".publish-done")).to_be_visible()
    published = json.loads((desk.folder / "output" / "two-towns" / "story.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in published["places"]["features"]] == ["laredo", "el-paso", "ciudad-juarez"]


def test_a_story_is_given_to_other_tools_with_a_report(desk: Opened) -> None:
    desk.page.get_by_role("button", name="Publish …").click()
    dialog = desk.page.get_by_role("dialog", name="Publish")
    dialog.get_by_text("For other tools").click()
    formats = dialog.get_by_label("Format")
    expect(formats.locator("option").last).to_have_text("An archive of everything, with the originals")
    formats.select_option("markdown")
    dialog.get_by_role("button", name="Write the file").click()
    expect(dialog.locator(".export-file")).to_contain_text("two-towns.md (")
    expect(dialog.locator(".export-file")).to_contain_text("is in the folder output.")
    expect(dialog.locator(".export-result")).to_contain_text("Nothing is in it but what the page shows.")
    assert "](geo:" in (desk.folder / "output" / "two-towns.md").read_text(encoding="utf-8")
    formats.select_option("archive")
    dialog.get_by_role("button", name="Write the file").click()
    expect(dialog.locator(".export-result")).to_contain_text("It holds the originals")
    expect(dialog.locator(".report-line.is-kept")).to_contain_text("files of the story, as they are")
    assert zipfile.is_zipfile(desk.folder / "output" / "two-towns.zip")
    assert faults_in_all_looks(desk.page) == {}


def test_panels_are_for_everybody(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, tmp_path, bypass_csp=True) as desk:
        for panel in ("problems", "History", "Readers’ views"):
            desk.panel(panel)
            expect(desk.page.locator(".drawer")).to_be_visible()
            assert faults_in_all_looks(desk.page) == {}, panel
            desk.page.keyboard.press("Escape")


def test_dialogs_and_what_lies_over_the_text_are_for_everybody(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, tmp_path, bypass_csp=True) as desk:
        page = desk.page
        desk.say(say="block", block=1, what="text", box=[0, 0, 10, 10])
        expect(page.locator(".source")).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("Escape")
        desk.select("the old mill")
        page.get_by_role("button", name="A place …").click()
        expect(page.get_by_role("option").first).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        desk.say(say="block", block=2, what="view", box=[0, 0, 10, 10])
        expect(page.get_by_role("region", name="What the map shows")).to_contain_text("It shows El Paso.")
        assert faults(page) == []
        page.keyboard.press("Escape")
        desk.say(say="block", block=0, what="title", box=[0, 0, 10, 10])
        expect(page.get_by_role("dialog")).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Publish …").click()
        expect(page.get_by_role("dialog")).to_contain_text("Nothing is published there yet.")
        assert faults(page) == []
