"""Parts of a published story as words on one line, such that what a reader would see change changes the words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

_LONGEST = 2_000
_MARKS = {"emphasis": "*", "strong": "**", "code": "`", "strike": "~~", "superscript": "^", "subscript": "~"}
_MOST_SPANS = 2_000
# A picture of which nothing is said.
_PICTURE = "▢"


def in_words(value: Any) -> str:
    """Return a text, a number, or a list of them, as one line."""
    if isinstance(value, str):
        return " ".join(value[:_LONGEST].split())
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:.6g}" if math.isfinite(value) else ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(in_words, value[:_LONGEST])))[:_LONGEST]
    return ""


def block_in_words(block: Mapping[str, Any]) -> str:
    """Return a block as Markdown would have it; of a picture its caption, or what it shows, and its credit."""
    text, spans = block.get("text"), block.get("spans")
    written = text if isinstance(text, str) else ""
    if isinstance(spans, list):
        written = _with_spans(written, spans[:_MOST_SPANS])
    image = block.get("image")
    if isinstance(image, Mapping):
        parts = (written, in_words(image.get("alt")), in_words(image.get("credit")))
        written = " · ".join(filter(None, parts)) or _PICTURE
    level = block.get("level")
    heading = "#" * level + " " if block.get("kind") == "heading" and isinstance(level, int) and 0 < level < 7 else ""
    return heading + in_words(written)


def _with_spans(text: str, spans: list[Any]) -> str:
    """Return a text with its inline markup written into it."""
    put: list[tuple[int, int, str]] = []
    for span in spans:
        if isinstance(span, Mapping):
            put += _marks(span, len(text))
    parts, done = [], 0
    for at, _, mark in sorted(put):
        parts += [text[done:at], mark]
        done = at
    return "".join((*parts, text[done:]))


def _marks(span: Mapping[str, Any], length: int) -> Iterator[tuple[int, int, str]]:
    """Yield the marks of a span: where, 0 for those that close what ends there, and the mark."""
    start, end, kind = span.get("start"), span.get("end"), span.get("kind")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        return
    if kind in ("link", "place", "action"):
        target = {"link": "", "place": "place:", "action": "view:"}[str(kind)] + in_words(span.get("value"))
        target += view_in_words(span.get("view"))
        yield start, 1, "["
        yield end, 0, f"]({target})"
    elif isinstance(kind, str) and kind in _MARKS:
        yield start, 1, _MARKS[kind]
        yield end, 0, _MARKS[kind]


def view_in_words(view: Any) -> str:
    """Return an author's view as it is written, latitude first; "" for none."""
    if not isinstance(view, Mapping):
        return ""
    centre = view.get("centre")
    parts = [in_words(view.get("place_ids"))]
    if isinstance(centre, list | tuple) and len(centre) == 2:
        parts.append(in_words([centre[1], centre[0], view.get("zoom")]))
    for sign, member in (("=", "layers"), ("+", "show"), ("−", "hide")):
        names = in_words(view.get(member))
        parts.append(sign + names if names else "")
    return "; ".join(filter(None, parts))


def frame_in_words(frame: Any) -> str:
    """Return the corners of what the map shows at first, latitude first."""
    if not isinstance(frame, list | tuple) or len(frame) != 4 or not all(map(_is_number, frame)):
        return ""
    west, south, east, north = frame
    return f"{south:.2f}, {west:.2f} – {north:.2f}, {east:.2f}"


def geometry_in_words(geometry: Any) -> str:
    """Return where a geometry is, latitude first: a point, or the corners of the box of anything else."""
    if not isinstance(geometry, Mapping):
        return ""
    positions = list(_positions(geometry))
    if not positions:
        return ""
    lons, lats = zip(*positions, strict=True)
    if geometry.get("type") == "Point":
        return f"{lats[0]:.6g}, {lons[0]:.6g}"
    box = f"{min(lats):.6g}, {min(lons):.6g} – {max(lats):.6g}, {max(lons):.6g}"
    return f"{box} ({len(positions):,})"


def _positions(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield the positions of a geometry, as deep as they lie; what is none is left out."""
    waiting: list[Any] = [geometry]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [value.get("coordinates"), value.get("geometries")]
        elif isinstance(value, list | tuple):
            if len(value) >= 2 and all(map(_is_number, value[:2])):
                yield float(value[0]), float(value[1])
            else:
                waiting += value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)
