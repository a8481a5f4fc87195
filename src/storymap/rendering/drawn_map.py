"""A story's map as folium draws it, kept in memory: of builds that follow each other most change words, and no place.

folium and branca compile what they render as templates, piece by piece, which takes longer than the rest of a page.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from storymap.rendering.folium_figure import FoliumParts, MapFigure, elements
from storymap.rendering.folium_map import MapContent, story_map
from storymap.storage.cache import cached


def drawn_map(content: MapContent) -> FoliumParts:
    """Return what folium makes of a map to which nothing was added."""
    # It is not lasting: loading folium takes longer than drawing, so it would save nothing on disk.
    kept = cached("folium", [content.key()], lambda: _draw(content), is_lasting=False)
    return FoliumParts(**json.loads(kept))


def _draw(content: MapContent) -> bytes:
    made = story_map(content)
    return json.dumps(asdict(MapFigure(made, list(elements(made))).draw())).encode()
