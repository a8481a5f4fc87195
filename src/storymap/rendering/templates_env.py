"""The Jinja environment of the page's templates, compiled when the wheel was built or read from their sources."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader

from storymap.rendering.compiled_templates import compiled_loader
from storymap.rendering.template_sources import TEMPLATES, make_environment


@cache
def environment() -> Environment:
    """Return the environment of the templates in `templates/`."""
    return make_environment(compiled_loader() or FileSystemLoader(TEMPLATES))
