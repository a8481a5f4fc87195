"""An imported story as the files of a folder: the article, its places, its context, its pictures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from storymap.editing.article.markdown_text import as_markdown
from storymap.errors import Problem
from storymap.exchange.imported import Imported
from storymap.model import LayerChoice
from storymap.reading.places.layer_choices import LAYERS
from storymap.reading.places.suggestion_members import HISTORY_MEMBER

STORY: Final = "story.md"
PLACES: Final = "places.geojson"
CONTEXT: Final = "context.geojson"


def story_files(imported: Imported) -> dict[str, bytes]:
    """Return the files of an imported story by name. What Markdown cannot say the same is added to its report."""
    problems: list[Problem] = []
    files = {STORY: as_markdown(imported.article, problems).encode("utf-8")}
    for problem in problems:
        imported.report.changed("markup that Markdown cannot say so", problem.what)
    files[PLACES] = collection_text(imported.places, imported.layers).encode("utf-8")
    if imported.context:
        files[CONTEXT] = collection_text(imported.context).encode("utf-8")
    return {**imported.pictures, **files}


def collection_text(features: Iterable[Mapping[str, Any]], layers: Sequence[LayerChoice] = ()) -> str:
    """Return a FeatureCollection as text, a feature a line, so that a change is one line of a difference."""
    lines = ",\n".join(f"    {json.dumps(feature, ensure_ascii=False, allow_nan=False)}" for feature in features)
    inner = f"\n{lines}\n  " if lines else ""
    said = [{"name": layer.name} | ({"colour": layer.colour} if layer.colour else {}) for layer in layers]
    member = f'  "{HISTORY_MEMBER}": {json.dumps({LAYERS: said}, ensure_ascii=False)},\n' if said else ""
    return f'{{\n  "type": "FeatureCollection",\n{member}  "features": [{inner}]\n}}\n'


def feature(
    name: str,
    geometry: Mapping[str, Any] | None,
    *,
    place_id: str = "",
    **members: Any,
) -> dict[str, Any]:
    """Return a place as a GeoJSON feature; members that are empty are left out.

    `geometry` is GeoJSON in degrees, longitude first, or None for a place that is not located. `place_id` is a slug,
    for texts that are tied to it.
    """
    properties = {"name": name} | {key: value for key, value in members.items() if value not in ("", None, [], (), {})}
    identity = {"id": place_id} if place_id else {}
    return {"type": "Feature", **identity, "properties": properties, "geometry": geometry}


def point(longitude: float, latitude: float) -> dict[str, Any]:
    """Return a point in degrees as GeoJSON."""
    return {"type": "Point", "coordinates": [longitude, latitude]}
