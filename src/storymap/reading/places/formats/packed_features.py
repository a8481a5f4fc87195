"""The features of a large GeoJSON file in little memory: of most of them only their values are kept.

A feature as JSON gives it is three objects, a list and two numbers around its texts: 1,100 bytes, of which the texts
are 150. A place takes less; but memory in which there was a text is not given back while a text near it is needed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from storymap.reading.places.formats.feature import Feature, FeatureCollection

_POINT = ("type", "coordinates")
# The members of a feature and of its properties, in order: most features of a file have the same.
_Form: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]


class PackedFeatures(Sequence[Feature]):
    """The features of a GeoJSON file, in order, each made again when it is asked for.

    A point whose members have usual names is a tuple: its form, what its properties are, and its `id` if it has one.
    """

    def __init__(self) -> None:
        self._packed: list[Feature | tuple[Any, ...] | None] = []
        self._forms: dict[_Form, _Form] = {}
        self._points = array("d")  # longitude and latitude of each, 0 of what is not packed
        self._lines, self._starts = array("q"), array("q")

    def append(self, value: Any, line: int, start: int) -> None:
        """Add a feature of this `value` that begins on a line and at a code point of the text."""
        pair = _plain_point(value)
        if pair is None:
            self._packed.append(Feature(f"feature {len(self._packed) + 1}", value, line, start=start))
            self._points.extend((0.0, 0.0))
        else:
            self._packed.append(self._tuple(value))
            self._points.extend(pair)
        self._lines.append(line)
        self._starts.append(start)

    @property
    def keys(self) -> Counter[str]:
        """How many features have each property, in the order in which they are met."""
        forms = Counter(
            packed[0][1] if isinstance(packed, tuple) else tuple(packed.properties) for packed in self._packed if packed
        )
        found: Counter[str] = Counter()
        for keys, count in forms.items():
            for key in keys:
                found[key] += count
        return found

    def clear(self) -> None:
        """Forget all features."""
        self.__init__()  # type: ignore[misc]

    def taken(self) -> Iterator[Feature]:
        """Yield each feature, and forget it."""
        for number in range(len(self)):
            yield self[number]
            self._packed[number] = None

    def __len__(self) -> int:
        return len(self._packed)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(len(self))[index]]
        packed = self._packed[index]
        if not isinstance(packed, tuple):
            return packed
        members, keys = packed[0]
        properties = dict(zip(keys, packed[1:], strict=False))
        pair = [self._points[2 * index], self._points[2 * index + 1]]
        value = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": pair}}
        if "id" in members:
            value["id"] = packed[-1]
        if tuple(value) != members:
            value = {member: value[member] for member in members}
        return Feature(f"feature {index + 1}", value, self._lines[index], start=self._starts[index])

    def _tuple(self, value: dict[str, Any]) -> tuple[Any, ...]:
        properties = value["properties"]
        form = (tuple(value), tuple(properties))
        written = (value["id"],) if "id" in value else ()
        return (self._forms.setdefault(form, form), *properties.values(), *written)


class PackedCollection(FeatureCollection):
    """A collection whose features are `packed`: it has no list of them before it is `unpacked`."""

    __slots__ = ("packed",)

    def __init__(self, packed: PackedFeatures, **others: Any) -> None:
        given = {"packed": packed, "crs": None, "rejected": [], "layers": (), **others}
        for name, value in given.items():
            object.__setattr__(self, name, value)

    packed: PackedFeatures

    def unpacked(self) -> FeatureCollection:
        """Return the collection with its features, each made anew."""
        return FeatureCollection(list(self.packed), self.crs, self.rejected, self.layers)


def _plain_point(value: Any) -> list[float] | None:
    """Return longitude and latitude of a feature that can be packed, None of any other."""
    if type(value) is not dict or len(value) - ("id" in value) != 3 or value.get("type") != "Feature":
        return None
    geometry = value.get("geometry")
    if type(value.get("properties")) is not dict or type(geometry) is not dict or tuple(geometry) != _POINT:
        return None
    pair = geometry["coordinates"]
    if geometry["type"] != "Point" or type(pair) is not list or len(pair) != 2:
        return None
    return pair if type(pair[0]) is float and type(pair[1]) is float else None
