"""Every hostile string in every text field, in a real browser: shown as text, and nothing runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from storymap import build_story, render_page
from tests.browser.conftest import OpenPage
from tests.hostile import HOSTILE


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_in_a_story_runs(open_page: OpenPage, tmp_path: Path, text: str) -> None:
    one_line = " ".join(text.replace("\x00", "").split())
    feature = {
        "type": "Feature",
        "properties": {
            "name": "Laredo",
            "aliases": [one_line],
            "layer": one_line,
            "note": one_line,
            "ignore": [one_line],
            "other": {one_line: one_line},
        },
        "geometry": {"type": "Point", "coordinates": [-99.5, 27.5]},
    }
    places = tmp_path / "places.geojson"
    places.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    article = tmp_path / "story.md"
    quoted = json.dumps(one_line)
    article.write_text(
        f"---\ntitle: {quoted}\nsubtitle: {quoted}\nbyline: {quoted}\n---\n\nLaredo {one_line} here.\n",
        encoding="utf-8",
    )
    page = open_page(render_page(build_story(article)).save(tmp_path / "page.html"))
    page.locator(".place-marker").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    for element in page.locator("a.place, .place-marker, label, button").all():
        element.dispatch_event("mouseover")
        element.dispatch_event("focus")
    assert page.evaluate("window.pwned") is None
    assert page.locator("script").count() == 6
    assert "49098013" not in page.locator("body").inner_text()
