"""The command `storymap` itself: usage, help, and the same bytes in every process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from storymap import cli
from storymap.cli.command_list import COMMANDS, CommandElsewhere
from tests.cli.commands import run


@pytest.mark.parametrize(
    "arguments", [["build"], ["build", "story.md", "--nonsense"], ["nonsense"], ["check", "a.md", "b.md"]]
)
def test_wrong_usage_ends_with_2(desk: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")


def process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "storymap", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_module_is_the_command_and_the_bytes_do_not_depend_on_place_or_time(desk: Path, tmp_path: Path) -> None:
    pages = []
    for number, seed in enumerate(("1", "77")):
        folder = desk / f"copy{number}" / ("deep" * number or "flat")
        folder.mkdir(parents=True)
        for name in ("story.md", "places.geojson"):
            (folder / name).write_bytes((desk / name).read_bytes())
        done = process("build", "story.md", cwd=folder, PYTHONHASHSEED=seed, TZ=f"UTC{seed}", LC_ALL="C")
        assert (done.returncode, done.stderr) == (0, "")
        pages.append((folder / "output" / "a-day-in-laredo.html").read_bytes())
    assert pages[0] == pages[1]
    assert str(tmp_path).encode() not in pages[0]


HEAVY = "geopandas pandas pyogrio folium shapely numpy pydantic jinja2 yaml PIL markdown_it starlette uvicorn".split()


def at_end(cwd: Path, *arguments: str) -> tuple[set[str], int]:
    """Return what a command has imported by its end, and how many objects are frozen there."""
    code = (
        "import atexit, gc, sys\n"
        f"sys.argv = {['storymap', *arguments]!r}\n"
        "atexit.register(lambda: print(f'\\n{gc.get_freeze_count()}', *sys.modules, file=sys.stderr))\n"
        "from storymap.cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    frozen, *modules = done.stderr.splitlines()[-1].split()
    return set(modules), int(frozen)


def imported(cwd: Path, *arguments: str) -> set[str]:
    return at_end(cwd, *arguments)[0]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["suggest", "--help"]])
def test_help_does_not_wait_for_the_heavy_libraries(desk: Path, arguments: list[str]) -> None:
    assert not imported(desk, *arguments).intersection([*HEAVY, "babel", "tomllib"])


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.name)
def test_the_list_of_commands_says_of_each_what_it_says_of_itself(listed: CommandElsewhere) -> None:
    command = listed.imported()
    assert command.name == listed.name
    assert command.get_short_help_str(500) == listed.get_short_help_str(500)
    assert (command.hidden, command.deprecated) == (False, False)


def test_who_asks_for_help_waits_for_no_command_and_who_uses_one_for_no_other(desk: Path) -> None:
    shared = {"__init__", "command_list", "main"}
    ours = {f"storymap.cli.{path.stem}" for path in Path(cli.__file__).parent.glob("*.py")}
    modules = {f"storymap.cli.{name}" for name in shared}
    assert ours.intersection(imported(desk, "--help")) <= modules
    shared |= {"find", "console", "desk", "gazetteer", "problem_groups"}
    assert ours.intersection(imported(desk, "find", "Laredo")) <= {f"storymap.cli.{name}" for name in shared}


def test_who_imports_the_module_waits_for_nothing_that_a_story_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, storymap; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    modules = set(done.stdout.split())
    assert not modules.intersection([*HEAVY, "click", "requests"])
    assert {name for name in modules if name.startswith("storymap")} == {"storymap", "storymap._version"}


def test_a_name_is_looked_up_without_what_reads_files_of_places(desk: Path) -> None:
    needless = {"babel", "importlib.resources", "platformdirs", "random", "shutil", "storymap.reading.desk.settings"}
    assert not imported(desk, "find", "Laredo").intersection([*HEAVY, *needless])


def test_places_are_suggested_without_the_libraries_that_a_page_is_made_with(desk: Path) -> None:
    ours = {"storymap.reading.article.packed_file", "storymap.reading.article.html.reader"}
    ours |= {"storymap.reading.media.encoded_pictures", "storymap.storage.cache", "gcld3", "tomllib"}
    ours |= {"storymap.reading.desk.settings", "storymap.reading.article.web_page.metadata", "storymap.rendering.i18n"}
    ours |= {"storymap.reading.media.images", "storymap.reading.article.html.lost_text"}
    ours |= {"storymap.reading.article.front_matter.toml_and_json"}
    needless = {
        "geopandas",
        "pandas",
        "pyogrio",
        "pyproj",
        "folium",
        "jinja2",
        "pydantic",
        "PIL",
        "numpy.ma",
        "shapely",
        *ours,
    }
    assert not imported(desk, "suggest", "story.md").intersection(needless - {"numpy", "shapely"} | {"numpy.ma"})
    alone = {"babel", "importlib.resources", "platformdirs", "storymap.storage.atomic"}
    assert not imported(desk, "suggest", "story.md", "--json").intersection(needless | alone)


def test_a_map_that_was_drawn_before_is_put_into_its_page_without_folium(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))
    assert {"folium", "branca"} <= imported(desk, "build", "story.md")
    page = next((desk / "output").glob("*.html"))
    first = page.read_bytes()
    assert not imported(desk, "build", "story.md").intersection({"folium", "branca", "requests"})
    assert page.read_bytes() == first


def test_a_page_of_markdown_is_built_without_what_reads_other_articles_and_providers(desk: Path) -> None:
    reading = "storymap.reading"
    needless = {f"{reading}.article.packed_file", f"{reading}.article.html.reader", f"{reading}.theme.stylesheet"}
    needless |= {f"{reading}.places.context", "storymap.rendering.tile_keys", "lxml", "mammoth", "starlette"}
    modules = imported(desk, "build", "story.md")
    assert not modules.intersection(needless)
    assert not [name for name in modules if name.startswith(("storymap.atlas", "storymap.geoparsing"))]


def test_what_checks_odd_places_is_loaded_for_them_alone(desk: Path) -> None:
    checkers = {"pydantic", "storymap.reading.places.place_schema", "storymap.reading.places.checked_feature"}
    area = '{"type": "Polygon", "coordinates": [[[-99.5, 27.5], [-99.4, 27.5], [-99.4, 27.6], [-99.5, 27.5]]]}'
    record = '{"name": "Laredo", "aliases": ["the town"], "ignore": ["Nuevo Laredo"], "role": "scene", "zoom": 9%s}'
    feature = f'{{"type": "Feature", "properties": {record}, "geometry": {area}}}'
    (desk / "context.geojson").write_text(feature % "", encoding="utf-8")
    for odd in ("", ', "image": "none.png"'):
        (desk / "places.geojson").write_text(feature % odd, encoding="utf-8")
        assert bool(imported(desk, "build", "story.md").intersection(checkers)) == bool(odd)


def test_preview_and_editor_listen_before_what_builds_pages_is_imported() -> None:
    code = (
        "import sys, uvicorn, storymap.cli.edit, storymap.cli.preview, storymap.server.connections, storymap.server.serving\n"
        "import storymap.server.edit_app, storymap.server.preview_app, storymap.server.sitting.article_path\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).intersection(HEAVY) == {"starlette", "uvicorn"}


def test_the_editor_shows_its_first_page_before_what_finds_places_in_a_text_is_imported() -> None:
    code = "import sys, storymap.server.session; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    finders = {f"storymap.geoparsing.{name}" for name in ("suggest", "toponyms", "candidates", "reasons", "resolution")}
    assert not set(done.stdout.split()).intersection(finders)


def test_the_interpreter_does_not_look_for_garbage_when_a_command_has_ended(desk: Path) -> None:
    # It would among all that is not frozen by then.
    modules, frozen = at_end(desk, "find", "Laredo")
    assert frozen > 10 * len(modules)


def test_examples_in_the_help_stand_on_lines_of_their_own() -> None:
    for command in ("build", "publish", "check", "suggest", "add", "find"):
        text = run(command, "--help").output
        assert "\\b" not in text
        assert f"\n  storymap {command} " in text
