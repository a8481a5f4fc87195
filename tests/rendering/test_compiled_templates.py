"""Templates compiled when the package is built: the same pages as from sources, and never from other sources."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from jinja2 import FileSystemLoader, TemplateNotFound

from storymap import build_story, render_page
from storymap.rendering import template_sources, templates_env
from storymap.rendering.compiled_templates import compiled_loader
from storymap.rendering.template_sources import (
    STATE,
    compile_templates,
    make_environment,
    module_file,
    template_names,
    templates_state,
)
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    compile_templates(tmp_path / "templates")
    return tmp_path / "templates"


@pytest.fixture(autouse=True)
def _forget_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates_env, "environment", templates_env.environment.__wrapped__)


def page(loader: object, monkeypatch: pytest.MonkeyPatch) -> str:
    made = make_environment(loader)  # type: ignore[arg-type]
    for module in ("page", "page_parts"):
        monkeypatch.setattr(f"storymap.rendering.{module}.environment", lambda: made)
    return render_page(build_story(ROOT / "geodata" / "juarez" / "story.md")).render()


def test_the_page_is_the_same_from_compiled_templates(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = compiled_loader(folder)
    assert loader is not None
    assert page(loader, monkeypatch) == page(FileSystemLoader(template_sources.TEMPLATES), monkeypatch)


def test_compiling_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    compile_templates(tmp_path / "again")
    first, again = (
        {file.name: file.read_bytes() for file in sorted(path.iterdir())} for path in (folder, tmp_path / "again")
    )
    assert first == again
    assert set(first) == {STATE, *map(module_file, template_names())}
    assert not [name for name, code in first.items() if str(ROOT).encode() in code]


def test_every_template_can_be_loaded(folder: Path) -> None:
    loader = compiled_loader(folder)
    assert loader is not None
    environment = make_environment(loader)
    assert [environment.get_template(name).name for name in template_names()] == template_names()
    with pytest.raises(TemplateNotFound):
        environment.get_template("none.html.jinja")


@pytest.mark.parametrize("change", ["version", "source", "options", "missing", "damaged", "nothing"])
def test_those_of_another_jinja_or_of_other_sources_are_not_used(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    if change == "version":
        monkeypatch.setattr(jinja2, "__version__", "3.1.99")
    elif change == "source":
        copy = tmp_path / "sources"
        for name in template_names():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((template_sources.TEMPLATES / name).read_bytes())
        (copy / "page.html.jinja").write_text("changed")
        monkeypatch.setattr(template_sources, "TEMPLATES", copy)
    elif change == "options":
        other = tmp_path / "template_sources.py"
        other.write_text(Path(template_sources.__file__).read_text() + "\n# other options\n")
        monkeypatch.setattr(template_sources, "__file__", str(other))
    elif change == "missing":
        (folder / module_file("page.html.jinja")).unlink()
    elif change == "damaged":
        (folder / STATE).write_bytes(b"\xff\xfe")
    else:
        folder = tmp_path / "nothing"
    assert compiled_loader(folder) is None


def test_without_them_the_environment_reads_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates_env, "compiled_loader", lambda: None)
    assert isinstance(templates_env.environment().loader, FileSystemLoader)


def test_they_are_taken_where_the_build_has_made_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates_env, "compiled_loader", lambda: compiled_loader(folder))
    assert (folder / STATE).read_text() == templates_state()
    environment = templates_env.environment()
    assert not environment.loader.has_source_access  # type: ignore[union-attr]
