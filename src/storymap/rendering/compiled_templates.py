"""Templates that were compiled when the wheel was built: the package's own code, as any module of it.

They are used only if they were made from these very templates by this very Jinja; else Jinja compiles the templates in
memory. Nothing is ever run that lies in a cache.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound

from storymap.rendering.template_sources import STATE, module_file, template_names, templates_state

_FOLDER = Path(__file__).parents[1] / "web" / "dist" / "templates"


def compiled_loader(folder: Path = _FOLDER) -> BaseLoader | None:
    """Return the loader of the compiled templates, None if there are none, or they are of other sources."""
    try:
        state = (folder / STATE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    if state != templates_state() or not all((folder / module_file(name)).is_file() for name in template_names()):
        return None
    return _CompiledLoader(folder)


class _CompiledLoader(BaseLoader):
    """Loads compiled templates from a folder."""

    has_source_access = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja calls it so
    ) -> Template:
        """Return a template by its name."""
        path = self._folder / module_file(name)
        spec = importlib.util.spec_from_file_location(f"_storymap_template_{path.stem}", path)
        if spec is None or spec.loader is None or not path.is_file():
            raise TemplateNotFound(name)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        made: Callable[..., Template] = environment.template_class.from_module_dict
        return made(environment, module.__dict__, globals if globals is not None else {})
