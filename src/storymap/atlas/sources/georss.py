"""Where an entry of a feed says that its places are: GeoRSS in its forms, or the W3C's latitude and longitude."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

import shapely
from shapely.geometry.base import BaseGeometry

from storymap.reading.xml_elements import children, local_name

_LEAST: Final = {"point": 2, "circle": 2, "line": 4, "box": 4, "polygon": 8}
"""How many numbers each shape has at least."""


class WrittenShape(NamedTuple):
    """A shape as it is `written`, and in degrees, longitude first: None where it is none, or not on earth."""

    written: str
    shape: BaseGeometry | None


def written_shapes(entry: Element) -> Iterator[WrittenShape]:
    """Yield the shapes of an entry, in their order. An element without anything in it is none."""
    for one in entry.iter():
        found = _shape(one)
        if found is not None and found.written:
            yield found


def _shape(element: Element) -> WrittenShape | None:
    """Return the shape that an element of GeoRSS, GML or the W3C's vocabulary is, None for any other element."""
    name, namespace = local_name(element), str(element.tag).partition("}")[0].lower()
    if "georss" in namespace and name in _LEAST:
        return _of_text(name, element.text)
    if "gml" in namespace and name in ("pos", "posList", "lowerCorner"):
        return _of_text("point" if len((element.text or "").split()) == 2 else "line", element.text)
    if "wgs84_pos" in namespace and name == "lat":
        return None
    longitude = next((one for one in children(element, "long") if "wgs84_pos" in str(one.tag).lower()), None)
    latitude = next((one for one in children(element, "lat") if "wgs84_pos" in str(one.tag).lower()), None)
    if longitude is None or latitude is None:
        return None
    return _of_text("point", f"{latitude.text or ''} {longitude.text or ''}")


def _of_text(kind: str, text: str | None) -> WrittenShape:
    words = (text or "").replace(",", " ").split()
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        numbers = []
    return WrittenShape(" ".join(words), _georss(kind, numbers))


def _georss(kind: str, numbers: list[float]) -> BaseGeometry | None:
    """Return a shape from numbers, latitude first; None where they are none, or not on earth.

    It may cross itself, and run past longitude 180.
    """
    usable = numbers[:2] if kind in ("point", "circle") else numbers
    pairs = [(longitude, latitude) for latitude, longitude in zip(usable[::2], usable[1::2], strict=False)]
    on_earth = all(-90 <= latitude <= 90 and -360 <= longitude <= 360 for longitude, latitude in pairs)
    if len(usable) < _LEAST[kind] or len(usable) % 2 or not on_earth:
        return None
    if kind in ("point", "circle"):
        return shapely.Point(pairs[0])
    if kind == "line":
        return shapely.LineString(pairs)
    if kind == "box":
        return shapely.box(*pairs[0], *pairs[1])
    return shapely.Polygon(pairs)
