"""What axe finds in the map alone, and in the page of snippets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from storymap import build_story, publish_story
from tests.browser.conftest import ROOT, OpenPage
from tests.browser.test_accessible import FORCED, NARROW, faults


@pytest.mark.parametrize(
    "options", [{}, NARROW, {"color_scheme": "dark"}, FORCED], ids=["wide", "narrow", "dark", "forced"]
)
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "opened"])
def test_axe_finds_nothing_in_the_map_alone(
    open_page: OpenPage, juarez: Path, options: dict[str, Any], opened: bool
) -> None:
    page = open_page(juarez, fragment="?view=map", reduced_motion="reduce", **options)
    if opened:
        page.locator(".place-marker[data-place=laredo]").click()
        page.get_by_role("dialog").wait_for()
    assert faults(page) == []


@pytest.fixture(scope="module", params=["https://maps.example.org/juarez/", None], ids=["with an address", "without"])
def snippets(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of snippets of the example, which has an address or has none."""
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    return publish_story(story, tmp_path_factory.mktemp("out") / "juarez", url=request.param).path / "embed.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_page_of_snippets(open_page: OpenPage, snippets: Path, scheme: str) -> None:
    page = open_page(snippets, wait=False, color_scheme=scheme, reduced_motion="reduce")
    expect(page.frame_locator("iframe >> nth=0").locator(".place-marker[data-place=laredo]")).to_be_visible()
    assert faults(page) == []
