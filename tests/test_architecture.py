"""The rules of DESIGN.md that code can break without a test of behaviour noticing."""

from __future__ import annotations

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import storymap
from tests.conftest import ROOT
from tests.sources import SOURCE, python_files

WEB = SOURCE / "web" / "src"


@cache
def imports(path: Path) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return frozenset(names)


def modules(stage: str) -> list[Path]:
    found = sorted((SOURCE / stage).rglob("*.py"))
    assert found
    return found


def floors(column: str = "rooms") -> dict[str, int]:
    """The floor of each room, from the table of DESIGN.md that starts with "| floor | `column` |"."""
    text = (ROOT / "DESIGN.md").read_text(encoding="utf-8")
    table = text.partition(f"| floor | {column} |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (\d+) \| (.+?) \|$", table, re.MULTILINE)
    assert rows
    return {room: int(floor) for floor, rooms in rows for room in re.findall(r"`(\w+)`", rooms)}


def siblings() -> set[tuple[str, str]]:
    """The imports within a floor that DESIGN.md allows: "`story` imports `inputs`"."""
    text = (ROOT / "DESIGN.md").read_text(encoding="utf-8")
    found = set(re.findall(r"`(\w+)` imports\s+`(\w+)`", text))
    assert found
    return found


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def room_imports() -> list[tuple[str, str, str]]:
    """Each import of storymap by storymap: the file, its room, and the room that it imports."""
    found = []
    for path in python_files():
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for name in imports(path):
            if name == "storymap" or name.startswith("storymap."):
                found.append((path.relative_to(SOURCE).as_posix(), room, room_of(name)))
    return found


def test_every_room_has_a_floor_and_every_floor_of_the_table_is_there() -> None:
    rooms = {path.name.removesuffix(".py") for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms - {"__pycache__", "web"} == set(floors())


def test_no_import_runs_uphill_or_to_a_sibling() -> None:
    floor = floors()
    allowed = siblings()
    uphill = [
        f"{path} imports {theirs}"
        for path, ours, theirs in room_imports()
        if ours != theirs
        and floor[theirs] >= floor[ours]
        and (ours, theirs) not in allowed
        and not (theirs == "model" and floor[ours] == floor["model"])
    ]
    assert uphill == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in python_files():
        module = ".".join(["storymap", *path.relative_to(SOURCE).with_suffix("").parts]).removesuffix(".__init__")
        # Types are imported for the checker only, yet two modules that name each other's types are one subject.
        graph[module] = {name for name in imports(path) if name.startswith("storymap.")}
    graph.pop("storymap")
    TopologicalSorter(graph).prepare()


def web_imports() -> dict[Path, set[Path]]:
    """The modules of the browser part that each of them imports, those of which it imports types only among them.

    Paths are relative to web/src. Style sheets are no modules, and import none.
    """
    graph: dict[Path, set[Path]] = {}
    for path in sorted(WEB.rglob("*.ts")):
        found = re.findall(r"""\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""", path.read_text(encoding="utf-8"))
        modules = {(path.parent / name).resolve() for name in found if name.endswith(".ts")}
        assert all(module.is_file() for module in modules), path
        graph[path.relative_to(WEB)] = {module.relative_to(WEB.resolve()) for module in modules}
    assert graph
    return graph


def web_folder(module: Path) -> str:
    return module.parts[0].removesuffix(".ts")


def test_every_folder_of_the_browser_part_has_a_floor() -> None:
    assert {web_folder(module) for module in web_imports()} == set(floors("web/src folders"))


def test_no_import_of_the_browser_part_runs_uphill_or_to_a_sibling() -> None:
    floor = floors("web/src folders")
    uphill = [
        f"{ours} imports {theirs}"
        for ours, modules in web_imports().items()
        for theirs in sorted(modules)
        if web_folder(ours) != web_folder(theirs) and floor[web_folder(theirs)] >= floor[web_folder(ours)]
    ]
    assert uphill == []


def test_no_modules_of_the_browser_part_import_each_other_in_a_circle() -> None:
    TopologicalSorter(web_imports()).prepare()


def test_the_nouns_know_nothing_of_files_pages_and_maps() -> None:
    assert {n for n in imports(SOURCE / "errors.py") if n.startswith("storymap")} == set()
    assert {n for n in imports(SOURCE / "model.py") if n.startswith("storymap")} == {"storymap.errors"}


def test_only_rendering_knows_folium() -> None:
    for path in python_files():
        if "rendering" not in path.parts:
            assert not {n for n in imports(path) if n.split(".")[0] in ("folium", "branca", "jinja2")}, path


def test_only_the_corpus_knows_dask() -> None:
    for path in python_files():
        if "corpus" not in path.parts:
            assert not {n for n in imports(path) if n.split(".")[0] in ("dask", "distributed", "dask_geopandas")}, path


def test_matching_touches_no_files() -> None:
    for path in modules("matching"):
        assert not imports(path) & {"io", "os", "pathlib", "shutil", "tempfile"}, path
        calls = [
            node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ]
        assert "open" not in {call.id for call in calls if isinstance(call, ast.Name)}, path


def test_the_public_names_are_these_and_all_of_them_are_there() -> None:
    assert storymap.__all__ == [
        "Article",
        "ArticleError",
        "Block",
        "Excerpt",
        "Gazetteer",
        "Mention",
        "PageError",
        "Place",
        "PlacesError",
        "Problem",
        "Publication",
        "Story",
        "StoryPage",
        "StorymapError",
        "build_story",
        "cut_excerpts",
        "find_mentions",
        "open_gazetteer",
        "publish_story",
        "read_article",
        "read_places",
        "render_page",
        "suggest_places",
    ]
    for name in storymap.__all__:
        assert getattr(storymap, name).__name__ == name
