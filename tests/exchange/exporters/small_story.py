"""A small story of which the exact files of exports are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from storymap.exchange.exporters.registry import exporter_named
from storymap.exchange.report import Report
from storymap.exchange.shared_story import shared_story
from storymap.model import Story
from storymap.story import build_story

WHEN = {"timespans": [{"start": {"in": "0374"}}]}
LINKS = [{"type": "exactMatch", "identifier": "wd:Q78"}]
NAMES = [{"toponym": "Basel", "lang": "de", "when": WHEN}, {"toponym": "Basilia", "lang": "la"}, {"toponym": "Gone"}]
FEATURES: list[dict[str, Any]] = [
    {
        "type": "Feature",
        "id": "bs",
        "properties": {
            "name": "Basel",
            "aliases": ["Bâle", "Basilia"],
            "layer": "Cities",
            "note": "On <the> bend.",
            "url": "https://example.org/basel?a=1&b=2",
            "kind": "town",
            "geonameid": 2661604,
            "when": WHEN,
            "links": LINKS,
            "names": NAMES,
        },
        "geometry": {"type": "Point", "coordinates": [7.5886, 47.5596]},
    },
    {
        "type": "Feature",
        "properties": {"name": "Rhine"},
        "geometry": {"type": "LineString", "coordinates": [[7.59, 47.56], [7.75, 48.58]]},
    },
    {"type": "Feature", "properties": {"name": "=1+1", "layer": "Cities"}, "geometry": None},
]
LAYERS = {"layers": [{"name": "Cities", "colour": 3}]}


def small_story(folder: Path) -> Story:
    """Write the story into the folder, and build it."""
    text = "---\ntitle: Along the river\nsubtitle: From A < B\nlanguage: en\n---\n\nIn Basel the Rhine turns.\n"
    (folder / "story.md").write_text(text, encoding="utf-8")
    collection = {"type": "FeatureCollection", "storymap": LAYERS, "features": FEATURES}
    (folder / "places.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return build_story(folder / "story.md", all_places=True)


def exported(folder: Path, form: str, *, private: bool = False, url: str = "") -> tuple[bytes, list[str]]:
    """Return the file of an export of the small story, and what its report says."""
    report = Report()
    content = exporter_named(form).write(shared_story(small_story(folder), url=url, private=private), report)
    return content, [f"{line.fate}: {line}" for line in report.lines()]
