"""Where commands write: what is no file is refused at once, and what is read-only or has other names needs --force."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

from storymap import PageError, build_story, publish_story, render_page
from tests.cli.commands import run

_COMMANDS = {
    "build": ("build", "story.md", "-o"),
    "publish": ("publish", "story.md", "-o"),
    "suggest": ("suggest", "story.md", "-o"),
    "add": ("add", "Nuevo Laredo", "--at", "27.48,-99.5", "--to"),
}
_FILE_COMMANDS = ("build", "suggest", "add")


def write(command: str, output: str, *more: str) -> Result:
    return run(*_COMMANDS[command], output, *more)


@contextmanager
def unchanged(path: Path) -> Iterator[None]:
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", _COMMANDS)
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_is_no_file_is_refused_and_nothing_waits(desk: Path, command: str, force: tuple[str, ...]) -> None:
    os.mkfifo(desk / "pipe.geojson")
    (desk / "loop.geojson").symlink_to("loop.geojson")
    (desk / "null.geojson").symlink_to("/dev/null")
    said = {
        "pipe.geojson": "this is a named pipe",
        "loop.geojson": "this is a link that leads to itself",
        "null.geojson": "this is a device",
        "/dev/stdout": "this is a device",
        "/dev/full": "this is a device",
    }
    for output, kind in said.items():
        result = write(command, output, *force)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"error: {output}: {kind}")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", _FILE_COMMANDS)
def test_a_folder_is_no_file(desk: Path, command: str) -> None:
    (desk / "folder.geojson").mkdir()
    result = write(command, "folder.geojson")
    assert result.exit_code == 1
    assert "folder.geojson: this is a folder, not a file; name another output with" in result.stderr


def test_a_file_is_no_folder(desk: Path) -> None:
    with unchanged(desk / "story.md"):
        result = write("publish", "story.md")
    assert result.stderr == "error: story.md: this is a file, not a folder; name another folder with -o\n"


def target(desk: Path, command: str) -> Path:
    """Make a file that the command may replace, and return its path."""
    path = desk / ("page.html" if command == "build" else "found.geojson")
    path.write_text("<!DOCTYPE html>" if command == "build" else '{"type": "FeatureCollection", "features": []}')
    return path


@pytest.mark.parametrize("command", _FILE_COMMANDS)
def test_a_read_only_file_is_replaced_with_force_only_and_stays_read_only(desk: Path, command: str) -> None:
    path = target(desk, command)
    path.chmod(0o444)
    with unchanged(path):
        result = write(command, path.name)
    assert result.exit_code == 1
    assert f"{path.name}: this file is read-only; replace it with --force, or name another" in result.stderr
    before = path.read_bytes()
    assert write(command, path.name, "--force").exit_code == 0
    assert path.read_bytes() != before
    assert path.stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize("command", _FILE_COMMANDS)
def test_a_file_with_another_name_is_replaced_with_force_only_and_the_other_name_keeps_its_content(
    desk: Path, command: str
) -> None:
    path = target(desk, command)
    os.link(path, desk / "other")
    with unchanged(desk / "other"):
        result = write(command, path.name)
        assert result.exit_code == 1
        assert f"{path.name}: this file has 2 names (hard links)" in result.stderr
        assert write(command, path.name, "--force").exit_code == 0
    assert path.read_bytes() != (desk / "other").read_bytes()


@pytest.mark.parametrize("command", _FILE_COMMANDS)
def test_a_link_is_written_through_and_stays_a_link(desk: Path, command: str) -> None:
    path = target(desk, command)
    before = path.read_bytes()
    link = desk / f"link{path.suffix}"
    link.symlink_to(path.name)
    assert write(command, link.name).exit_code == 0
    assert link.is_symlink()
    assert path.read_bytes() != before


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_an_input_is_never_replaced_through_a_link(desk: Path, force: tuple[str, ...]) -> None:
    (desk / "soft.html").symlink_to("story.md")
    os.link(desk / "places.geojson", desk / "hard.html")
    with unchanged(desk / "story.md"), unchanged(desk / "places.geojson"):
        for name in ("soft.html", "hard.html"):
            result = write("build", name, *force)
            assert result.exit_code == 1
    assert "the output is one of the inputs" in write("build", "soft.html", "--force").stderr


def test_a_published_folder_with_something_read_only_is_replaced_with_force_only(desk: Path) -> None:
    assert write("publish", "juarez").exit_code == 0
    (desk / "juarez" / "story.json").chmod(0o444)
    result = write("publish", "juarez")
    assert result.exit_code == 1
    assert result.stderr == (
        "error: juarez/story.json: this file is read-only; replace it with --force, or name another output with -o\n"
    )
    assert write("publish", "juarez", "--force").exit_code == 0
    os.link(desk / "juarez" / "story.json", desk / "other")
    assert "juarez/story.json: this file has 2 names" in write("publish", "juarez").stderr
    (desk / "other").unlink()
    (desk / "juarez").chmod(0o555)
    assert "juarez: this folder is read-only" in write("publish", "juarez").stderr


def test_a_published_folder_is_not_replaced_with_its_own_input(desk: Path) -> None:
    assert write("publish", "juarez").exit_code == 0
    with unchanged(desk / "juarez" / "places.geojson"):
        result = write("publish", "juarez", "--places", "juarez/places.geojson", "--force")
    assert result.stderr.endswith("error: juarez: one of the inputs is in this folder; name another folder with -o\n")


def test_a_pipe_in_the_place_of_the_manifest_is_not_waited_for(desk: Path) -> None:
    (desk / "juarez").mkdir()
    os.mkfifo(desk / "juarez" / "storymap-manifest.json")
    assert "the folder holds files that storymap did not write" in write("publish", "juarez").stderr


def test_media_beside_a_page_never_go_into_a_pipe_or_over_a_file_in_the_folders_place(desk: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4), "red").save(desk / "red.png")
    (desk / "story.md").write_text("# T\n\n![red](red.png)\n\nLaredo.\n")
    (desk / "page.media").write_text("mine")
    result = run("build", "story.md", "-o", "page.html", "--media", "link")
    assert result.exit_code == 1
    assert "a file stands where its folder should be" in result.stderr
    assert not (desk / "page.html").exists()
    assert (desk / "page.media").read_text() == "mine"


def test_media_beside_a_page_are_never_written_through_a_link(desk: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4), "red").save(desk / "red.png")
    (desk / "story.md").write_text("# T\n\n![red](red.png)\n\nLaredo.\n")
    assert run("build", "story.md", "-o", "page.html", "--media", "link").exit_code == 0
    (picture,) = (desk / "page.media").iterdir()
    picture.unlink()
    picture.symlink_to("../red.png")
    with unchanged(desk / "red.png"):
        result = run("build", "story.md", "-o", "page.html", "--media", "link", "--force")
    assert result.exit_code == 1
    assert "a link stands where a picture or recording of the page goes" in result.stderr


@pytest.mark.parametrize("command", ["build", "publish"])
def test_an_output_that_nobody_named_does_not_follow_a_link_out_of_the_folder(desk: Path, command: str) -> None:
    (desk / "inner").mkdir()
    (desk / "output").symlink_to("inner")
    assert run(command, "story.md").exit_code == 0
    assert (desk / "inner" / "a-day-in-laredo").is_dir() == (command == "publish")
    (desk / "output").unlink()
    elsewhere = desk.parent / f"{desk.name}-elsewhere"
    elsewhere.mkdir()
    (desk / "output").symlink_to(elsewhere)
    result = run(command, "story.md")
    assert result.exit_code == 1
    assert "a link leads from here out of this folder; name the output with -o\n" in result.stderr
    assert list(elsewhere.iterdir()) == []
    assert run(command, "story.md", "-o", "output/made").exit_code == 0


def test_a_dash_is_standard_output_and_holds_the_page_and_nothing_else(desk: Path) -> None:
    assert run("build", "story.md", "-o", "page.html").exit_code == 0
    result = run("build", "story.md", "-o", "-")
    assert result.exit_code == 0
    assert result.stdout_bytes == (desk / "page.html").read_bytes()
    assert not (desk / "-").exists()
    assert run("build", "story.md", "-o", "-", "--open").exit_code == 2


def test_standard_output_that_is_full_is_said_in_one_line(desk: Path) -> None:
    command = [sys.executable, "-m", "storymap", "build", "story.md", "-o", "-"]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            command, check=False, cwd=desk, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert result.returncode == 1
    assert result.stderr.endswith("no space left on device\n")
    assert "Traceback" not in result.stderr


def test_a_folder_cannot_be_standard_output(desk: Path) -> None:
    result = run("publish", "story.md", "-o", "-")
    assert result.exit_code == 2
    assert "a folder cannot be standard output" in result.stderr
    assert not (desk / "-").exists()


def test_suggestions_go_to_standard_output(desk: Path) -> None:
    result = run("suggest", "story.md", "-o", "-")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["type"] == "FeatureCollection"


def test_pages_and_folders_made_in_python_are_held_by_the_same_rule(desk: Path) -> None:
    os.mkfifo(desk / "pipe")
    story = build_story("story.md")
    page = render_page(story)
    for output in ("pipe", "/dev/stdout", "."):
        with pytest.raises(PageError, match="not a file"):
            page.save(output, force=True)
    with pytest.raises(PageError, match="this is a named pipe, not a folder"):
        publish_story(story, "pipe", force=True)
    saved = page.save("page.html")
    saved.chmod(0o444)
    with pytest.raises(PageError, match="this file is read-only"):
        page.save("page.html")
    assert page.save("page.html", force=True) == saved


@pytest.mark.parametrize("name", ["pipe.md", "zero.md"])
@pytest.mark.parametrize("command", ["build", "check", "publish", "suggest"])
def test_an_article_that_is_no_file_is_refused_at_once(desk: Path, command: str, name: str) -> None:
    os.mkfifo(desk / "pipe.md")
    (desk / "zero.md").symlink_to("/dev/zero")
    result = run(command, name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{name}: this is a pipe or a device, not a file; save its content as a file\n" in result.stderr
