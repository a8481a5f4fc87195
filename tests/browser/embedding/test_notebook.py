"""In Jupyter: a real kernel runs the cells, and a browser shows what they gave."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, OpenPage
from tests.pages import Page

CELLS = [
    "from storymap import build_story, render_page\npage = render_page(build_story('geodata/juarez/story.md'))",
    "page",
    "page",
    "import folium\nfolium.Circle([31.75, -106.49], radius=20_000).add_to(page.map)\ntype(page.map).__module__, type(page.map).__name__",
    "page",
    "page",
]


@pytest.fixture(scope="module")
def outputs() -> list[str]:
    """What each cell shows: its HTML, or its plain text."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [cell.outputs[0].data if cell.outputs else {} for cell in notebook.cells]
    return [data.get("text/html", data.get("text/plain", "")) for data in shown]


def test_running_the_cell_again_does_not_make_it_grow(outputs: list[str]) -> None:
    assert len(outputs[1]) > 100_000
    assert outputs[2] == outputs[1]
    assert outputs[5] == outputs[4]


def test_the_map_is_folium_s_and_takes_what_is_added(outputs: list[str]) -> None:
    assert outputs[3] == "('folium.folium', 'Map')"
    assert "20000" not in outputs[2]
    assert "20000" in outputs[4]


def test_the_page_is_in_a_sandboxed_frame_and_works_there(
    open_page: OpenPage, outputs: list[str], tmp_path: Path
) -> None:
    frame = Page(outputs[4]).one("iframe").attributes
    assert frame["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert frame["srcdoc"].startswith("<!DOCTYPE html>")
    cell = tmp_path / "cell.html"
    cell.write_text(f'<!DOCTYPE html><meta charset="utf-8"><title>Notebook</title>{outputs[4]}', encoding="utf-8")
    page = open_page(cell, wait=False)
    shown = page.frame_locator("iframe")
    shown.locator(".place-marker[data-place=el-paso]").click()
    expect(shown.get_by_role("dialog", name="El Paso")).to_be_visible()
