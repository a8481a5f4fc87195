"""The rules of DESIGN.md that code can break without a test of behaviour noticing."""

from __future__ import annotations

import ast
from pathlib import Path

import storymap

SOURCE = Path(storymap.__file__).parent


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


def modules(stage: str) -> list[Path]:
    found = sorted((SOURCE / stage).rglob("*.py"))
    assert found
    return found


def test_stages_know_the_nouns_and_themselves_but_not_each_other() -> None:
    for stage in ("reading", "matching", "rendering", "gazetteer", "suggesting", "editing"):
        allowed = ("storymap.model", "storymap.errors", f"storymap.{stage}")
        if stage == "suggesting":
            allowed += ("storymap.gazetteer",)  # data with a look-up, not a stage
        if stage in ("rendering", "editing"):
            allowed += ("storymap.files",)  # those that write
        if stage == "rendering":
            allowed += ("storymap.cache",)
        for path in modules(stage):
            ours = {name for name in imports(path) if name == "storymap" or name.startswith("storymap.")}
            strangers = {name for name in ours if not name.startswith(allowed) and name != "storymap"}
            assert not strangers, f"{path.relative_to(SOURCE)} imports {sorted(strangers)}"


def test_publishing_stands_on_rendering_alone() -> None:
    allowed = ("storymap.model", "storymap.errors", "storymap.files", "storymap.rendering", "storymap.publishing")
    for path in modules("publishing"):
        ours = {name for name in imports(path) if name == "storymap" or name.startswith("storymap.")}
        assert all(name.startswith(allowed) for name in ours), path


def test_the_nouns_know_nothing_of_files_pages_and_maps() -> None:
    assert {n for n in imports(SOURCE / "errors.py") if n.startswith("storymap")} == set()
    assert {n for n in imports(SOURCE / "model.py") if n.startswith("storymap")} == {"storymap.errors"}


def test_only_rendering_knows_folium() -> None:
    for path in SOURCE.rglob("*.py"):
        if "rendering" not in path.parts and "node_modules" not in path.parts:
            assert not {n for n in imports(path) if n.split(".")[0] in ("folium", "branca", "jinja2")}, path


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
