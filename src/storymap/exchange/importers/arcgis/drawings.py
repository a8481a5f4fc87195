"""What is drawn on express maps: points are places, lines and areas context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from storymap.exchange.article_parts import plain
from storymap.exchange.json_members import list_in, record_in, text_in
from storymap.exchange.place_list import PlaceList
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.reading.text import name_line

_DEEPEST: Final = 8
_MOST: Final = 2_000
_NAMES: Final = ("title", "name", "content", "label", "text")
_TEXTS: Final = ("caption", "description", "note")


def drawings_in(content: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the records in JSON that are drawings: those with nodes that have a longitude and a latitude."""
    if depth > _DEEPEST:
        return
    if isinstance(content, dict):
        nodes = content.get("nodes")
        if isinstance(nodes, list) and any("long" in record_in(node) for node in nodes):
            yield content
            return
        content = list(content.values())
    for inner in content if isinstance(content, list) else []:
        yield from drawings_in(inner, depth + 1)


class Drawings:
    """Takes drawings into the places and the context of a story."""

    def __init__(self, places: PlaceList, report: Report) -> None:
        self.context: list[dict[str, Any]] = []
        self._places = places
        self._report = report

    def add(self, content: Any) -> list[str]:
        """Add what is drawn in JSON, and return the ids of the places that it became."""
        ids = []
        for number, drawing in enumerate(drawings_in(content)):
            if number == _MOST:
                self._report.lost("drawings beyond the first 2,000", "put them into a context file")
                break
            nodes = [
                position_of(node.get("long"), node.get("lat")) for node in map(record_in, list_in(drawing, "nodes"))
            ]
            # A point that is drawn twice in a row makes no line.
            positions = [
                at for at, before in zip(nodes, [None, *nodes], strict=False) if at is not None and at != before
            ]
            name = _said(drawing, _NAMES)
            if len(positions) == 1:
                ids.append(self._places.add(name, positions[0], note=_said(drawing, _TEXTS)))
            elif positions:
                self._add_line(drawing, positions, name)
            else:
                self._report.lost("drawings without a position", example=name)
        return ids

    def _add_line(self, drawing: Mapping[str, Any], positions: list[tuple[float, float]], name: str) -> None:
        line = [list(position) for position in positions]
        is_area = any(word in text_in(drawing, "type").upper() for word in ("POLYGON", "AREA", "RECTANGLE", "CIRCLE"))
        geometry: dict[str, Any] = {"type": "LineString", "coordinates": line}
        if is_area and len(set(positions)) > 2:
            geometry = {"type": "Polygon", "coordinates": [line if line[0] == line[-1] else [*line, line[0]]]}
        label = name_line(name)[:200].strip()
        properties = {"name": label} if label else {}
        self.context.append({"type": "Feature", "properties": properties, "geometry": geometry})
        self._report.changed("lines and areas that are drawn", "context of the map", example=label)


def _said(drawing: Mapping[str, Any], names: tuple[str, ...]) -> str:
    holders = (drawing, record_in(drawing, "data"), record_in(drawing, "popup"), record_in(drawing, "attributes"))
    return next((text for holder in holders for name in names if (text := plain(text_in(holder, name)))), "")
