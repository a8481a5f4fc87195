"""TopoJSON (Topology of the TopoJSON 1.0 specification) to GeoJSON features: arcs become lines and rings."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storymap.limits import DEEPEST_COLLECTION, MOST_FEATURES, MOST_TOPOLOGY_POSITIONS
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.problem_log import ProblemLog

_EXPORT = "export it again, or as GeoJSON"


class _TopologyError(Exception):
    """The topology cannot be read, and why."""


def read_topology(members: Mapping[str, Any], name: str, log: ProblemLog) -> FeatureCollection:
    """Return a feature for each geometry of each object of a Topology. What is wrong goes to `log`."""
    collection = FeatureCollection()
    try:
        topology = _Topology(members)
        for layer, entry in topology.objects.items():
            for item in _items(entry):
                if len(collection.features) == MOST_FEATURES:
                    raise _TopologyError(f"it has more than {MOST_FEATURES:,} features")
                collection.features.append(_feature(item, layer, len(collection.features) + 1, topology))
    except _TopologyError as error:
        log.error(name, str(error), _EXPORT)
    if not collection.features and not log.failed:
        log.warning(name, "has no features", "add one for each place")
    return collection


class _Topology:
    def __init__(self, members: Mapping[str, Any]) -> None:
        objects, arcs = members.get("objects"), members.get("arcs", [])
        if not isinstance(objects, dict) or not isinstance(arcs, list):
            raise _TopologyError("the Topology has no objects or no list of arcs")
        self.objects: dict[str, Any] = objects
        self._scale, self._translate = _transform(members.get("transform"))
        self._arcs = [self._decoded(arc) for arc in arcs]
        self._positions_left = MOST_TOPOLOGY_POSITIONS

    def point(self, position: Any) -> list[float]:
        """Return a position that stands for itself."""
        x, y = _pair(position)
        (scale_x, scale_y), (move_x, move_y) = self._scale, self._translate
        return [x * scale_x + move_x, y * scale_y + move_y]

    def line(self, indices: Any) -> list[list[float]]:
        """Return the line through the arcs of these indices; that of an arc turned round is its complement (~index)."""
        line: list[list[float]] = []
        for index in _list(indices):
            if type(index) is not int or not -len(self._arcs) <= index < len(self._arcs):
                raise _TopologyError("a geometry names an arc that is not there")
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            line += arc[1:] if line else arc
            self._positions_left -= len(arc)
            if self._positions_left < 0:
                raise _TopologyError(f"its shapes have more than {MOST_TOPOLOGY_POSITIONS:,} positions")
        return line

    def _decoded(self, arc: Any) -> list[list[float]]:
        pairs = [_pair(position) for position in _list(arc)]
        if self._scale == (1.0, 1.0) and self._translate == (0.0, 0.0):
            return [[x, y] for x, y in pairs]
        # With a transform the positions of an arc are steps from the one before.
        xs = itertools.accumulate(x for x, _ in pairs)
        ys = itertools.accumulate(y for _, y in pairs)
        (scale_x, scale_y), (move_x, move_y) = self._scale, self._translate
        return [[x * scale_x + move_x, y * scale_y + move_y] for x, y in zip(xs, ys, strict=True)]


def _feature(item: Any, layer: str, number: int, topology: _Topology) -> Feature:
    properties = item.get("properties") if isinstance(item, dict) else None
    value: dict[str, Any] = {
        "type": "Feature",
        "properties": dict(properties) if isinstance(properties, dict) else {},
        "geometry": _geometry(item, topology, 0),
    }
    if isinstance(item, dict) and item.get("id") is not None:
        value["id"] = item["id"]
    return Feature(f"feature {number}", value)


def _items(entry: Any) -> Iterator[Any]:
    """Yield the geometries of an object: those of a collection one by one, each has properties of its own."""
    if isinstance(entry, dict) and entry.get("type") == "GeometryCollection":
        yield from _list(entry.get("geometries"))
    else:
        yield entry


def _geometry(item: Any, topology: _Topology, depth: int) -> dict[str, Any] | None:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind is None:
        return None
    arcs, coordinates = item.get("arcs"), item.get("coordinates")
    match kind:
        case "Point":
            shape: Any = topology.point(coordinates)
        case "MultiPoint":
            shape = [topology.point(position) for position in _list(coordinates)]
        case "LineString":
            shape = topology.line(arcs)
        case "MultiLineString" | "Polygon":
            shape = [topology.line(line) for line in _list(arcs)]
        case "MultiPolygon":
            shape = [[topology.line(ring) for ring in _list(polygon)] for polygon in _list(arcs)]
        case "GeometryCollection" if depth < DEEPEST_COLLECTION:
            parts = [_geometry(part, topology, depth + 1) for part in _list(item.get("geometries"))]
            return {"type": kind, "geometries": [part for part in parts if part]}
        case _:
            raise _TopologyError("an object is no geometry")
    return {"type": kind, "coordinates": shape}


def _transform(given: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    if given is None:
        return (1.0, 1.0), (0.0, 0.0)
    if not isinstance(given, dict):
        raise _TopologyError("its transform is not an object")
    return _pair(given.get("scale")), _pair(given.get("translate"))


def _pair(value: Any) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) < 2 or not all(_is_number(number) for number in value[:2]):
        raise _TopologyError("a position is not a pair of numbers")
    return float(value[0]), float(value[1])


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300 and math.isfinite(value)
    )


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise _TopologyError("something that should be a list is none")
    return value
