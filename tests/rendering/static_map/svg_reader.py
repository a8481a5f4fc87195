"""Stories for pictures, and a reader of pictures that shares nothing with the writer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import shapely
from defusedxml.ElementTree import fromstring
from shapely.geometry.base import BaseGeometry

from storymap.model import Article, Block, ContextFeature, Story
from storymap.rendering.basemap.labels import StoryPlace
from storymap.rendering.basemap.make import make_basemap
from storymap.rendering.numbering import Numbering
from storymap.rendering.static_map.palette import LIGHT, MapPalette
from storymap.rendering.static_map.render import story_svg
from tests.rendering.conftest import places_frame

SVG = "{http://www.w3.org/2000/svg}"


def story_of(*places: tuple[Any, ...], language: str = "en", context: tuple[ContextFeature, ...] = ()) -> Story:
    """A story of (name, geometry) or (name, geometry, layer), none of them mentioned."""
    rows = [
        {"place_id": f"p{i}", "name": name, "geometry": geometry, "layer": layer[0] if layer else "Places"}
        for i, (name, geometry, *layer) in enumerate(places)
    ]
    article = Article(title="T", blocks=(Block("paragraph", "x"),), language=language)
    return replace(Story(article, places_frame(*rows), (), ()), context=context)


def points(*named: tuple[str, float, float], language: str = "en") -> Story:
    return story_of(*((name, shapely.Point(x, y)) for name, x, y in named), language=language)


def basemap_of(story: Story) -> dict[str, Any]:
    rows = (row for _, row in story.places.iterrows() if row["geometry"] is not None)
    return _basemap(tuple((row["name"], row["geometry"].wkb) for row in rows), story.article.language)


@cache
def _basemap(places: tuple[tuple[str, bytes], ...], language: str) -> dict[str, Any]:
    """Make a basemap once for all that is drawn on it; nothing of it is ever changed."""
    return make_basemap([StoryPlace((name,), shapely.from_wkb(data)) for name, data in places], language=language)


def draw(story: Story, *, palette: MapPalette | None = LIGHT, **options: Any) -> str:
    return story_svg(story, Numbering(story), basemap_of(story), palette=palette, **options)


@dataclass
class Text:
    """A text of the picture as a browser would set it, with widths that the test measures for itself."""

    text: str
    kind: str
    x: float
    y: float
    size: float
    anchor: str
    spacing: float

    def box(self, width: float) -> tuple[float, float, float, float]:
        left = self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * width
        return (left, self.y - 0.8 * self.size, left + width, self.y + 0.2 * self.size)


class Picture:
    """A picture that was read again."""

    def __init__(self, svg: str) -> None:
        self.root = fromstring(svg)

    def all(self, tag: str, kind: str = "") -> list[Element]:
        return [e for e in self.root.iter(SVG + tag) if not kind or kind in e.get("class", "").split()]

    def words(self, kind: str) -> list[str]:
        return [e.text or "" for e in self.all("text", kind)]

    def texts(self) -> list[Text]:
        found = []
        for e in self.root.iter(SVG + "text"):
            if e.get("x") is not None:
                found.append(
                    Text(
                        e.text or "",
                        e.get("class", ""),
                        float(e.get("x", "nan")),
                        float(e.get("y", "nan")),
                        float(e.get("font-size", "10")),
                        e.get("text-anchor", "start"),
                        float(e.get("letter-spacing", "0")),
                    )
                )
        return found

    def symbols(self) -> dict[str, tuple[float, float]]:
        """Where each number stands."""
        found = {}
        for group in self.all("g", "symbol"):
            match = re.fullmatch(r"translate\((-?[\d.]+) (-?[\d.]+)\)", group.get("transform", ""))
            assert match
            (text,) = group.iter(SVG + "text")
            found[text.text or ""] = (float(match[1]), float(match[2]))
        return found

    def area(self, kind: str) -> BaseGeometry:
        """The filled shape of a class of paths, in pixels."""
        rings = [ring for path in self.all("path", kind) for ring in runs(path.get("d", ""))]
        filled: BaseGeometry = shapely.Polygon()
        for ring in rings:
            if len(ring) > 2:
                filled = shapely.symmetric_difference(filled, shapely.make_valid(shapely.Polygon(ring)))
        return filled


def runs(data: str) -> list[list[tuple[float, float]]]:
    """The points of path data, at half a pixel a unit."""
    found = []
    for run in data.split("M")[1:]:
        start, _, steps = run.rstrip("z").partition("l")
        numbers = [[int(n) for n in re.findall(r"-?\d+", part)] for part in (start, steps)]
        x, y = numbers[0]
        line = [(x / 2, y / 2)]
        for dx, dy in zip(numbers[1][::2], numbers[1][1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x / 2, y / 2))
        found.append(line)
    return found
