"""The sources of the templates, and how Jinja reads them: all is escaped, and a missing value is an error.

The build hook loads this module by itself, to compile the templates with the same environment: it imports Jinja alone.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"
STATE = "state.txt"
"""The file beside compiled templates that says what they were made from."""
_OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


def make_environment(loader: BaseLoader) -> Environment:
    """Return an environment that takes its templates from a loader."""
    return Environment(loader=loader, **_OPTIONS)  # noqa: S701 - autoescape is among the options


def template_names() -> list[str]:
    """Return the names of the templates, sorted."""
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.jinja"))


def templates_state() -> str:
    """Return what compiled templates depend on: Jinja's version, and a digest of their sources and of this module."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in template_names():
        source = (TEMPLATES / name).read_bytes()
        digest.update(f"{name} {len(source)}\n".encode())
        digest.update(source)
    return f"Jinja {jinja2.__version__}, {digest.hexdigest()}"


def compile_templates(folder: Path) -> None:
    """Write the templates into a folder as Python modules, and beside them the state that they were made from."""
    compiler = make_environment(FileSystemLoader(TEMPLATES))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.py"):
        old.unlink()
    for name in template_names():
        source = (TEMPLATES / name).read_text(encoding="utf-8")
        code = compiler.compile(source, name, name, raw=True, defer_init=True)
        (folder / module_file(name)).write_text(code, encoding="utf-8", newline="\n")
    (folder / STATE).write_text(templates_state(), encoding="utf-8")


def module_file(name: str) -> str:
    """Return the file of a compiled template."""
    return name.removesuffix(".jinja").replace("/", "__").replace(".", "_") + ".py"
