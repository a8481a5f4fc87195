"""A story's map as folium draws it, kept: of builds that follow each other most change words, and no place.

folium and branca compile what they render as templates, piece by piece, which takes longer than the rest of a page; and
folium takes longer to import than all that storymap does for a page.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version

from storymap.rendering.folium_parts import FoliumParts
from storymap.rendering.map_content import MapContent
from storymap.storage.build_caches import BuildCaches, cached_for

_DRAWN_BY = ("folium", "branca", "Jinja2", "shapely")


def drawn_map(content: MapContent, caches: BuildCaches | None = None) -> FoliumParts:
    """Return what folium makes of a map to which nothing was added."""
    kept = cached_for(caches, "folium", [_versions(), content.key()], lambda: _draw(content))
    return FoliumParts(**json.loads(kept))


def _draw(content: MapContent) -> bytes:
    from storymap.rendering.folium_figure import MapFigure, elements
    from storymap.rendering.folium_map import story_map

    made = story_map(content)
    return json.dumps(MapFigure(made, list(elements(made))).draw()._asdict()).encode()


@cache
def _versions() -> bytes:
    """Return bytes that change when the libraries do that draw."""
    return "\n".join(f"{name} {version(name)}" for name in _DRAWN_BY).encode()
