"""DESIGN.md names every noun and every room, and nothing that is not there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.conftest import ROOT
from tests.sources import SOURCE, source_files

DESIGN = (ROOT / "DESIGN.md").read_text(encoding="utf-8")
# What is installed, built or packed: no rooms of the house.
NOT_ROOMS = {"__pycache__", "node_modules", "dist", "data", "test"}


def layout() -> list[Path]:
    """The paths of the tree in the chapter "The layout": two blanks of indentation a level."""
    block = DESIGN.partition("## The layout")[2].partition("```\n")[2].partition("```")[0]
    paths: list[Path] = []
    above: list[str] = []
    for line in block.splitlines():
        name = line.split()[0]
        depth = (len(line) - len(line.lstrip())) // 2
        above[depth:] = [name]
        paths.append(Path(*above))
    return paths


def rooms() -> set[Path]:
    """Every folder of the package that holds code."""
    return {
        folder.relative_to(ROOT)
        for folder in {path.parent for path in source_files()}
        if not NOT_ROOMS.intersection(folder.relative_to(ROOT).parts)
        and any(path.suffix in (".py", ".ts", ".css", ".jinja", ".json") for path in folder.iterdir())
    }


def test_every_path_of_the_layout_is_there() -> None:
    assert [path.as_posix() for path in layout() if not (ROOT / path).exists()] == []


def test_every_room_is_in_the_layout() -> None:
    assert sorted(path.as_posix() for path in rooms().difference(layout())) == []


def test_every_loose_module_is_in_the_layout() -> None:
    loose = {path.relative_to(ROOT) for path in SOURCE.glob("*.py")}
    assert sorted(path.as_posix() for path in loose.difference(layout())) == []


def nouns() -> set[str]:
    """The names in the first column of the table of nouns."""
    table = DESIGN.partition("| noun | what it is |")[2].partition("\n\n")[0]
    return {name for row in re.findall(r"^\| (.+?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}


def classes() -> set[str]:
    """Every class of the package, in Python and in TypeScript."""
    found = set()
    for path in source_files():
        if NOT_ROOMS.intersection(path.relative_to(ROOT).parts):
            continue
        if path.suffix == ".py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
        elif path.suffix == ".ts":
            found |= set(
                re.findall(r"^export (?:abstract )?class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
            )
    return found


def test_every_record_of_the_model_is_a_noun_and_every_noun_a_class() -> None:
    model = ast.parse((SOURCE / "model.py").read_text(encoding="utf-8"))
    assert sorted({node.name for node in model.body if isinstance(node, ast.ClassDef)} - nouns()) == []
    assert sorted(nouns() - classes()) == []
