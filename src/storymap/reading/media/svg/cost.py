"""What a drawing costs to draw, with everything that refers to something else drawn as often as it is referred to.

A few kilobytes of nested `use` are a thousand million rectangles. The unit is about one plain shape.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from storymap.limits import DEEPEST_SVG_REFERENCE, LARGEST_BLUR, MOST_PATTERN_TILES, MOST_SVG_COST
from storymap.reading.media.policy import refusal
from storymap.reading.media.svg.allowed import DEFINITIONS, SHAPES, TEXTS
from storymap.reading.media.svg.path_length import Extent, path_extent, points_extent
from storymap.reading.media.svg.stylesheet import Value
from storymap.reading.media.svg.tree import Node, Tree
from storymap.reading.media.svg.values import numbers_in

_PATH_TEXT_PER_UNIT = 40
_DASHES_PER_UNIT = 5
_PIXELS_PER_UNIT = 50_000
_EFFECT_COSTS = {"mask": 20, "clip-path": 5, "filter": 50}
_PATTERN_COST = 60
_PRIMITIVE_COST = 250
_BLUR_COST = 10
_LAYER_COST = 10
_MARKERS = ("marker-start", "marker-mid", "marker-end")
_INHERITED = frozenset({*_MARKERS, "marker", "fill", "stroke", "stroke-dasharray", "visibility"})
Properties = dict[str, list[Value]]


class DrawingCost:
    """Adds up what is drawn, from the root, and notes which elements are: `drawn` holds their `id()`.

    Raises StorymapError for a drawing that costs more than `MOST_SVG_COST`, or refers to itself.
    """

    def __init__(self, tree: Tree) -> None:
        self.drawn: set[int] = set()
        self.total = 0.0
        self._tree = tree
        self._declared: dict[int, Properties] = {}
        self._extents: dict[int, Extent] = {}
        self._path: set[int] = set()
        self._draw(tree.root, {})

    def _draw(self, node: Node, inherited: Properties, *, is_referred_to: bool = False) -> None:
        if id(node) in self._path:
            raise refusal("is SVG that refers to itself", "export it as PNG")
        if len(self._path) > DEEPEST_SVG_REFERENCE:
            raise refusal("is SVG whose elements are nested too deep", "export it as PNG")
        own = self._properties(node)
        if not is_referred_to and "none" in {value.text for value in own.get("display", ())}:
            return
        passed_on = inherited | {name: values for name, values in own.items() if name in _INHERITED}
        if self._is_invisible(node, passed_on):
            return
        self.drawn.add(id(node))
        self._path.add(id(node))
        self._add(_own_cost(node))
        self._draw_effects(node, own)
        if node.reference:
            self._draw_target(node.reference, passed_on)
        if node.name in SHAPES or node.name in TEXTS:
            self._draw_paint(node, passed_on)
        for child in node.elements():
            if child.name not in DEFINITIONS:
                self._draw(child, passed_on)
        self._path.discard(id(node))

    def _is_invisible(self, node: Node, properties: Properties) -> bool:
        if node.name not in SHAPES and node.name not in TEXTS:
            return False
        words = {value.text for value in properties.get("visibility", ())}
        return bool(words) and words <= {"hidden", "collapse"} and not self._says_visibility(node)

    def _says_visibility(self, node: Node) -> bool:
        return any("visibility" in self._properties(child) or self._says_visibility(child) for child in node.elements())

    def _draw_effects(self, node: Node, own: Properties) -> None:
        for name, cost in _EFFECT_COSTS.items():
            for target in _targets(own.get(name, ())):
                self._add(cost)
                self._draw_target(target, {})
        is_layer = any(value.text not in ("1", "normal", "100%") for value in own.get("opacity", ()))
        if (is_layer and node.children) or "mix-blend-mode" in own:
            self._add(_LAYER_COST)

    def _draw_paint(self, node: Node, properties: Properties) -> None:
        for name in ("fill", "stroke"):
            for target in _targets(properties.get(name, ())):
                self._draw_target(target, {})
        if node.name not in SHAPES:
            return
        extent = self._extent(node)
        for period in _dash_periods(properties.get("stroke-dasharray", ())):
            length = max(extent.length, *numbers_in(node.attributes.get("pathLength", "")), 0.0)
            self._add(length / period / _DASHES_PER_UNIT)
        for name in (*_MARKERS, "marker"):
            count = extent.corners if name in ("marker-mid", "marker") else 1
            for target in _targets(properties.get(name, ())):
                before = self.total
                self._draw_target(target, {})
                self._add((self.total - before) * max(count - 1, 0))

    def _draw_target(self, new_id: str, inherited: Properties) -> None:
        target = self._tree.by_id.get(new_id)
        if target is not None:
            self._draw(target, inherited, is_referred_to=True)

    def _add(self, cost: float) -> None:
        self.total += cost
        if not self.total <= MOST_SVG_COST:
            raise refusal("is SVG that is too costly to draw", "make it simpler, or export it as PNG")

    def _properties(self, node: Node) -> Properties:
        known = self._declared.get(id(node))
        if known is None:
            known = {name: [value] for name, value in node.presentation.items()}
            for name, values in self._tree.sheet.declared(node.name, node.new_id, node.classes).items():
                known.setdefault(name, []).extend(values)
            for name, value in node.style.items():
                known.setdefault(name, []).append(value)
            self._declared[id(node)] = known
        return known

    def _extent(self, node: Node) -> Extent:
        known = self._extents.get(id(node))
        if known is None:
            known = self._extents[id(node)] = _extent(node)
        return known


def _own_cost(node: Node) -> float:
    attributes = node.attributes
    if node.name == "image":
        return 20 + node.pixels / _PIXELS_PER_UNIT
    if node.name.startswith("fe"):
        if node.name.startswith(("feFunc", "feMergeNode")):
            return 1
        return _PRIMITIVE_COST + _BLUR_COST * _blur(attributes.get("stdDeviation", ""))
    if node.name == "pattern":
        return _PATTERN_COST + _tiles(node) / 100
    letters = sum(len(child) for child in node.children if isinstance(child, str))
    data = len(attributes.get("d", "")) + len(attributes.get("points", ""))
    return 1 + data / _PATH_TEXT_PER_UNIT + letters


def _blur(deviation: str) -> float:
    blur = max((abs(number) for number in numbers_in(deviation)), default=0.0)
    if blur > LARGEST_BLUR:
        raise refusal(f"is SVG with a blur of more than {LARGEST_BLUR}", "export it as PNG")
    return blur


def _tiles(pattern: Node) -> float:
    """Return how often a pattern is repeated at most within the box that it fills, where it says so."""
    scale = numbers_in(pattern.attributes.get("patternTransform", ""))
    smallest = min((abs(number) for number in scale if number), default=1.0)
    shares = [next(iter(numbers_in(pattern.attributes.get(side, ""))), 0.0) for side in ("width", "height")]
    sides = [abs(share) * min(smallest, 1.0) for share in shares]
    if not all(sides):
        return 0
    # In units of its own it is small if it is smaller than a hundredth of a pixel.
    unit = 1.0 if pattern.attributes.get("patternUnits", "").lower() != "userspaceonuse" else 1000.0
    tiles = math.prod(unit / side for side in sides)
    if tiles > MOST_PATTERN_TILES * unit:
        raise refusal("is SVG with a pattern of tiny tiles", "export it as PNG")
    return min(tiles, MOST_PATTERN_TILES) / unit


def _extent(node: Node) -> Extent:
    attributes = node.attributes
    if node.name == "path":
        return path_extent(attributes.get("d", ""))
    if node.name in ("polyline", "polygon"):
        return points_extent(numbers_in(attributes.get("points", "")))
    sides = [number for name in _SIDES.get(node.name, ()) for number in numbers_in(attributes.get(name, ""))]
    return Extent(2, 7 * sum(abs(side) for side in sides))


_SIDES = {
    "rect": ("width", "height"),
    "circle": ("r",),
    "ellipse": ("rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
}


def _targets(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        yield from value.references


def _dash_periods(values: Iterable[Value]) -> Iterator[float]:
    for value in values:
        numbers = [abs(number) for number in numbers_in(value.text)]
        if sum(numbers) > 0:
            yield 2 * sum(numbers) / max(len(numbers), 1)
