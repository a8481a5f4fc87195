"""Where the letters of a text come to lie, about: whether any of them is within what the drawing shows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import zip_longest
from unicodedata import bidirectional

from storymap.reading.media.svg.affine import Box
from storymap.reading.media.svg.allowed import SHAPES, TEXTS
from storymap.reading.media.svg.cascade import Cascade
from storymap.reading.media.svg.clipping import shape_box, transform_of
from storymap.reading.media.svg.lengths import length, lengths, width_in_letters
from storymap.reading.media.svg.path_length import path_extent
from storymap.reading.media.svg.text_state import State, inherit, is_painted, unclear_text
from storymap.reading.media.svg.tree import Node, Tree

_BASELINES = ("dominant-baseline", "alignment-baseline", "baseline-shift")
# More space than that between letters takes them apart, or out of sight.
_MOST_SPACE = 3.0
# So many letters of an element are looked at one by one.
_MOST_PLACED = 2_000
Point = tuple[float, float]


class TextRun:
    """Reads one `text` element; what is seen goes to `seen`, what was come to, to `reached`, each as `id()`."""

    def __init__(self, tree: Tree, cascade: Cascade, least: float, seen: set[int], reached: set[int]) -> None:
        self._tree, self._cascade, self._least = tree, cascade, least
        self._seen, self._reached = seen, reached
        self._at: Point = (0.0, 0.0)
        self._width = 0.0
        self._is_leftward = False

    def read(self, text: Node, state: State) -> None:
        """Read the element `text`. Raises StorymapError where it cannot be told whether it is seen."""
        words = "".join(_strings(text))
        self._width = width_in_letters(" ".join(words.split()))
        self._is_leftward = any(bidirectional(letter) in ("R", "AL") for letter in words)
        self._read(text, state, None)

    def _read(self, node: Node, state: State, path: Box | None) -> None:
        self._reached.add(id(node))
        letters = self._letters(node, state)
        if node.name == "textPath":
            found = self._along(node, state)
            state, path = (_hidden(state), None) if found is None else (state, found)
        if _has_words(node):
            is_seen = self._is_seen(node, state, letters, path)
            if is_seen is None:
                raise unclear_text(state.unclear or "an unusual place or colour")
            if is_seen:
                self._seen.add(id(node))
        for child in node.elements():
            display = self._cascade.own(child, "display")
            if display is not None and display.text == "none":
                self._reached.update(id(found) for found in _all(child))
            elif child.name in TEXTS:
                self._read(child, self._inner_state(child, state), path)

    def _inner_state(self, child: Node, state: State) -> State:
        inner = inherit(child, state, self._cascade)
        if inner.opacity < state.opacity:
            # Browsers differ in whether a part of a text has an opacity of its own.
            return State(**{**vars(inner), "opacity": state.opacity, "unclear": "letters of another opacity"})
        return inner

    def _letters(self, node: Node, state: State) -> list[Point | None]:
        """Return where letters are put by the lists of an element, and move on to the first of them."""
        lists = [
            lengths(node.attributes.get(name, ""), state.size, whole)
            for name, whole in zip(("x", "y", "dx", "dy"), (*state.sides, *state.sides), strict=True)
        ]
        count = max(1, min(len("".join(_strings(node))), _MOST_PLACED))
        points: list[Point | None] = []
        x, y = self._at
        for own_x, own_y, dx, dy in list(zip_longest(*lists, fillvalue=math.nan))[:count]:
            if own_x is None or own_y is None or dx is None or dy is None:
                points.append(None)
                continue
            x = (x if math.isnan(own_x) else own_x) + (0.0 if math.isnan(dx) else dx)
            y = (y if math.isnan(own_y) else own_y) + (0.0 if math.isnan(dy) else dy)
            points.append((x, y))
        first = points[0] if points else self._at
        self._at = first or self._at
        return points or [self._at]

    def _is_seen(self, node: Node, state: State, letters: list[Point | None], path: Box | None) -> bool | None:
        is_small = not state.unclear and state.size * state.matrix.smallest_scale < self._least
        painted = is_painted(state, self._tree, self._cascade)
        if state.is_hidden or state.size <= 0 or is_small or painted is False:
            return False
        if painted is None or state.unclear or self._is_squeezed(node, state):
            return None
        if state.region is None:
            return True
        if path is not None:
            return state.matrix.box(path).overlap(state.region) is not None
        inside = [None if point is None else self._is_inside(node, state, point) for point in letters]
        return inside[0] if all(found == inside[0] for found in inside) else None

    def _is_squeezed(self, node: Node, state: State) -> bool:
        for name in ("letter-spacing", "word-spacing"):
            text = state.styles.get(name, (node, "normal"))[1]
            space = 0.0 if text in ("normal", "initial") else length(text, state.size, state.size)
            if space is None or abs(space) > _MOST_SPACE * state.size:
                return True
        said = node.attributes.get("textLength")
        whole = length(said, state.size, state.sides[0]) if said else None
        return bool(said) and (whole is None or whole < 0.2 * state.size * self._width)

    def _is_inside(self, node: Node, state: State, point: Point) -> bool:
        """Say whether letters from a point on are within what is shown, by the middle of their height."""
        x, y = point
        width, size = self._width * state.size, state.size
        anchor = state.styles.get("text-anchor", (node, "start"))[1]
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}.get(anchor, 1.0) * width
        after = {"start": 1.0, "middle": 0.5, "end": 0.0}.get(anchor, 1.0) * width
        top, bottom = 0.5 * size, 0.0
        if state.styles.get("direction", (node, "ltr"))[1] != "ltr" or self._is_leftward:
            before = after = width
        if any(self._cascade.own(part, name) for part in _with_parents(node) for name in _BASELINES):
            top = bottom = 1.2 * size
        if "writing-mode" in state.styles:
            before = after = top = bottom = width + size
        box = Box(x - before, y - top, x + after, y + bottom)
        return state.region is None or state.matrix.box(box).overlap(state.region) is not None

    def _along(self, node: Node, state: State) -> Box | None:
        """Return the box of the path that letters stand on, None if none is drawn there."""
        target = self._tree.by_id.get(node.reference)
        if target is None or target.name not in SHAPES:
            return None
        step, box = transform_of(target, self._cascade), shape_box(target, self._cascade)
        if target.name != "path" or step is None or box is None:
            raise unclear_text("an unusual path of letters")
        whole = path_extent(target.attributes.get("d", "")).length
        offset = length(node.attributes.get("startOffset", "0"), state.size, whole)
        if offset is None or whole < 0.2 * self._width * state.size:
            raise unclear_text("a path that it does not fit on")
        if not 0 <= offset < whole:
            return None
        size = state.size
        return step.box(Box(box.left - size, box.top - size, box.right + size, box.bottom + size))


def _hidden(state: State) -> State:
    return State(**{**vars(state), "is_hidden": True})


def _has_words(node: Node) -> bool:
    return any(isinstance(child, str) and child.strip() for child in node.children)


def _strings(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _strings(child)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.elements():
        yield from _all(child)


def _with_parents(node: Node) -> Iterator[Node]:
    found: Node | None = node
    while found is not None and found.name in TEXTS:
        yield found
        found = found.parent
