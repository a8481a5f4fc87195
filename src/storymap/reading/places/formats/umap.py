"""uMap: the features of every layer of a map, with the layer's name. Data that a layer would fetch is not fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storymap.errors import printable
from storymap.limits import MOST_FEATURES
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.formats.umap_markup import umap_html
from storymap.reading.places.html_notes import note_text
from storymap.reading.problem_log import ProblemLog

# Old files have the others: a layer the second, a feature the third.
_OPTIONS = ("_umap_options", "_storage", "_storage_options")


def read_umap(members: Mapping[str, Any], name: str, log: ProblemLog) -> FeatureCollection:
    """Return the features of all layers of a uMap. What is wrong goes to `log`."""
    collection = FeatureCollection()
    layers = members.get("layers")
    for layer in layers if isinstance(layers, list) else []:
        features = layer.get("features") if isinstance(layer, dict) else None
        options = umap_options(layer)
        title = options.get("name") if isinstance(options.get("name"), str) else ""
        if isinstance(options.get("remoteData"), dict) and options["remoteData"].get("url"):
            what = f'the layer "{printable(str(title), 60)}" is data from an address, which is not fetched'
            log.warning(name, what, "save that file and name it with --places")
        for feature in features if isinstance(features, list) else []:
            if len(collection.features) == MOST_FEATURES:
                log.error(name, f"it has more than {MOST_FEATURES:,} features", "leave some out")
                return collection
            number = len(collection.features) + 1
            collection.features.append(Feature(f"feature {number}", _value(feature, str(title), options)))
    if not collection.features and not log.failed:
        log.warning(name, "has no features", "add one for each place")
    return collection


def umap_options(item: Any) -> dict[str, Any]:
    """Return what uMap says of a layer or a feature, empty where it says nothing."""
    if not isinstance(item, dict):
        return {}
    return next((item[key] for key in _OPTIONS if isinstance(item.get(key), dict)), {})


def _value(feature: Any, layer: str, options: Mapping[str, Any]) -> Any:
    if not isinstance(feature, dict):
        return feature
    given = feature.get("properties")
    properties = {key: item for key, item in (given if isinstance(given, dict) else {}).items() if key not in _OPTIONS}
    label = options.get("labelKey")
    if isinstance(label, str) and isinstance(properties.get(label), str):
        properties["name"] = properties[label]
    if isinstance(properties.get("description"), str):
        properties["note"] = note_text(umap_html(properties.pop("description")))
    if layer:
        properties.setdefault("layer", layer)
    geometry = feature.get("geometry")
    if isinstance(geometry, dict) and geometry.get("coordinates") == []:
        geometry = None
    # The ids of uMap say nothing to a reader, and would be in the page's addresses.
    return {"type": "Feature", "properties": properties, "geometry": geometry}
