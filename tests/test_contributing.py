"""The recipes of CONTRIBUTING.md work: each is applied, as it is written, to a copy of the sources, and then tried."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", TEXT.partition("## Recipes")[2], re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("path", re.findall(r"`([\w./-]+/[\w./-]+|[\w-]+\.(?:py|md|json))`", TEXT))
def test_every_path_is_there(path: str) -> None:
    made = re.findall(r"^\+\+\+ b/(\S+)", TEXT, re.MULTILINE)
    homes = (ROOT, ROOT / "src" / "storymap", ROOT / "src" / "storymap" / "web")
    assert path in made or any((home / path.replace("…", "")).exists() for home in homes)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a recipe may change; what is packed or bundled is linked."""
    source = ROOT / "src" / "storymap"

    def linked(folder: str, names: list[str]) -> list[str]:
        skipped = {"__pycache__", *({"data", "dist", "node_modules", "fonts"} & set(names))}
        return [name for name in names if name in skipped]

    copy = tmp_path / "checkout"
    shutil.copytree(source, copy / "src" / "storymap", ignore=linked)
    for folder in [*source.rglob("data"), source / "web" / "dist"]:
        target = copy / "src" / "storymap" / folder.relative_to(source)
        if folder.is_dir() and "node_modules" not in folder.parts and not target.exists():
            target.symlink_to(folder)
    shutil.copytree(ROOT / "docs", copy / "docs")
    shutil.copytree(ROOT / "geodata", copy / "geodata")
    return copy


@pytest.mark.parametrize("name", RECIPES)
def test_the_recipe_works(name: str, checkout: Path) -> None:
    def run(command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(checkout / "src"), "STORYMAP_CACHE": "off"}
        words = shlex.split(command)
        if words[0] in ("storymap", "python"):
            words[:1] = [sys.executable, *(["-m", "storymap"] if words[0] == "storymap" else [])]
        return subprocess.run(
            words, cwd=checkout, env=environment, input=given, text=True, capture_output=True, check=False
        )

    for language, path, body in re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", RECIPES[name], re.MULTILINE | re.DOTALL):
        if language == "sh":
            for command in body.splitlines():
                assert run(command).returncode == 0, command
        elif language == "diff":
            done = run("git apply --recount --unidiff-zero -", f"--- a/{path}\n+++ b/{path}\n@@ -1,1 +1,1 @@\n{body}")
            assert done.returncode == 0, done.stderr
        elif language == "console":
            for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
                done = run(command)
                assert done.stdout + done.stderr == expected
        else:
            assert not (checkout / path).exists()
            (checkout / path).write_text(body, encoding="utf-8")
