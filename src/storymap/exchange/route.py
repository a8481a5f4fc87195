"""The line from one stop of a story to the next, drawn quietly under its places."""

from __future__ import annotations

from typing import Any


class Route:
    """Gathers the stops of a route. It goes the short way around the earth, also across 180 degrees."""

    def __init__(self) -> None:
        self._lines: list[list[list[float]]] = []

    def visit(self, position: tuple[float, float], *, is_drawn: bool = True) -> None:
        """Go on to a position (longitude, latitude in degrees); without `is_drawn` the line begins anew there."""
        stop = list(position)
        if not self._lines or not is_drawn:
            self._lines.append([stop])
            return
        line = self._lines[-1]
        before = line[-1][0]
        stop[0] += round((before - stop[0]) / 360) * 360
        if abs(stop[0]) > 540:  # farther around than a file of places may go
            self._lines.append([list(position)])
        elif stop != line[-1]:
            line.append(stop)

    def features(self) -> tuple[dict[str, Any], ...]:
        """Return the line as a feature of context, none where there are not two stops."""
        lines = [line for line in self._lines if len(line) > 1]
        if not lines:
            return ()
        geometry = {"type": "MultiLineString", "coordinates": lines}
        return ({"type": "Feature", "properties": {}, "geometry": geometry},)
