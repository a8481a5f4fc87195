"""The basemap's names on the picture: which of them this zoom shows, in what type, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.rendering.contract.labels import LabelsData
from storymap.rendering.static_map.label_placement import Box, Dot, Placement
from storymap.rendering.static_map.projection import Projection
from storymap.rendering.static_map.text_width import text_width

LEADING = 1.18
# The zoom from which cities of each rank are named.
_CITY_FROM = (3.0, 4.5, 5.2, 6.0, 6.6, 7.4, 8.2)
_CITY_SIZE = (14.0, 13.5, 12.5, 12.0, 11.5, 11.0)
_CITY_MARGIN = (3.0, 3.0, 4.0, 8.0, 12.0, 16.0)
_STATES_FROM = 4.0
# Nearer than this the name of a country or a state says nothing that the reader does not know.
_AREAS_TO = 10.5
_WIDE_SEA = 20.0
_ONE_GLANCE = 500.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name to letter: `lines` of text at `at` in pixels, in a type of `size` pixels.

    `kind` is its class in the style sheet. Of names with the same `told` one is lettered; None stands for no such
    group.
    """

    kind: str
    lines: tuple[str, ...]
    at: tuple[float, float]
    size: float
    margin: float
    spacing: float = 0.0
    dot: Dot | None = None
    is_capital: bool = False
    told: str | None = None

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(text_width(line, self.size, self.spacing) for line in self.lines)

    @property
    def height(self) -> float:
        """The height of all lines."""
        return self.size * LEADING * len(self.lines)

    def positions(self) -> list[Box]:
        """Return where it may stand, the best first."""
        if self.dot is not None:
            return beside(self.dot.x, self.dot.y, self.dot.radius, self.width, self.height)
        return _around(self.at, self.width, self.height, self.kind == "country")


@dataclass(frozen=True, slots=True)
class Lettered:
    """A name in its place; `anchor` says which side of its box its text is tied to: start, middle or end."""

    name: Name
    box: Box
    anchor: str


def letter(
    names: Iterable[Name], placement: Placement, most: int, borders: Mapping[str, BaseGeometry]
) -> list[Lettered]:
    """Place names in the given order, as many as there is room for and `most` at most.

    `borders` are the lines that the names of a kind of area must not cross to get away from its middle: beyond them
    they would be taken for the neighbour's.
    """
    placed: list[Lettered] = []
    told: set[str] = set()
    for name in names:
        if len(placed) == most:
            break
        if name.told in told or any(_is_repeated(name, other.name) for other in placed):
            continue
        positions = [box for box in name.positions() if _is_at_home(name, box, borders.get(name.kind))]
        which = placement.place(positions, name.margin, name.dot)
        if which is None:
            continue
        placed.append(Lettered(name, positions[which], ANCHORS[which] if name.dot is not None else "middle"))
        if name.told is not None:
            told.add(name.told)
    return placed


def basemap_names(labels: LabelsData, projection: Projection) -> list[Name]:
    """Return the names that the frame and its zoom may show, in the order in which they take their places."""
    readers: dict[str, tuple[Callable[..., Name | None], Sequence[Sequence[Any]]]] = {
        "countries": (_country, labels["countries"]),
        "states": (_state, labels["states"]),
        "cities": (_city, labels["cities"]),
        "waters": (_water, labels["waters"]),
    }
    found = {
        kind: [name for row in rows for name in _made(read, row, projection)] for kind, (read, rows) in readers.items()
    }
    cities = found["cities"]
    large = [name for name in cities if name.kind == "metropolis"]
    return [
        *found["countries"],
        *large,
        *found["states"],
        *found["waters"],
        *(name for name in cities if name.kind != "metropolis"),
    ]


def halves(text: str) -> tuple[str, ...]:
    """Return a long name as two lines, cut where they come out most alike."""
    words = text.split(" ")
    if len(words) < 2 or len(text) < 13:
        return (text,)
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))


ANCHORS = ("start", "end", "middle", "middle", "start", "start", "end", "end")


def beside(x: float, y: float, radius: float, width: float, height: float) -> list[Box]:
    """Return the eight usual positions of a name beside its point: right, left, above, below, and the corners."""
    gap = radius + 3.5
    corners = (
        (x + gap, y - height / 2),
        (x - gap - width, y - height / 2),
        (x - width / 2, y - gap - height + 1),
        (x - width / 2, y + gap - 1),
        (x + gap - 1, y - height - 1),
        (x + gap - 1, y + 1),
        (x - gap - width + 1, y - height - 1),
        (x - gap - width + 1, y + 1),
    )
    return [(left, top, left + width, top + height) for left, top in corners]


_STEPS = sorted(
    product((0, 0.22, -0.22, 0.45, -0.45), (0, 0.8, -0.8, 1.5, -1.5, 2.4, -2.4)),
    key=lambda step: abs(step[0]) * 2.4 + abs(step[1]),
)


def _around(at: tuple[float, float], width: float, height: float, far: bool) -> list[Box]:
    """Return positions around the middle of an area, on it first; a country's name may stand further off."""
    boxes = []
    for across, down in _STEPS if far else _STEPS[:15]:
        left, top = at[0] + across * width - width / 2, at[1] + down * height - height / 2
        boxes.append((left, top, left + width, top + height))
    return boxes


def _made(read: Callable[..., Name | None], row: Sequence[Any], projection: Projection) -> Iterator[Name]:
    """Yield a row's name wherever the frame shows its point: the earth may come round again."""
    text, lon, lat, *rest = row
    middle = (projection.west + projection.east) / 2
    turn = round((middle - lon) / 360) * 360
    x, y = projection.points([[lon + turn, lat]])[0]
    if -80 < x < projection.width + 80 and -40 < y < projection.height + 40:
        name = read((float(x), float(y)), text, projection, *rest)
        if name is not None:
            yield name


def _country(
    at: tuple[float, float], text: str, projection: Projection, rank: int, zoom_from: float, width: float, *rest: int
) -> Name | None:
    zoom = projection.zoom
    if not zoom_from <= zoom <= _AREAS_TO:
        return None
    capitals = text.upper()
    lines = halves(capitals) if len(capitals) > 14 else (capitals,)
    letters = max(map(len, lines))
    room = width / 360 * projection.world
    # Too small for its name: left out.
    if zoom < 7 and room < letters * (2.4 if zoom < 4 else 3.4):
        return None
    largest = 11.5 if zoom < 3 else 13.5 if zoom < 5 else 16.0
    size = round(max(11.0, min(largest, room / letters / 0.86)), 1)
    spacing = size * (0.06 if zoom < 4 else 0.08 if size < 12 else 0.16)
    return Name("country", lines, at, size, 4, spacing, told=f"country {rest[0]}" if rest else None)


def _state(at: tuple[float, float], text: str, projection: Projection, width: float, as_country: int) -> Name | None:
    zoom = projection.zoom
    if not _STATES_FROM <= zoom <= _AREAS_TO:
        return None
    if as_country:
        return _country(at, text, projection, 7, _STATES_FROM, width)
    lines = halves(text.upper())
    size = 10.0 if zoom < 6 else 11.0 if zoom < 7.5 else 12.0
    if max(map(len, lines)) * size * 0.78 > width / 360 * projection.world * 1.05:
        return None
    return Name("state", lines, at, size, 4, size * 0.12)


def _water(
    at: tuple[float, float], text: str, projection: Projection, width: float, start: float, end: float, lake: int
) -> Name | None:
    zoom = projection.zoom
    if not start <= zoom <= end:
        return None
    size = 12.5 if lake or width < _WIDE_SEA else 12.0 if zoom < 3 else 15.0
    return Name("sea", halves(text), at, size, 6, size * 0.06)


def _city(at: tuple[float, float], text: str, projection: Projection, rank: int, flags: int) -> Name | None:
    if projection.zoom < _CITY_FROM[min(rank, 6)]:
        return None
    full = _CITY_SIZE[min(max(rank, 0), 5)]
    size = min(full, 11.5) if projection.zoom < 5 else full
    radius = 2.6 if rank <= 1 else 2.1 if rank <= 3 else 1.7
    kind = "metropolis" if rank <= 1 else "city" if rank <= 3 else "town"
    margin = _CITY_MARGIN[rank] if rank < len(_CITY_MARGIN) else 20.0
    return Name(kind, (text,), at, size, margin, dot=Dot(*at, radius), is_capital=bool(flags & 1))


def _is_at_home(name: Name, box: Box, border: BaseGeometry | None) -> bool:
    if border is None:
        return True
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return middle == name.at or not shapely.intersects(border, shapely.LineString([name.at, middle]))


def _is_repeated(name: Name, other: Name) -> bool:
    """Say whether a water has been named already: a long one may be named again, but not within one glance."""
    if name.kind != "sea" or other.kind != "sea" or name.lines != other.lines:
        return False
    return abs(complex(name.at[0] - other.at[0], name.at[1] - other.at[1])) < _ONE_GLANCE
