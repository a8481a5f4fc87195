"""The places of a feed's entries: names and shapes go together in their order if there are as many of both.

An entry without names is about one place, which is called as the entry is. Shapes are checked as those of a places file
are, all of a feed at once; one that is none leaves its place without a position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.atlas.records import StoryPlace
from storymap.atlas.sources.georss import WrittenShape, written_shapes
from storymap.atlas.sources.sentences import naming_sentence
from storymap.errors import Problem, printable
from storymap.limits import LONGEST_NAME
from storymap.reading.places.formats.feature import place_where
from storymap.reading.places.geometry.normalise import normalise_geometries
from storymap.reading.problem_log import ProblemLog
from storymap.reading.slugs import UniqueSlugs, slugify
from storymap.reading.text import name_line
from storymap.reading.xml_elements import local_name

_DEGREES: Final = "write latitude and longitude in degrees, such as 31.76 -106.49"


class EntryPlaces(NamedTuple):
    """What an entry says of places: its `number` in the feed from 1, its `title`, its `text` on one line."""

    number: int
    title: str
    text: str
    names: Sequence[str]
    written: Sequence[WrittenShape]

    def where(self, file: str, name: str = "") -> str:
        """Return where the entry stands, with the name of the place that is meant, or its own."""
        return place_where(file, f"entry {self.number}", name or self.title)


def entry_places(entry: Element, number: int, title: str, text: str) -> EntryPlaces:
    """Return what an entry says of places."""
    # The standard has written it both ways.
    named_by = (one for one in entry.iter() if local_name(one).lower() == "featurename")
    names = [name for one in named_by if (name := name_line((one.text or "")[:LONGEST_NAME]))]
    return EntryPlaces(number, title, text, names, list(written_shapes(entry)))


def story_places(entries: Sequence[EntryPlaces], log: ProblemLog) -> Iterator[tuple[StoryPlace, ...]]:
    """Yield the places of each entry. What is no position is told as a warning in the `log` of the file."""
    wheres = [
        entry.where(log.name, entry.names[at] if len(entry.names) == len(entry.written) else "")
        for entry in entries
        for at in range(len(entry.written))
    ]
    shapes = iter(_checked([one for entry in entries for one in entry.written], wheres, log))
    for entry in entries:
        yield tuple(_places(entry, list(islice(shapes, len(entry.written))), log))


def _checked(written: Sequence[WrittenShape], wheres: Sequence[str], log: ProblemLog) -> list[BaseGeometry | None]:
    """Return the shapes, None for those that are none, or cannot be had."""
    found = _ByNumber()
    numbers = [number for number, one in enumerate(written) if one.shape is not None]
    shapes = [one.shape for one in written]
    checked = normalise_geometries([shapes[number] for number in numbers], [str(number) for number in numbers], found)
    for number, shape in zip(numbers, checked, strict=True):
        shapes[number] = None if number in found.refused else shape
    for number, (one, where) in enumerate(zip(written, wheres, strict=True)):
        if one.shape is None:
            log.warning(where, f'"{printable(one.written, 60)}" is no position on earth', _DEGREES)
        for problem in found.told.get(number, ()):
            log.warning(where, problem.what, problem.remedy)
    return shapes


class _ByNumber(ProblemLog):
    """What the check of shapes says, by the number of the shape: all of it, however much that is."""

    def __init__(self) -> None:
        super().__init__("")
        self.told: dict[int, list[Problem]] = {}
        self.refused: set[int] = set()

    def add(self, problem: Problem) -> None:
        """Note a problem of a shape."""
        number = int(problem.where)
        self.told.setdefault(number, []).append(problem)
        if problem.severity == "error":
            self.refused.add(number)


def _places(entry: EntryPlaces, shapes: Sequence[BaseGeometry | None], log: ProblemLog) -> Iterator[StoryPlace]:
    names: Sequence[str] = entry.names
    if names and len(names) != len(shapes):
        if shapes:
            what = f"it has not as many positions ({len(shapes)}) as names ({len(names)}), so none is on the map"
            log.warning(entry.where(log.name), what, "write a position for each name")
        # Which name goes with which shape is not said.
        shapes = [None] * len(names)
    elif not names:
        located = [shape for shape in shapes if shape is not None]
        names, shapes = ([entry.title[:LONGEST_NAME]], [_joined(located)]) if located else ([], [])
    slugs = UniqueSlugs()
    for name, shape in zip(names, shapes, strict=True):
        at = entry.text.find(name)
        sentences = () if at < 0 else (naming_sentence(entry.text, at, at + len(name)),)
        yield StoryPlace(slugs.take(slugify(name)), name, shape, sentences=sentences)


def _joined(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    if len(shapes) == 1:
        return shapes[0]
    points = [shape for shape in shapes if isinstance(shape, shapely.Point)]
    return shapely.MultiPoint(points) if len(points) == len(shapes) else shapely.GeometryCollection(list(shapes))
