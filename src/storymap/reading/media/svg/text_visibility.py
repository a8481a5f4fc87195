"""Which texts of a drawing can be seen. One that cannot would still be there to read for whoever opens the file.

What is drawn is followed from the root with its style, its place and what it is cut to. A text stays only if it is
drawn; where that cannot be told, the drawing is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from storymap.limits import DEEPEST_SVG_REFERENCE, MOST_SVG_COST
from storymap.reading.media.policy import refusal
from storymap.reading.media.svg.affine import Affine, Box, fit, read_transform
from storymap.reading.media.svg.allowed import DEFINITIONS, TEXTS
from storymap.reading.media.svg.cascade import Cascade
from storymap.reading.media.svg.clipping import clip_box
from storymap.reading.media.svg.lengths import length
from storymap.reading.media.svg.painting import leaves_text_sharp
from storymap.reading.media.svg.text_position import TextRun
from storymap.reading.media.svg.text_state import State, inherit, unclear_text
from storymap.reading.media.svg.tree import Node, Tree
from storymap.reading.media.svg.values import numbers_in

# Letters lower than so much of the longer side of a drawing cannot be read.
SMALLEST = 1 / 2000
_USUAL_SIDES = (300.0, 150.0)


class TextVisibility:
    """Finds the texts that are seen: `seen` holds the `id()` of each element whose own text is.

    `reached` holds those of all texts that were come to. Raises StorymapError where it cannot be told.
    """

    def __init__(self, tree: Tree, drawn: set[int]) -> None:
        self.seen: set[int] = set()
        self.reached: set[int] = set()
        self._tree = tree
        self._drawn = drawn
        self._cascade = Cascade(tree)
        texts = [node for node in _below(tree.root) if id(node) in drawn and _own_text(node)]
        if not texts:
            return
        links = [node for node in _below(tree.root) if node.name == "use"]
        self._leading = {id(around) for node in (*texts, *links) for around in (node, *_around(node))}
        self._count = self._depth = 0
        state = self._root_state()
        self._least = max(state.sides) * SMALLEST
        self._visit(tree.root, state)
        if any(id(node) not in self.reached for node in texts):
            raise unclear_text("a mask, a pattern, a marker or a clip")

    def _root_state(self) -> State:
        root = self._tree.root
        view = _view_box(root)
        sides = [self._side(root, name) for name in ("width", "height")]
        width, height = sides
        if view is None:
            if width is None or height is None:
                return State(Affine(), None, (width or _USUAL_SIDES[0], height or _USUAL_SIDES[1]))
            return State(Affine(), Box(0, 0, width, height), (width, height))
        own = (view.right - view.left, view.bottom - view.top)
        if width and height and own[0] > 0 and own[1] > 0:
            # What the frame shows beside the view box, on the side where it is.
            inside = fit(view, width, height, root.attributes.get("preserveAspectRatio", ""))
            if inside is not None and inside.a and inside.d:
                left, top = -inside.e / inside.a, -inside.f / inside.d
                frame = Box(left, top, left + width / inside.a, top + height / inside.d)
                return State(Affine(), frame, own)
        return State(Affine(), view, own)

    def _side(self, node: Node, name: str) -> float | None:
        value = self._cascade.own(node, name)
        text = value.text if value is not None and value.text != "auto" else node.attributes.get(name, "")
        return length(text, 16.0, None)

    def _visit(self, node: Node, state: State, *, target_of: Node | None = None) -> None:
        """Follow what is drawn; `target_of` is the `use` that refers to `node`."""
        display = self._cascade.own(node, "display")
        if display is not None and display.text == "none":
            self.reached.update(id(found) for found in _below(node))
            return
        self._count += 1
        if self._count > MOST_SVG_COST or self._depth > DEEPEST_SVG_REFERENCE:
            raise refusal("is SVG that is too costly to draw", "make it simpler, or export it as PNG")
        self._depth += 1
        self._enter(node, self._cut(node, self._moved(node, inherit(node, state, self._cascade))), target_of)
        self._depth -= 1

    def _enter(self, node: Node, state: State, target_of: Node | None) -> None:
        if node.name in ("svg", "symbol") and node is not self._tree.root:
            state = self._framed(node, state, target_of)
        if node.name == "text":
            TextRun(self._tree, self._cascade, self._least, self.seen, self.reached).read(node, state)
            return
        if node.name == "use" and node.reference:
            target = self._tree.by_id.get(node.reference)
            if target is not None:
                self._visit(target, self._shifted(node, state), target_of=node)
        for child in node.elements():
            if child.name not in DEFINITIONS and id(child) in self._leading:
                self._visit(child, state)

    def _moved(self, node: Node, state: State) -> State:
        css = self._cascade.own(node, "transform")
        text = css.text if css is not None else node.attributes.get("transform", "none")
        if text in ("none", "initial"):
            return state
        step = read_transform(text, is_css=css is not None)
        is_moved = any(self._cascade.own(node, name) for name in ("transform-origin", "transform-box"))
        if step is None or is_moved or node is self._tree.root:
            return replace(state, unclear="an unusual transform")
        return replace(state, matrix=state.matrix.then(step))

    def _shifted(self, node: Node, state: State) -> State:
        shifts = []
        for name, whole in (("x", state.sides[0]), ("y", state.sides[1])):
            css = self._cascade.own(node, name)
            shifts.append(length(css.text if css else node.attributes.get(name, "0"), state.size, whole))
        x, y = shifts
        if x is None or y is None:
            return replace(state, unclear="a place that cannot be worked out")
        return replace(state, matrix=state.matrix.then(Affine(e=x, f=y)))

    def _cut(self, node: Node, state: State) -> State:
        for name in ("clip-path", "mask", "filter"):
            value = self._cascade.own(node, name)
            target = self._tree.by_id.get(value.references[0]) if value is not None and value.references else None
            if target is None:
                continue
            if name == "mask" or (name == "filter" and not leaves_text_sharp(target)):
                state = replace(state, unclear=f"a {name}")
            elif name == "clip-path" and target.name == "clipPath":
                state = self._clipped(target, state)
        return state

    def _clipped(self, target: Node, state: State) -> State:
        is_shown, box = clip_box(target, self._tree, self._cascade)
        if not is_shown:
            return replace(state, is_hidden=True)
        if box is None:
            return replace(state, unclear="an unusual clip")
        return _within(state, state.matrix.box(box))

    def _framed(self, node: Node, state: State, use: Node | None) -> State:
        """Enter a frame of its own: an `svg` within, or a `symbol`."""
        sides = []
        for name, whole in zip(("width", "height"), state.sides, strict=True):
            said = use.attributes.get(name) if use is not None else None
            css = self._cascade.own(node, name)
            text = said or (css.text if css is not None and css.text != "auto" else node.attributes.get(name, "100%"))
            sides.append(length(text, state.size, whole))
        width, height = sides
        state = self._shifted(node, state)
        if width is None or height is None:
            return replace(state, unclear="a frame whose size cannot be worked out")
        if width <= 0 or height <= 0:
            return replace(state, is_hidden=True)
        overflow = self._cascade.own(node, "overflow")
        if overflow is None or overflow.text not in ("visible", "auto"):
            state = _within(state, state.matrix.box(Box(0, 0, width, height)))
        view = _view_box(node)
        if view is None:
            return replace(state, sides=(width, height))
        inside = fit(view, width, height, node.attributes.get("preserveAspectRatio", ""))
        if inside is None:
            return replace(state, is_hidden=True)
        own = (view.right - view.left, view.bottom - view.top)
        return replace(state, matrix=state.matrix.then(inside), sides=own)


def _within(state: State, box: Box) -> State:
    region = box if state.region is None else state.region.overlap(box)
    return replace(state, is_hidden=True) if region is None else replace(state, region=region)


def _view_box(node: Node) -> Box | None:
    numbers = numbers_in(node.attributes.get("viewBox", ""))
    if len(numbers) != 4:
        return None
    return Box(numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3])


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.elements():
        yield from _below(child)


def _around(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _own_text(node: Node) -> bool:
    return node.name in TEXTS and any(isinstance(child, str) and child.strip() for child in node.children)
