"""Footnotes: a keyboard reader goes from the number in the text to its note and back."""

from __future__ import annotations

from pathlib import Path

from storymap import build_story
from storymap.rendering.page import render_page
from tests.browser.conftest import OpenPage, until
from tests.cli.commands import collection


def test_a_number_leads_to_its_note_and_the_note_back(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("# T\n\nIn Laredo[^a].\n\n" + "Words.\n\n" * 60 + "[^a]: A note.\n")
    (tmp_path / "places.geojson").write_text(collection(("Laredo", -99.5, 27.5)))
    render_page(build_story(tmp_path / "story.md")).save(tmp_path / "out.html")
    page = open_page(tmp_path / "out.html")
    page.locator("a.note-link").focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.note-back').getBoundingClientRect().bottom < innerHeight")
    page.locator("a.note-back").focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.note-link').getBoundingClientRect().bottom > 0")
    page.emulate_media(media="print")
    assert not page.locator("a.note-back").is_visible()
