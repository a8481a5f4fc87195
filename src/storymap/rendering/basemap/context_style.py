"""How the author's context is drawn and labelled: `context_style.json`, which the page's own drawing reads, too.

Sizes and distances are in pixels. A colour is a custom property of the page without its "--map-".

The file
--------
weight     of strokes, as part of their width: (zoom - `from`) / `per`, from `least` to `most`
smallest   lines and areas that are smaller are not drawn
dots       the points: shown from a zoom on, with their radius and colour
labels     rank: of lines and areas. to: the last zoom that shows labels. letter: the room that each letter of a line's
           or a water's name must have. apart: between two labels of one line, which is halved up to `halvings` times.
           heights: parts of an area's height at which its widest place is sought; one after the first must be `wider`
           by this factor
defaults   the rule of a feature of no kind
rules      by kind, what differs from the defaults

A rule
------
line          the stroke of lines: colour, width, and the lengths of its dashes and gaps, if any
fill          the colour of areas, or null
outline       the stroke around areas, or null
is_water      whether it is labelled like a water, and its lines are drawn under all others
point_from    the zoom from which a point is labelled
point_rank    the rank of the label of a point: it is that of a city
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: its colour, its width in pixels at street level, its dashes and gaps."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextRule:
    """How the features of one kind look; the module's docstring says what each field is."""

    line: Stroke
    fill: str | None
    outline: Stroke | None
    point_from: float
    point_rank: int
    is_water: bool = False


@dataclass(frozen=True, slots=True)
class ContextLayout:
    """What holds for all kinds; each field is named after its place in the file."""

    smallest: float
    dots_from: float
    dot_radius: float
    dot_colour: str
    label_rank: int
    labels_to: float
    letter_room: float
    labels_apart: float
    halvings: int
    heights: tuple[float, ...]
    wider: float
    weight_from: float
    weight_per: float
    least_weight: float
    most_weight: float

    def weight(self, zoom: float) -> float:
        """Return the part of their width that strokes have at a zoom."""
        return max(self.least_weight, min(self.most_weight, (zoom - self.weight_from) / self.weight_per))


@cache
def context_layout() -> ContextLayout:
    """Return what holds for all kinds."""
    style = _read()
    dots, labels, weight = style["dots"], style["labels"], style["weight"]
    return ContextLayout(
        smallest=style["smallest"],
        dots_from=dots["from"],
        dot_radius=dots["radius"],
        dot_colour=dots["colour"],
        label_rank=labels["rank"],
        labels_to=labels["to"],
        letter_room=labels["letter"],
        labels_apart=labels["apart"],
        halvings=labels["halvings"],
        heights=tuple(labels["heights"]),
        wider=labels["wider"],
        weight_from=weight["from"],
        weight_per=weight["per"],
        least_weight=weight["least"],
        most_weight=weight["most"],
    )


@cache
def context_rule(kind: str) -> ContextRule:
    """Return the rule of a kind; that of no kind for one that is not known."""
    style = _read()
    merged = {**style["defaults"], **style["rules"].get(kind, {})}
    merged["line"], merged["outline"] = _stroke(merged["line"]), merged["outline"] and _stroke(merged["outline"])
    return ContextRule(**merged)


def _stroke(given: Mapping[str, Any]) -> Stroke:
    return Stroke(given["colour"], given["width"], tuple(given.get("dash", ())))


@cache
def _read() -> dict[str, Any]:
    text = files("storymap.rendering.basemap").joinpath("context_style.json").read_text(encoding="utf-8")
    style: dict[str, Any] = json.loads(text)
    return style
