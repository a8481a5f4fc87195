"""A wheel, built from the source archive's files and installed into an empty environment, builds the example."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from storymap.rendering.template_sources import STATE, module_file, template_names
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    environment = {**os.environ, "PIP_CONSTRAINT": str(ROOT / "requirements.lock")}
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
        env=environment,
    )
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_the_built_browser_part_and_none_of_its_sources(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    web = sorted(name.removeprefix("storymap/web/") for name in names if name.startswith("storymap/web/"))
    fonts = [name.removeprefix("dist/fonts/") for name in web if name.startswith("dist/fonts/")]
    templates = {name.removeprefix("dist/templates/") for name in web if name.startswith("dist/templates/")}
    assert templates == {STATE, *map(module_file, template_names())}
    scripts = [name for name in web if not name.startswith(("dist/fonts/", "dist/templates/"))]
    assert scripts == [
        "dist/atlas.css",
        "dist/atlas.js",
        "dist/atlas_parts.css",
        "dist/atlas_parts.js",
        "dist/atlas_place.css",
        "dist/clusters.css",
        "dist/clusters.js",
        "dist/editor.css",
        "dist/editor.js",
        "dist/host.js",
        "dist/leaflet.js",
        "dist/leaflet_core.js",
        "dist/preview.css",
        "dist/preview.js",
        "dist/preview_page.js",
        "dist/storymap.css",
        "dist/storymap.js",
        "dist/tiles.js",
        "dist/working.css",
        "dist/working.js",
    ]
    families = ["NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoSerif"]
    assert sorted({name.partition("_")[0] for name in fonts if name.endswith(".ttf")}) == families
    assert len([name for name in fonts if name.endswith(".LICENSE.txt")]) == len(families)
    assert {
        "storymap/rendering/templates/embed.html.jinja",
        "storymap/rendering/templates/snippets/frame.html.jinja",
    } <= {*names}
    assert "storymap/rendering/templates/page.html.jinja" in names
    catalogues = {path.name for path in (ROOT / "src" / "storymap" / "rendering" / "locales").iterdir()}
    assert {Path(name).name for name in names if name.startswith("storymap/rendering/locales/")} == catalogues
    assert "storymap/basemap_data/data/land.npz" in names
    assert "storymap/py.typed" in names  # type checkers read our annotations only where it stands
    assert any(name.endswith("licenses/THIRD-PARTY-NOTICES.md") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "geodata/", "tools/"))]


def test_the_wheel_builds_the_example_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment["PIP_CONSTRAINT"] = str(ROOT / "requirements.lock")
    subprocess.run(
        # What is not imported need not be compiled: that is half of the time.
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(binaries / "python"),
            "install",
            "--quiet",
            "--no-compile",
            str(wheel),
        ],
        check=True,
        capture_output=True,
        env=environment,
    )
    shutil.copytree(ROOT / "geodata" / "juarez", tmp_path / "juarez")
    done = subprocess.run(
        [str(binaries / "storymap"), "build", "juarez/story.md"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("output/two-cities-one-bridge.html: 6 places, 17 mentions, ")
    published = subprocess.run(
        [str(binaries / "storymap"), "publish", "juarez/story.md", "-o", "site", "--url", "https://maps.example.org/"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert (published.returncode, published.stderr) == (0, "")
    assert (tmp_path / "site" / "card.png").read_bytes().startswith(b"\x89PNG")
