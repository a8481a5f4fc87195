"""The crowd: places beyond a few hundred, as columns of numbers and names for the browser part, which draws clusters.

This is the contract with `web/src/crowd`. One row a place, in the order of the numbers; row i has the number
`first + i`.

- `ids`, `names`: of each row.
- `points`: longitude, latitude, longitude ... in millionths of a degree; a longitude may exceed 180 degrees. There are
  fewer pairs than rows when the last rows are on no map.
- `layers`: of each row, the position of its layer in `symbols` and among the page's layers.
- `symbols`: colour, shape and name of each layer.
- `notes`, `links`: by row, where there is one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely
from markupsafe import Markup

from storymap.geometry.anchors import anchors
from storymap.model import Story
from storymap.rendering.numbering import Numbering
from storymap.urls import safe_url

MILLIONTHS = 1_000_000
MOST_LISTED = 1_000
_GRID = 24


def cluster_data(story: Story, numbering: Numbering) -> dict[str, Any] | None:
    """Return the columns of the crowd, ready for JSON, or None on a page that has none."""
    if not numbering.clustered:
        return None
    rows = clustered_rows(numbering)
    columns = {column: story.places[column].to_numpy()[rows] for column in ("name", "layer", "note", "url")}
    shapes = numbering.shapes[rows]
    points = anchors(shapes[~shapely.is_missing(shapes)])
    position = {name: index for index, name in enumerate(story.places["layer"].unique())}
    links = ((row, safe_url(url)) for row, url in _present(columns["url"]))
    return {
        "first": numbering.number[numbering.clustered[0]],
        "ids": list(numbering.clustered),
        "names": [" ".join(name.split()) for name in columns["name"]],
        "points": np.rint(points * MILLIONTHS).astype(np.int64).ravel().tolist(),
        "layers": [position[layer] for layer in columns["layer"]],
        "symbols": [
            {"colour": layer.symbol.colour, "shape": layer.symbol.shape, "name": layer.name}
            for layer in numbering.layers
        ],
        "notes": dict(_present(columns["note"])),
        "links": {row: url for row, url in links if url},
    }


class UnlistedPlaces(NamedTuple):
    """The unlisted places for a reader without script: items, the number of the first, and how many are left out."""

    start: int
    items: Markup
    left: int


def unlisted_places(story: Story, numbering: Numbering) -> UnlistedPlaces | None:
    """Return the list of the unlisted places, the first thousand of them; None if there are none."""
    told = frozenset(numbering.listed)
    unlisted = [place_id for place_id in numbering.clustered if place_id not in told]
    if not unlisted:
        return None
    rows = [numbering.row(place_id) for place_id in unlisted[:MOST_LISTED]]
    names, notes = (story.places[column].to_numpy()[rows] for column in ("name", "note"))
    lines = [f"{name}: {note}" if note else name for name, note in zip(names, notes, strict=True)]
    items = Markup("<li>{}</li>").format(Markup("</li>\n<li>").join(lines))
    return UnlistedPlaces(numbering.number[unlisted[0]], items, len(unlisted) - len(rows))


def cluster_boxes(numbering: Numbering) -> list[shapely.Polygon]:
    """Return boxes of degrees that hold the crowd: one for each square of a grid over it where any of it stands."""
    shapes = numbering.shapes[clustered_rows(numbering)]
    bounds = shapely.bounds(shapes[~shapely.is_missing(shapes)])
    if not len(bounds):
        return []
    low, high = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    cells = ((bounds[:, :2] - low) / np.maximum(high - low, 1e-9) * (_GRID - 1)).astype(int)
    _, square = np.unique(cells @ (1, _GRID), return_inverse=True)
    boxes = np.empty((square.max() + 1, 4))
    boxes[:, :2], boxes[:, 2:] = np.inf, -np.inf
    np.minimum.at(boxes[:, :2], square, bounds[:, :2])
    np.maximum.at(boxes[:, 2:], square, bounds[:, 2:])
    return [shapely.box(*box) for box in boxes.tolist()]


def clustered_rows(numbering: Numbering) -> list[int]:
    """Return where the crowd's places stand in the story's frame, by number."""
    return [numbering.row(place_id) for place_id in numbering.clustered]


def _present(values: Any) -> list[tuple[int, str]]:
    return [(row, value) for row, value in enumerate(values.tolist()) if value]
