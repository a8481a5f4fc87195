"""Where the shapes of a drawing come to lie: transforms, boxes, and how a view box fits into its frame."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_FUNCTION = re.compile(r"\s*([a-zA-Z]+)\s*\(([^()]*)\)\s*,?")
_NUMBER = re.compile(r"([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)(px|deg|rad|grad|turn)?\s*,?\s*")
_DEGREES = {"": 1.0, "deg": 1.0, "grad": 0.9, "turn": 360.0, "rad": 180 / math.pi}
_COUNTS = {
    "matrix": (6,),
    "translate": (1, 2),
    "translatex": (1,),
    "translatey": (1,),
    "scale": (1, 2),
    "scalex": (1,),
    "scaley": (1,),
    "rotate": (1, 3),
    "skewx": (1,),
    "skewy": (1,),
    "skew": (1, 2),
}
_ANGLES = ("rotate", "skewx", "skewy", "skew")


class Box(NamedTuple):
    """A box: its left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> Box | None:
        """Return what two boxes have in common, None if that has no area."""
        box = Box(max(self[0], other[0]), max(self[1], other[1]), min(self[2], other[2]), min(self[3], other[3]))
        return box if box.left < box.right and box.top < box.bottom else None


class Affine(NamedTuple):
    """x becomes ax + cy + e, and y becomes bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, inner: Affine) -> Affine:
        """Return what does `inner` first, and this one afterwards."""
        a, b, c, d, e, f = self
        g, h, i, j, k, m = inner
        return Affine(a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)

    def box(self, box: Box) -> Box:
        """Return the box around a box that was moved."""
        corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        xs = [self.a * x + self.c * y + self.e for x, y in corners]
        ys = [self.b * x + self.d * y + self.f for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    @property
    def smallest_scale(self) -> float:
        """How much a length shrinks at most (of a square: its thinner side, or a little more)."""
        size = math.hypot(self.a, self.b, self.c, self.d)
        return abs(self.a * self.d - self.b * self.c) / size if size else 0.0


def read_transform(text: str, *, is_css: bool) -> Affine | None:
    """Return a value of `transform`, of CSS or of the attribute; None if it is not plain numbers."""
    if text in ("none", "initial"):
        return Affine()
    found, at = Affine(), 0
    while at < len(text):
        function = _FUNCTION.match(text, at)
        step = _read_function(function[1].lower(), function[2].strip(), is_css=is_css) if function else None
        if function is None or step is None:
            return None
        found = found.then(step)
        at = function.end()
    return found


def _read_function(name: str, arguments: str, *, is_css: bool) -> Affine | None:
    numbers, at = list[float](), 0
    while at < len(arguments):
        part = _NUMBER.match(arguments, at)
        if part is None or not _has_right_unit(name, float(part[1]), part[2] or "", is_css=is_css):
            return None
        numbers.append(float(part[1]) * (_DEGREES[part[2] or ""] if name in _ANGLES else 1))
        at = part.end()
    if len(numbers) not in _COUNTS.get(name, ()):
        return None
    if is_css and arguments.count(",") != len(numbers) - 1:
        return None
    return _affine(name, numbers)


def _has_right_unit(name: str, number: float, unit: str, *, is_css: bool) -> bool:
    if not is_css:
        return not unit
    if name in _ANGLES:
        return unit in ("deg", "grad", "turn", "rad") or not number
    if name.startswith("translate"):
        return unit == "px" or not number
    return not unit


def _affine(name: str, numbers: list[float]) -> Affine:
    first, second = numbers[0], numbers[1] if len(numbers) > 1 else 0.0
    if name == "matrix":
        return Affine(*numbers)
    if name.startswith("translate"):
        return Affine(e=0.0 if name == "translatey" else first, f=first if name == "translatey" else second)
    if name.startswith("scale"):
        across = first if len(numbers) == 1 and name == "scale" else second
        return {"scalex": Affine(a=first), "scaley": Affine(d=first)}.get(name, Affine(a=first, d=across))
    if name == "rotate":
        cos, sin = math.cos(math.radians(first)), math.sin(math.radians(first))
        x, y = numbers[1:] or (0.0, 0.0)
        return Affine(e=x, f=y).then(Affine(cos, sin, -sin, cos)).then(Affine(e=-x, f=-y))
    tan = math.tan(math.radians(first))
    if name == "skewy":
        return Affine(b=tan)
    return Affine(c=tan, b=math.tan(math.radians(second)))


def fit(view: Box, width: float, height: float, aspect: str) -> Affine | None:
    """Return how `view` is put into a frame of a size by `preserveAspectRatio`, None if it has no size."""
    across, down = view.right - view.left, view.bottom - view.top
    if across <= 0 or down <= 0:
        return None
    x, y = width / across, height / down
    words = aspect.lower().split()
    align = words[0] if words else "xmidymid"
    if align != "none":
        x = y = max(x, y) if "slice" in words else min(x, y)
    shares = {"min": 0.0, "mid": 0.5, "max": 1.0}
    left = (width - across * x) * shares.get(align[1:4], 0.5)
    top = (height - down * y) * shares.get(align[5:8], 0.5)
    return Affine(x, 0, 0, y, left - view.left * x, top - view.top * y)
