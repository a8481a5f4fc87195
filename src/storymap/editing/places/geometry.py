"""Move a place: only the numbers that differ are written anew, so that a dragged marker is one changed line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from pydantic import ValidationError

from storymap.editing.collection import PLACES_NAME, Collection, open_text
from storymap.editing.edit import Edit, Replacement
from storymap.editing.json_text import Item, JsonChanges, items_of, members_of
from storymap.editing.places.addressing import COPY_THEM, changeable_at, first_row
from storymap.editing.places.members import FEATURE_ORDER
from storymap.errors import PlacesError, Problem
from storymap.reading.places.crs import WGS84, declared_crs
from storymap.reading.places.formats.feature import place_where
from storymap.reading.places.geojson_schema import PlaceFeature
from storymap.reading.places.geometry.from_geojson import geometry_from_geojson
from storymap.reading.places.geometry.normalise import normalise_geometries
from storymap.reading.places.geometry.null_island import ALLOW_ZERO, refuse_zero
from storymap.reading.places.validation_messages import explain_errors
from storymap.reading.problem_log import ProblemLog

_DIGITS = 6  # of a degree, a tenth of a metre
_SAME = 0.5 * 10**-_DIGITS


def set_geometry(
    text: str | Collection | None, rows: Sequence[int], geometry: Mapping[str, Any] | None, *, name: str = PLACES_NAME
) -> Edit:
    """Return the edit that puts a place at a GeoJSON geometry in degrees, or makes it one without a location.

    Degrees are written with six digits. Numbers and positions that stay are left as they are written, and so are
    heights. Raises PlacesError if no place can be there, or the file has no degrees.
    """
    collection = text if isinstance(text, Collection) else open_text(text, name)
    first_row(rows, name)
    check_degrees(collection, name)
    for row in rows:
        feature = changeable_at(collection, row, name)
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        _check(geometry, place_where(name, f"feature {row + 1}", properties.get("name")), properties)
    return Edit.of(chain.from_iterable(geometry_changes(collection, row, geometry) for row in rows))


def geometry_changes(collection: Collection, row: int, geometry: Mapping[str, Any] | None) -> Iterator[Replacement]:
    """Yield what gives a feature another geometry."""
    start = collection.items[row].start
    members = {member.key: member for member in members_of(collection.text, start)[0]}
    found = members.get("geometry")
    if found is None:
        yield from collection.changes.members(start, {"geometry": rounded(geometry)}, FEATURE_ORDER)
    elif not isinstance(found.value, dict) or geometry is None:
        yield from collection.changes.value(found.start, found.end, rounded(geometry))
    else:
        yield from _GeometryChanges(collection.changes).geometry(found.start, found.end, found.value, geometry)


def rounded(value: Any) -> Any:
    """Return a geometry with the digits that are written."""
    match value:
        case float():
            return round(value, _DIGITS) + 0.0  # no -0.0
        case dict():
            return {key: rounded(item) for key, item in value.items()}
        case list() | tuple():
            return [rounded(item) for item in value]
    return value


def check_degrees(collection: Collection, name: str) -> None:
    """Raise PlacesError if the file's coordinates are no degrees."""
    log = ProblemLog(name)
    crs = declared_crs(collection.member("crs"), name, log)
    if crs is not None and not crs.equals(WGS84, ignore_axis_order=True):
        raise PlacesError(Problem(name, "its coordinates are not in degrees, but in another system", COPY_THEM))


def _check(geometry: Mapping[str, Any] | None, where: str, properties: Mapping[str, Any]) -> None:
    """Raise PlacesError with what is wrong with a geometry, in the words in which a file's reader says it."""
    try:
        value = {"type": "Feature", "geometry": geometry, "properties": {"name": "-"}}
        record = PlaceFeature.model_validate(value)
    except ValidationError as error:
        raise PlacesError(explain_errors(error, where, properties)) from None
    if record.geometry is None:
        return
    log = ProblemLog(where)
    shape = geometry_from_geojson(record.geometry, where, log)
    if shape is not None:
        checked = normalise_geometries([shape], [where], log)
        refuse_zero(checked, [properties.get(ALLOW_ZERO) is True], [where], log)
    errors = [problem for problem in log.problems() if problem.severity == "error"]
    if errors:
        raise PlacesError(errors)


class _GeometryChanges:
    """Compares what is written with what is meant, down to the single number."""

    def __init__(self, changes: JsonChanges) -> None:
        self._changes = changes
        self._text = changes.text

    def geometry(
        self, start: int, end: int, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Iterator[Replacement]:
        members = {member.key: member for member in members_of(self._text, start)[0]}
        key = "geometries" if after.get("type") == "GeometryCollection" else "coordinates"
        old, new = members.get(key), after.get(key)
        if before.get("type") != after.get("type") or old is None or not isinstance(old.value, list):
            kept = {member: item for member, item in before.items() if member not in _OWN}
            yield from self._changes.value(start, end, {**rounded(dict(after)), **kept})
        elif key == "coordinates":
            yield from self._values(old.start, old.end, new)
        else:
            yield from self._parts(old.start, old.end, new or [])

    def _parts(self, start: int, end: int, after: Sequence[Mapping[str, Any]]) -> Iterator[Replacement]:
        items, _ = items_of(self._text, start)
        if len(items) != len(after) or not all(isinstance(item.value, dict) for item in items):
            yield from self._changes.value(start, end, rounded(list(after)))
            return
        for item, part in zip(items, after, strict=True):
            yield from self.geometry(item.start, item.end, item.value, part)

    def _values(self, start: int, end: int, after: Any) -> Iterator[Replacement]:
        """Yield the changes of a position, or of a list of positions, rings or areas."""
        items, _ = items_of(self._text, start)
        if _is_position(after):
            if _is_position([item.value for item in items]):
                yield from self._position(items, after)
            else:
                yield self._changes.replaced(start, end, self._changes.style.written(rounded(after)))
        elif not items or not all(isinstance(item.value, list) for item in items):
            yield self._changes.replaced(start, end, self._changes.style.written(rounded(after)))
        elif len(items) == len(after):
            for item, one in zip(items, after, strict=True):
                yield from self._values(item.start, item.end, one)
        else:
            yield self._between(start, items, after)

    def _position(self, items: Sequence[Item], after: Sequence[float]) -> Iterator[Replacement]:
        lon, lat = items[:2]
        written = [
            self._text[item.start : item.end] if abs(item.value - number) <= _SAME else _degrees(number)
            for item, number in zip((lon, lat), after[:2], strict=True)
        ]
        # One number without the other is no position: whoever changes either touches both.
        between = self._text[lon.end : lat.start]
        yield self._changes.replaced(lon.start, lat.end, written[0] + between + written[1])

    def _between(self, start: int, items: Sequence[Item], after: Sequence[Any]) -> Replacement:
        """Return the change of a list that becomes longer or shorter: what is the same at its ends stays."""
        least = min(len(items), len(after))
        first = next((n for n in range(least) if not _is_same(items[n].value, after[n])), least)
        most = least - first
        last = next((n for n in range(most) if not _is_same(items[-1 - n].value, after[-1 - n])), most)
        gap = self._changes.gap(items, start)
        written = [self._changes.style.written(rounded(one)) for one in after[first : len(after) - last]]
        if not written and last:
            return self._changes.replaced(items[first].start, items[len(items) - last].start, "")
        if not written:
            return self._changes.replaced(items[first - 1].end, items[-1].end, "")
        if first + last < len(items):
            old = items[first : len(items) - last]
            return self._changes.replaced(old[0].start, old[-1].end, gap.join(written))
        if first:
            at = items[first - 1].end
            return self._changes.replaced(at, at, "".join(gap + one for one in written))
        at = items[0].start
        return self._changes.replaced(at, at, "".join(one + gap for one in written))


_OWN = frozenset(("type", "coordinates", "geometries"))


def _is_position(value: Any) -> bool:
    return len(value) > 1 and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)


def _is_same(one: Any, other: Any) -> bool:
    """Say whether two positions, or lists of them, are where they were; heights say nothing."""
    if not isinstance(one, list) or not isinstance(other, list | tuple) or not one or not other:
        return False
    if _is_position(one) and _is_position(other):
        return all(abs(a - b) <= _SAME for a, b in zip(one[:2], other[:2], strict=True))
    return len(one) == len(other) and all(map(_is_same, one, other))


def _degrees(number: float) -> str:
    written = f"{number:.{_DIGITS}f}".rstrip("0")
    written = f"{written}0" if written.endswith(".") else written
    return "0.0" if written == "-0.0" else written
