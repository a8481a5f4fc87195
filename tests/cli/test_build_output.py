"""What `storymap build` never overwrites: its inputs, and files that are no page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import RIVER, run, streets_of_laredo


def test_the_page_is_not_written_over_its_theme(desk: Path) -> None:
    (desk / "look.css").write_text("a { b: c }")
    result = run("build", "story.md", "--theme", "look.css", "-o", "look.css")
    assert result.stderr == "error: look.css: the output is one of the inputs; name another output with -o\n"
    assert (desk / "look.css").read_text() == "a { b: c }"


def test_the_page_is_not_written_over_its_context(desk: Path) -> None:
    (desk / "context.geojson").write_text(RIVER % "Rio Grande")
    result = run("build", "story.md", "-o", "context.geojson")
    assert (result.exit_code, result.stderr) == (
        1,
        "error: context.geojson: the output is one of the inputs; name another output with -o\n",
    )


def test_the_page_is_not_written_over_its_streets(desk: Path) -> None:
    archive = streets_of_laredo(desk / "laredo.pmtiles")
    before = archive.read_bytes()
    result = run("build", "story.md", "--tiles", "laredo.pmtiles", "-o", "laredo.pmtiles")
    assert result.exit_code == 1
    assert result.stderr == "error: laredo.pmtiles: the output is one of the inputs; name another output with -o\n"
    assert archive.read_bytes() == before


@pytest.mark.parametrize("name", ["story.md", "places.geojson"])
def test_an_output_that_is_an_input_is_refused(desk: Path, name: str) -> None:
    before = (desk / name).read_bytes()
    result = run("build", "story.md", "-o", name)
    assert (result.exit_code, result.stderr) == (
        1,
        f"error: {name}: the output is one of the inputs; name another output with -o\n",
    )
    assert (desk / name).read_bytes() == before


def test_what_is_somebodys_work_is_never_replaced_by_a_page(desk: Path) -> None:
    picture = desk / "harbour.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    result = run("build", "story.md", "-o", "harbour.png")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "error: harbour.png: there is a file that is no page; name another output with -o\n"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert (
        run("build", "story.md", "-o", "page.html").exit_code
        == run("build", "story.md", "-o", "page.html").exit_code
        == 0
    )
