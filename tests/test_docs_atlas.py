"""The page of the docs on atlases does what it says: its commands run, one after the other, and its examples are true."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import run
from tests.conftest import ROOT
from tests.pages import Page
from tests.test_docs import code_blocks

DOCS = ROOT / "docs" / "atlas.md"
EXAMPLE = ROOT / "docs" / "atlas-example"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "docs" / "atlas-example")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_run_in_their_order(folder: Path) -> None:
    commands = [
        line for block in code_blocks(DOCS, "sh") for line in block.splitlines() if line.startswith("storymap ")
    ]
    assert len(commands) > 5
    for command in commands:
        # Archives have a page of their own.
        if "corpus" not in command:
            done = run(*shlex.split(command)[1:])
            assert (done.exit_code, "error" in done.stderr) == (0, False), (command, done.output)
    linked = Page((folder / "output/site/walk-before-work/index.html").read_text(encoding="utf-8"))
    others = {link.text: link.attributes["href"] for link in linked.all("a", target="_blank")}
    assert others == {
        f"1 other story about {name}": f"../atlas/place/{slug}/index.html"
        for name, slug in {
            "Ciudad Juárez": "ciudad-juarez",
            "El Paso": "el-paso",
            "Santa Fe bridge": "santa-fe-bridge",
        }.items()
    }
    assert (folder / "output/three-bridges.html").exists()
    assert (folder / "output/atlas/place/el-paso/index.html").exists()


def test_what_check_says_is_what_the_page_shows(folder: Path) -> None:
    (shown,) = code_blocks(DOCS, "console")
    command, _, said = shown.partition("\n")
    assert run(*shlex.split(command)[2:]).stdout == said


def test_the_decisions_of_the_page_are_those_of_the_example() -> None:
    (shown,) = code_blocks(DOCS, "toml")
    assert shown == (EXAMPLE / "atlas.toml").read_text(encoding="utf-8")


def test_the_files_of_the_page_are_written(folder: Path) -> None:
    run("atlas", "docs/atlas-example", "-o", "atlas")
    text = DOCS.read_text(encoding="utf-8").partition("## Feeds and GeoJSON")[2].partition("\n## ")[0]
    files = re.findall(r"`([\w/-]+\.(?:xml|geojson))`", text.partition("\n\nReaders")[0])
    assert len(files) == 4
    assert all((folder / "atlas" / file).is_file() for file in files)
