"""Saved web pages on the command line: which part of one is read, and who says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import collection, run
from tests.reading.article.web_page.saved_pages import page_part, write_mhtml

LINKS = "".join(f'<li><a href="/{n}">A story from Lima, number {n}</a></li>' for n in range(40))
DAYS = "".join(
    f"<p>On day {n} the ferry left Nauta late, and those who waited on the quay, with boxes, goats and children, "
    "watched the river rise past the second step of the landing.</p>"
    for n in range(12)
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>The ferry</title></head><body>'
    f'<div class="top"><ul>{LINKS}</ul></div><div class="story"><h2>The quay</h2>{DAYS}</div>'
    '<div class="foot"><p>All rights reserved in Iquitos.</p></div></body></html>'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.html").write_text(PAGE, encoding="utf-8")
    write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE))
    places = collection(("Nauta", -73.58, -4.5), ("Lima", -77.04, -12.05), ("Iquitos", -73.25, -3.74))
    (tmp_path / "places.geojson").write_text(places, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("article", ["ferry.html", "ferry.mhtml"])
@pytest.mark.parametrize(
    ("options", "mentioned"),
    [
        ((), {"nauta"}),
        (("--select", ".foot"), {"iquitos"}),
        (("--select", "div.story, .foot"), {"nauta", "iquitos"}),
        (("--whole",), {"nauta", "lima", "iquitos"}),
    ],
)
def test_check_reads_the_part_that_is_named(
    folder: Path, article: str, options: tuple[str, ...], mentioned: set[str]
) -> None:
    result = run("check", article, "--places", "places.geojson", "--json", *options)
    assert result.exit_code == 0, result.output
    story = json.loads(result.stdout)
    assert {mention["place_id"] for mention in story["mentions"]} == mentioned


def test_build_says_how_much_of_a_page_was_kept_and_how_to_choose(folder: Path) -> None:
    result = run("build", "ferry.html", "-o", "map.html")
    assert result.exit_code == 0, result.output
    assert (
        'ferry.html: 13 blocks of 54 kept; choose with --select "CSS", or keep everything with --whole' in result.stderr
    )
    chosen = run("build", "ferry.html", "-o", "map.html", "--whole")
    assert "kept" not in chosen.stderr
    assert "All rights reserved" in (folder / "map.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["build", "check", "suggest"])
@pytest.mark.parametrize("selector", [".none", "p:has(a)"])
def test_a_selector_that_cannot_be_followed_is_one_line(folder: Path, command: str, selector: str) -> None:
    result = run(command, "ferry.html", "--select", selector)
    assert result.exit_code != 0
    assert selector in result.stderr and "Traceback" not in result.stderr


def test_suggest_finds_the_places_of_the_part_that_is_named(folder: Path) -> None:
    (folder / "places.geojson").unlink()
    assert run("suggest", "ferry.mhtml", "--select", ".foot").exit_code == 0
    written = (folder / "places.geojson").read_text(encoding="utf-8")
    assert "Iquitos" in written and "Lima" not in written
    assert run("build", "ferry.mhtml", "--select", ".foot", "-o", "map.html").exit_code == 0
