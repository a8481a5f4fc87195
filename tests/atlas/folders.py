"""Folders of stories for the tests of atlases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Point = tuple[float, float]


def feature(name: str, at: Point | None, **properties: Any) -> dict[str, Any]:
    """A place; `at` is longitude and latitude."""
    shape = None if at is None else {"type": "Point", "coordinates": list(at)}
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": shape}


def collection(*features: dict[str, Any]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False)


def story(folder: Path, text: str, *features: dict[str, Any]) -> Path:
    """A story folder: `story.md` and its places."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.md").write_text(text, encoding="utf-8")
    (folder / "places.geojson").write_text(collection(*features), encoding="utf-8")
    return folder


LAREDO = feature("Laredo", (-99.5, 27.5))
EL_PASO = feature("El Paso", (-106.4869, 31.7587), geonameid=5520993)


def border(folder: Path) -> Path:
    """Three stories: two that name El Paso, and one of 2009 that names Laredo."""
    story(folder / "bridge", "---\ndate: 2011-05-02\n---\n# The bridge closes\n\nEl Paso waits.\n", EL_PASO)
    story(folder / "rain", "---\ndate: 2009-04-17\nauthor: Ana Ruiz\n---\n# Rain\n\nIn Laredo it rained.\n", LAREDO)
    story(folder / "deep" / "walk", "# A walk\n\nFrom El Paso to Laredo.\n", EL_PASO, LAREDO)
    return folder
