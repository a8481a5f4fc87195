"""The basemap's labels, as `make_basemap` returns them, ready for the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from storymap.geometry import mercator
from storymap.rendering.basemap.label_style import label_layout, rule_of
from storymap.rendering.basemap.upper_case import NO_LANGUAGE

_AS_COUNTRY, _FOREIGN, _CAPITAL = 1, 2, 1
_LEAST_COUNTRY = 7  # the rank of what is labelled like a country, and is none


@dataclass(frozen=True, slots=True)
class Label:
    """What may be written on the map, at `x`, `y` of the unit square of Mercator.

    `language` is the one whose rules for capitals the text follows. Of rank 0 is the weightiest. The zooms `from_` to
    `to` show it. `width` is that of what it names, in the unit square, 0 for a point. Of labels with the same `group`
    one is shown; 0 is for none.
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


def read_labels(basemap: dict[str, Any]) -> list[Label]:
    """Return the labels of a basemap, in its order."""
    rows = basemap["labels"]
    language, own = basemap["language"] or NO_LANGUAGE, basemap["case_language"]
    return [
        *(_country(-1 - i, language, x, y, *row) for i, (x, y, row) in enumerate(_placed(rows["countries"]))),
        *(_state(own, x, y, *row) for x, y, row in _placed(rows["states"])),
        *(_city(language, x, y, *row) for x, y, row in _placed(rows["cities"])),
        *(_water(language, x, y, *row) for x, y, row in _placed(rows["waters"])),
    ]


Row = list[Any]


def _placed(rows: list[Row]) -> Iterator[tuple[float, float, Row]]:
    """Yield the points of rows on the unit square, and the rows without their coordinates."""
    points = mercator.points(np.array([row[1:3] for row in rows], float).reshape(-1, 2))
    for (x, y), (text, _, _, *others) in zip(points.tolist(), rows, strict=True):
        yield x, y, [text, *others]


def _country(
    alone: int, language: str, x: float, y: float, text: str, rank: int, zoom: float, width: float, number: int, _: int
) -> Label:
    """Return a country's label; `alone` is the group of one that has no other, on any turn of the earth."""
    end = rule_of("country", rank).to
    return Label("country", text, language, x, y, rank, zoom, end, width / 360, group=number + 1 if number else alone)


def _state(own: str, x: float, y: float, text: str, width: float, flags: int) -> Label:
    kind = "country" if flags & _AS_COUNTRY else "state"
    language = NO_LANGUAGE if flags & _FOREIGN else own
    start, end = rule_of("state", _LEAST_COUNTRY).from_, rule_of(kind, _LEAST_COUNTRY).to
    return Label(kind, text, language, x, y, _LEAST_COUNTRY, start, end, width / 360)


def _city(language: str, x: float, y: float, text: str, rank: int, flags: int) -> Label:
    rule = rule_of("city", rank)
    is_capital = bool(flags & _CAPITAL)
    return Label("city", text, language, x, y, rank, rule.from_, rule.to, is_capital=is_capital)


def _water(language: str, x: float, y: float, text: str, width: float, start: float, end: float, lake: int) -> Label:
    rank = 2 if lake else 0 if width >= label_layout().sea_width else 1
    return Label("water", text, language, x, y, rank, start, end, width / 360)
