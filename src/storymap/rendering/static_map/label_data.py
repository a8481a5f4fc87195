"""The basemap's labels, as `make_basemap` returns them, ready for the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from storymap.geometry import mercator
from storymap.rendering.basemap.label_style import label_layout, rule_of
from storymap.rendering.basemap.upper_case import NO_LANGUAGE
from storymap.rendering.contract.basemap import BasemapData
from storymap.rendering.contract.labels import CityLabel, CountryLabel, StateLabel, WaterLabel
from storymap.rendering.static_map.label_along import LabelLine

Point = tuple[float, float]
Row = TypeVar("Row", CountryLabel, StateLabel, CityLabel, WaterLabel)
_AS_COUNTRY, _FOREIGN, _CAPITAL = 1, 2, 1
_LEAST_COUNTRY = 7  # the rank of what is labelled like a country, and is none


@dataclass(frozen=True, slots=True)
class Label:
    """What may be written on the map, at `x`, `y` of the unit square of Mercator.

    `language` is the one whose rules for capitals the text follows. Of rank 0 is the weightiest. The zooms `from_` to
    `to` show it. `width` is that of what it names, in the unit square, 0 for a point. Of labels with the same `group`
    one is shown; 0 is for none. `along` is the line that it runs along, and where on it.
    """

    kind: str
    text: str
    language: str
    x: float
    y: float
    rank: int
    from_: float
    to: float
    width: float = 0.0
    is_capital: bool = False
    group: int = 0
    along: tuple[LabelLine, float] | None = None


def read_labels(basemap: BasemapData) -> list[Label]:
    """Return the labels of a basemap, in its order."""
    labels = basemap["labels"]
    language, own = basemap["language"] or NO_LANGUAGE, basemap["case_language"]
    return [
        *(_country(number, language, *one) for number, one in enumerate(_placed(labels["countries"]), 1)),
        *(_state(own, *one) for one in _placed(labels["states"])),
        *(_city(language, *one) for one in _placed(labels["cities"])),
        *(_water(language, *one) for one in _placed(labels["waters"])),
    ]


def _country(number: int, language: str, at: Point, row: CountryLabel) -> Label:
    # Of a country that has no other row, too, one label is shown, on whatever turn of the earth.
    group = row.number + 1 if row.number else -number
    end = rule_of("country", row.rank).to
    return Label("country", row.name, language, *at, row.rank, row.zoom, end, row.width / 360, group=group)


def _state(own: str, at: Point, row: StateLabel) -> Label:
    kind = "country" if row.flags & _AS_COUNTRY else "state"
    language = NO_LANGUAGE if row.flags & _FOREIGN else own
    start, end = rule_of("state", _LEAST_COUNTRY).from_, rule_of(kind, _LEAST_COUNTRY).to
    return Label(kind, row.name, language, *at, _LEAST_COUNTRY, start, end, row.width / 360)


def _city(language: str, at: Point, row: CityLabel) -> Label:
    rule = rule_of("city", row.rank)
    is_capital = bool(row.flags & _CAPITAL)
    return Label("city", row.name, language, *at, row.rank, rule.from_, rule.to, is_capital=is_capital)


def _water(language: str, at: Point, row: WaterLabel) -> Label:
    rank = 2 if row.kind else 0 if row.width >= label_layout().sea_width else 1
    return Label("water", row.name, language, *at, rank, row.from_zoom, row.to_zoom, row.width / 360)


def _placed(rows: Sequence[Row]) -> Iterator[tuple[Point, Row]]:
    """Return where each row stands in the unit square, and the row."""
    points = mercator.points(np.array([row[1:3] for row in rows], float).reshape(-1, 2))
    return zip(points.tolist(), rows, strict=True)
