"""How the basemap's labels look and where they go: `label_style.json`, which the page's own drawing reads, too.

Sizes and distances are in pixels; `em` is the size of the type. A list of stops holds pairs of a number, a zoom unless
its name says otherwise, and the value from there on.

The file
--------
line_height   of a line of text, in em
window        beyond: how far outside the window a label's point may lie, across and down. edge: what is kept free along
              its sides
symbol        radius: so far from a point that bears a symbol its label stands. air: what is kept free around symbols
              and controls, if the label's margin is not smaller
dot           gap: between a dot and its label. air: around a dot, for other labels. apart: between two dots. soft_air:
              around the dot of a notable label that is not placed yet. outline and capital_outline: of its edge
around        the positions around a point, in widths and heights of the label: each of `across` with each of `down`,
              the nearest first; a width across counts as much as `across_cost` heights
lines         cell: of the grid that knows where lines run. weights: of the lines in it. dividing: lines of this weight
              part what lies on either side. body: parts of a label, in widths from its middle, that must not lie beyond
              its rule's barrier. ends: parts that rather should not
along         a line's label stands beside it, at its point or so many of its own widths off (shifts), if the line there
              bends by so many heights of the label at most (bend), and its ends are so many of its widths apart or
              more (straight). gap: between the two. beside: where the line bends more, how far from a point of it the
              label stands, level
costs         of a position that is not the first (each step), of a notable dot under it, of an end beyond a barrier; a
              cell with a line costs the line's weight
sea_width     degrees: waters as wide have rank 0, others 1, lakes 2
defaults      what holds for all kinds
rules         by kind: `country`, `state`, `water`, `city`, `river`, and `line` for a line that is no water. The first
              rule is for rank 0, the weightiest, and each that follows says what differs from its own `rank` on

A rule
------
order              labels of a lower order take their places first; of one order in the order of the data
from, to           the zooms that show the label, where the data does not say
upper_case         whether it is written in capitals
wrap               a name of so many characters stands on two lines
room, room_em      what is named must be so wide a letter, in pixels (stops) and in em
size               of the type (stops). With `fill` it is what is named that sets the size: `fill` em a letter, from
                   `least_size` to `size`
spacing, spacing_by_size
                   after each letter, in em (stops by zoom, and by size): the smaller one
weight, italic, family, colour, halo, halo_width
                   of the type; a colour is a custom property of the page without its "--map-", a family without "--"
margin             what is kept free between this and other labels
dot                radius of the dot that it stands beside; without, it stands around its point
is_notable         its dot is kept free where other labels can help it, and it is named even if a symbol stands there
positions          how many positions around its point are tried
barrier            lines as heavy must not part it from its point
repeat             it is not repeated within this distance
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Stops = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class LabelRule:
    """How the labels of one kind look, from one rank on; the module's docstring says what each field is."""

    kind: str
    order: int
    size: Stops
    colour: str
    rank: int
    to: float
    room: Stops
    spacing: Stops
    spacing_by_size: Stops
    weight: int
    family: str
    halo: str
    halo_width: float
    margin: float
    positions: int
    from_: float = 0.0
    upper_case: bool = False
    wrap: int = 0
    room_em: float = 0.0
    fill: float = 0.0
    least_size: float = 0.0
    italic: bool = False
    dot: float = 0.0
    is_notable: bool = False
    barrier: int = 0
    repeat: float = 0.0


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """What holds for all labels; each field is named after its place in the file."""

    line_height: float
    beyond: tuple[float, float]
    edge: float
    symbol_radius: float
    symbol_air: float
    dot_gap: float
    dot_air: float
    dots_apart: float
    dot_soft_air: float
    dot_outline: float
    capital_outline: float
    around: tuple[tuple[float, float], ...]
    line_cell: float
    line_weights: dict[str, int]
    dividing_weight: int
    body: tuple[float, ...]
    ends: tuple[float, ...]
    along_shifts: tuple[float, ...]
    along_straight: float
    along_bend: float
    along_gap: float
    beside_line: float
    position_cost: float
    dot_cost: float
    end_cost: float
    sea_width: float


@cache
def label_layout() -> LabelLayout:
    """Return what holds for all labels."""
    style = _read()
    window, symbol, dot, lines, along, costs = (
        style[key] for key in ("window", "symbol", "dot", "lines", "along", "costs")
    )
    return LabelLayout(
        line_height=style["line_height"],
        beyond=(window["beyond"][0], window["beyond"][1]),
        edge=window["edge"],
        symbol_radius=symbol["radius"],
        symbol_air=symbol["air"],
        dot_gap=dot["gap"],
        dot_air=dot["air"],
        dots_apart=dot["apart"],
        dot_soft_air=dot["soft_air"],
        dot_outline=dot["outline"],
        capital_outline=dot["capital_outline"],
        around=_around(**style["around"]),
        line_cell=lines["cell"],
        line_weights=lines["weights"],
        dividing_weight=lines["dividing"],
        body=tuple(lines["body"]),
        ends=tuple(lines["ends"]),
        along_shifts=tuple(along["shifts"]),
        along_straight=along["straight"],
        along_bend=along["bend"],
        along_gap=along["gap"],
        beside_line=along["beside"],
        position_cost=costs["position"],
        dot_cost=costs["dot"],
        end_cost=costs["end"],
        sea_width=style["sea_width"],
    )


@cache
def rule_of(kind: str, rank: int) -> LabelRule:
    """Return the rule of a kind of label and a rank."""
    style = _read()
    steps = [step for step in style["rules"][kind] if step.get("rank", 0) <= rank]
    merged: dict[str, Any] = dict(style["defaults"])
    for step in steps:
        merged |= step
    merged["from_"] = merged.pop("from")
    for key in ("size", "room", "spacing", "spacing_by_size"):
        merged[key] = tuple((at, value) for at, value in merged[key])
    return LabelRule(kind=kind, **merged)


def label_rules() -> list[LabelRule]:
    """Return all rules, by their kinds and ranks."""
    return [rule_of(kind, step.get("rank", 0)) for kind, steps in _read()["rules"].items() for step in steps]


def value_at(stops: Stops, at: float) -> float:
    """Return the value of the last stop at or before `at`, or of the first."""
    return next((value for start, value in reversed(stops) if start <= at), stops[0][1])


@cache
def _read() -> dict[str, Any]:
    text = files("storymap.rendering.basemap").joinpath("label_style.json").read_text(encoding="utf-8")
    style: dict[str, Any] = json.loads(text)
    return style


def _around(across: Iterable[float], down: list[float], across_cost: float) -> tuple[tuple[float, float], ...]:
    steps = [(x, y) for x in across for y in down]
    return tuple(sorted(steps, key=lambda step: abs(step[0]) * across_cost + abs(step[1])))
