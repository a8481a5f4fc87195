"""The importer of docs/importers.md, installed as another package would be, does what the page says."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import run
from tests.conftest import ROOT
from tests.test_docs import code_blocks

PAGE = ROOT / "docs" / "importers.md"
(LOGBOOK,) = code_blocks(PAGE, "text")


@pytest.fixture
def installed(empty_desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages with the importer in it, as pip would leave it there."""
    site = empty_desk / "site-packages"
    about = site / "logbook_importer-1.0.dist-info"
    about.mkdir(parents=True)
    (module,), (toml,) = code_blocks(PAGE, "python"), code_blocks(PAGE, "toml")
    (site / "logbook_importer.py").write_text(module, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: logbook-importer\nVersion: 1.0\n")
    entry = toml.splitlines()[1].replace('"', "")
    (about / "entry_points.txt").write_text(f"[storymap.importers]\n{entry}\n")
    monkeypatch.syspath_prepend(str(site))
    importlib.invalidate_caches()
    yield empty_desk
    sys.modules.pop("logbook_importer", None)


def test_it_says_what_the_page_says_and_the_story_is_as_it_should_be(installed: Path) -> None:
    Path("walk.log").write_text(LOGBOOK, encoding="utf-8")
    command, _, said = code_blocks(PAGE, "console")[0].removeprefix("$ storymap ").partition("\n")
    result = run(*command.split())
    assert result.exit_code == 0, result.output
    assert result.stderr + result.stdout == said
    assert Path("walk/story.md").read_text(encoding="utf-8") == (
        "---\ntitle: A walk to the border\n---\n\n"
        '## [El Paso](place:el-paso) {view="31.7587,-106.4869,12"}\n\nIt was still dark.\n\n'
        '## [Ciudad Juárez](place:ciudad-juarez) {view="31.7202,-106.4608,12"}\n\nThe market opened.\n\n'
        "## [The old mill](place:the-old-mill)\n\nNobody knew where it was.\n"
    )
    places = json.loads(Path("walk/places.geojson").read_text(encoding="utf-8"))["features"]
    assert [(one["properties"]["name"], one["geometry"] and one["geometry"]["coordinates"]) for one in places] == [
        ("El Paso", [-106.4869, 31.7587]),
        ("Ciudad Juárez", [-106.4608, 31.7202]),
        ("The old mill", None),
    ]


def test_what_is_wrong_is_one_line_and_nothing_is_written(installed: Path) -> None:
    Path("walk.log").write_text(LOGBOOK + "north | Nowhere\n", encoding="utf-8")
    result = run("import", "walk.log", "--as", "logbook", "-o", "walk")
    assert result.exit_code == 1
    assert result.stderr == "error: walk.log, line 5: this is no stop; write: LATITUDE, LONGITUDE | NAME | TEXT\n"
    assert not Path("walk").exists()


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("raise KeyError('x\\x1b[31m\\ny')", r"KeyError: 'x\x1b[31m\ny'"),
        ("raise ValueError('x\\x1b[31m\\ny')", "ValueError: x [31m y"),
        ("raise RuntimeError", "RuntimeError"),
        ("return None", "AttributeError: 'NoneType' object has no attribute 'article'"),
        ("return recur(source)", "RecursionError: maximum recursion depth exceeded"),
        ("raise FileNotFoundError(2, 'gone', '/tmp/x')", "FileNotFoundError: [Errno 2] gone: '/tmp/x'"),
    ],
)
def test_one_that_fails_is_told_in_one_line(broken: str, why: str, installed: Path) -> None:
    module = installed / "site-packages" / "logbook_importer.py"
    module.write_text(f"LABEL = 'a logbook'\ndef recur(x):\n    return recur(x)\ndef read(source):\n    {broken}\n")
    Path("walk.log").write_text(LOGBOOK, encoding="utf-8")
    result = run("import", "walk.log", "--as", "logbook", "-o", "walk")
    assert (result.exit_code, result.stdout) == (1, "")
    remedy = "update the package that it is from, or send its makers the file"
    assert result.stderr == f'error: walk.log: the importer "logbook" failed ({why}); {remedy}\n'
    assert not Path("walk").exists()


@pytest.mark.parametrize("module", ["raise RuntimeError('no')", "def read(:"])
def test_one_that_cannot_be_loaded_is_told_in_one_line(module: str, installed: Path) -> None:
    (installed / "site-packages" / "logbook_importer.py").write_text(module + "\n")
    Path("walk.log").write_text(LOGBOOK, encoding="utf-8")
    result = run("import", "walk.log", "--as", "logbook")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith('error: --as: the importer "logbook" failed (')


def test_it_is_not_asked_where_nobody_names_it(installed: Path) -> None:
    Path("walk.txt").write_text(LOGBOOK, encoding="utf-8")
    result = run("import", "walk.txt", "-o", "walk")
    assert "an article as a story" in result.stdout
    assert "logbook_importer" not in sys.modules
