"""The tiles of `storymap build`: of an online provider, and from an archive."""

from __future__ import annotations

import base64
from pathlib import Path

from pmtiles.reader import MemorySource, Reader

from tests.cli.commands import run, streets_of_laredo
from tests.pages import Page

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def test_online_tiles_are_a_choice_and_keys_are_another(desk: Path) -> None:
    key = ["build", "story.md", "--basemap", f"{TILES}?api_key=abc", "--attribution", "© Me"]
    refused = run(*key)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        'error: basemap: the address holds a key ("api_key"), and whoever opens the page can take it; '
        "if the key may be public, say so with --allow-key (in Python allow_key=True)\n"
    )
    assert not (desk / "output").exists()
    assert run(*key, "--allow-key").exit_code == 0
    html = (desk / "output" / "a-day-in-laredo.html").read_text(encoding="utf-8")
    assert f"{TILES}?api_key=abc" in html
    assert run("build", "story.md", "--basemap", "OpenStreetMap.Mapnik").exit_code == 0
    assert run("build", "story.md", "--basemap", TILES).exit_code == 1


def test_streets_come_into_the_page_to_the_zoom_that_is_asked_for(desk: Path) -> None:
    streets_of_laredo(desk / "laredo.pmtiles")
    sizes = []
    for arguments in ((), ("--tiles-zoom", "12")):
        result = run("build", "story.md", "--tiles", "laredo.pmtiles", *arguments, "-o", "out.html")
        assert (result.exit_code, result.stderr) == (0, "")
        page = Page((desk / "out.html").read_text(encoding="utf-8"))
        data = base64.b64decode(page.one("script", id="storymap-tiles").text)
        sizes.append(Reader(MemorySource(data)).header()["max_zoom"])
    assert sizes == [13, 12]


def test_the_front_matter_names_streets_and_the_command_line_goes_first(desk: Path) -> None:
    streets_of_laredo(desk / "laredo.pmtiles")
    text = (desk / "story.md").read_text(encoding="utf-8")
    named = text.replace("---\n", "---\ntiles: laredo.pmtiles\n", 1) if text.startswith("---") else ""
    (desk / "story.md").write_text(named or f"---\ntiles: laredo.pmtiles\n---\n\n{text}", encoding="utf-8")
    for arguments in ((), ("--tiles-zoom", "12")):
        result = run("build", "story.md", *arguments, "-o", "out.html")
        assert (result.exit_code, result.stderr) == (0, "")
        assert Page((desk / "out.html").read_text(encoding="utf-8")).one("script", id="storymap-tiles").text
    result = run("build", "story.md", "--tiles", "none.pmtiles", "-o", "out.html")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: none.pmtiles: ")
    (desk / "laredo.pmtiles").unlink()
    result = run("build", "story.md", "-o", "out.html")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: laredo.pmtiles: ")


def test_a_zoom_of_tiles_needs_tiles(desk: Path) -> None:
    result = run("build", "story.md", "--tiles-zoom", "12")
    assert result.stderr == "error: tiles_zoom: there are no tiles that it could be for; name an archive with --tiles\n"
