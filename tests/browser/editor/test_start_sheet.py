"""The sheet of paper that `storymap edit` begins with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.editor.opened_editor import PHONE, browsing, faults_in_all_looks, running

TEXT = "An army at the border\n\nThe bus from El Paso crosses to Ciudad Juárez, and none of them goes to Chihuahua."

STORYMAPJS = {
    "storymap": {
        "slides": [
            {"type": "overview", "text": {"headline": "The ferry", "text": "<p>A short crossing.</p>"}},
            {
                "location": {"lat": 47.5, "lon": 9.3, "name": "The pier", "zoom": 12},
                "text": {"headline": "The pier", "text": "<p>Here it begins.</p>"},
            },
        ]
    }
}


@pytest.fixture
def sheet(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    with running(tmp_path) as address, browsing(chromium, address) as page:
        yield page


def test_a_pasted_text_becomes_a_story_in_a_folder_of_its_name(sheet: Page, tmp_path: Path) -> None:
    paper = sheet.get_by_role("textbox", name="The text of the article")
    paper.fill(TEXT)
    expect(sheet.locator(".start-kept")).to_contain_text("an-army-at-the-border")
    sheet.get_by_role("button", name="Find the places").click()
    expect(sheet.get_by_role("heading", level=1)).to_have_text("An army at the border")
    story = tmp_path / "an-army-at-the-border" / "story.md"
    assert "Ciudad Juárez, and none of them goes to Chihuahua." in story.read_text(encoding="utf-8")
    expect(sheet.get_by_role("button", name="Take all")).to_be_visible()


def test_the_keyboard_alone_starts_it(sheet: Page) -> None:
    expect(sheet.get_by_role("textbox", name="The text of the article")).to_be_visible()
    sheet.keyboard.press("Tab")
    sheet.keyboard.insert_text(TEXT)
    sheet.keyboard.press("Control+Enter")
    expect(sheet.get_by_role("heading", level=1)).to_have_text("An army at the border")
    # On with what is to decide, one step before the button that takes what is sure.
    expect(sheet.locator("#decisions-title")).to_be_focused()
    expect(sheet.get_by_role("button", name="Take all")).to_be_visible()
    sheet.keyboard.press("Tab")
    expect(sheet.get_by_role("button", name="Take all")).to_be_focused()


def test_on_a_phone_a_new_story_begins_with_its_places(sheet: Page) -> None:
    sheet.set_viewport_size(PHONE["viewport"])
    sheet.get_by_role("textbox", name="The text of the article").fill(TEXT)
    sheet.get_by_role("button", name="Find the places").click()
    expect(sheet.get_by_role("tab", name="Places")).to_have_attribute("aria-selected", "true")
    expect(sheet.get_by_role("button", name="Take all")).to_be_visible()
    # The line does not say that nothing is left while the button stands there.
    expect(sheet.locator(".told")).to_have_text("Take all 3 that are sure")


def test_the_legend_comes_with_the_first_places(sheet: Page) -> None:
    sheet.get_by_role("textbox", name="The text of the article").fill(TEXT)
    sheet.get_by_role("button", name="Find the places").click()
    shown = sheet.frame_locator("iframe.page-frame:not(.is-coming)")
    expect(shown.locator("#legend")).to_be_hidden()
    sheet.get_by_role("button", name="Take all").click()
    expect(shown.locator("#legend")).to_be_visible()


def test_without_a_text_it_says_what_is_missing(sheet: Page) -> None:
    sheet.get_by_role("button", name="Find the places").click()
    expect(sheet.get_by_role("alert").filter(has_text="There is no text yet")).to_be_visible()
    expect(sheet.get_by_role("textbox", name="The text of the article")).to_be_focused()


def test_a_file_is_opened_and_stays_where_it_was(sheet: Page, tmp_path: Path) -> None:
    own = tmp_path / "elsewhere" / "Border.txt"
    own.parent.mkdir()
    own.write_text(TEXT, encoding="utf-8")
    sheet.locator(".start input[type=file]").set_input_files(own)
    expect(sheet.get_by_role("heading", level=1)).to_have_text("An army at the border")
    assert own.read_text(encoding="utf-8") == TEXT


def test_what_is_no_article_is_refused_in_words_and_the_text_stays(sheet: Page, tmp_path: Path) -> None:
    picture = tmp_path / "bridge.png"
    picture.write_bytes(bytes.fromhex("89504e470d0a1a0a") + b"\0" * 32)
    sheet.get_by_role("textbox", name="The text of the article").fill(TEXT)
    sheet.locator(".start input[type=file]").set_input_files(picture)
    expect(sheet.locator(".start .is-fault")).to_be_visible()
    expect(sheet.get_by_role("textbox", name="The text of the article")).to_have_value(TEXT)


def test_another_tools_file_becomes_a_story_and_its_report_is_shown(sheet: Page, tmp_path: Path) -> None:
    own = tmp_path / "elsewhere" / "Ferry.json"
    own.parent.mkdir()
    own.write_text(json.dumps(STORYMAPJS), encoding="utf-8")
    sheet.locator(".start input[type=file]").set_input_files(own)
    dialog = sheet.get_by_role("dialog", name="From another tool")
    expect(dialog).to_contain_text("ferry.json has become a story; the file itself is as it was.")
    expect(dialog.locator(".report-line.is-kept").first).to_contain_text("Kept")
    assert faults_in_all_looks(sheet) == {}
    dialog.get_by_role("button", name="Close").click()
    expect(sheet.get_by_role("heading", level=1)).to_have_text("The ferry")
    expect(sheet.locator("#decisions-title")).to_be_focused()
    assert "## [The pier](place:the-pier)" in (tmp_path / "the-ferry" / "story.md").read_text(encoding="utf-8")
    assert (tmp_path / "the-ferry" / "places.geojson").is_file()


def test_a_file_that_no_tool_is_known_for_is_no_article(sheet: Page, tmp_path: Path) -> None:
    script = tmp_path / "page.js"
    script.write_text("alert(1)")
    sheet.locator(".start input[type=file]").set_input_files(script)
    expect(sheet.locator(".start .is-fault")).to_contain_text("page.js is not an article.")


def test_a_recent_story_is_offered_and_opened(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as address, browsing(chromium, address) as page:
        page.get_by_role("textbox", name="The text of the article").fill(TEXT)
        page.get_by_role("button", name="Find the places").click()
        page.locator("html.is-ready").wait_for(state="attached")
    with running(tmp_path) as address, browsing(chromium, address) as page:
        page.get_by_role("button", name="an-army-at-the-border").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("An army at the border")


def test_axe_finds_nothing(sheet: Page) -> None:
    sheet.get_by_role("button", name="Find the places").click()
    expect(sheet.get_by_role("alert").filter(has_text="There is no text yet")).to_be_visible()
    assert faults_in_all_looks(sheet) == {}
