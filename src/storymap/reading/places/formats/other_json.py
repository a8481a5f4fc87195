"""Other kinds of JSON than GeoJSON features: what each is called, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from storymap.reading.places.geometry.plain_geometry import GEOMETRY_TYPES

_Members = Mapping[str, Any]
COLLECT = 'put the features into {"type": "FeatureCollection", "features": [...]}'
_OTHER_KINDS: tuple[tuple[Callable[[_Members], bool], str, str], ...] = (
    (
        lambda m: "storymap" in m,
        "this is a StoryMapJS file, not GeoJSON",
        "make a story of it with storymap import",
    ),
    (
        lambda m: "geometryType" in m or "spatialReference" in m,
        "this is Esri JSON, not GeoJSON",
        "export it as GeoJSON",
    ),
    (
        lambda m: m.get("type") in GEOMETRY_TYPES,
        "this is a bare geometry, without a name",
        'put it into {"type": "Feature", "properties": {"name": "..."}, "geometry": ...}',
    ),
    (
        lambda m: m.get("type") == "FeatureCollection" and "features" in m,
        '"features" is not a list',
        'write "features": [...]',
    ),
    (
        lambda m: m.get("type") == "FeatureCollection",
        'the FeatureCollection has no "features"',
        'write "features": [...]',
    ),
    (
        lambda m: "features" in m,
        'the type must be "FeatureCollection"',
        'write "type": "FeatureCollection"',
    ),
    (lambda _: True, "this is JSON, but not a FeatureCollection", COLLECT),
)


def explain_other_json(members: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a JSON object with these `members`, which has no features, is, and the remedy."""
    return next((what, remedy) for test, what, remedy in _OTHER_KINDS if test(members))
