"""The clustered places: those without markers on a page with hundreds, as columns for the browser part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from storymap.geometry.anchors import anchors
from storymap.model import Story
from storymap.rendering.contract.clusters import UNITS_PER_DEGREE, ClusterData
from storymap.rendering.link_address import link_address
from storymap.rendering.numbering import Numbering
from storymap.rendering.packed_integers import pack_integers

_GRID = 24
_BETWEEN_WORDS = re.compile("[^a-z0-9]+")


def cluster_data(story: Story, numbering: Numbering) -> ClusterData | None:
    """Return the columns of the clustered places, ready for JSON, or None on a page that has none.

    They are shared, and not to be changed.
    """
    if not numbering.clustered:
        return None
    return numbering.once("cluster_data", lambda: _cluster_data(story, numbering))


def _cluster_data(story: Story, numbering: Numbering) -> ClusterData:
    rows = clustered_rows(numbering)
    columns = {column: story.places[column].to_numpy()[rows] for column in ("name", "layer", "note", "url")}
    shapes = numbering.shapes[rows]
    points = anchors(shapes[~shapely.is_missing(shapes)])
    position = {layer.key: index for index, layer in enumerate(numbering.layers)}
    names = [" ".join(name.split()) for name in columns["name"]]
    links = ((row, link_address(url)) for row, url in _present(columns["url"]))
    return {
        "first": numbering.number[numbering.clustered[0]],
        "in_list": [],
        "names": names,
        "ids": {row: own for row, own in enumerate(numbering.clustered) if own != id_of_name(names[row])},
        "longitudes": pack_integers(np.rint(points[:, 0] * UNITS_PER_DEGREE)),
        "latitudes": pack_integers(np.rint(points[:, 1] * UNITS_PER_DEGREE)),
        "layers": pack_integers([position[layer] for layer in columns["layer"]]),
        "symbols": [
            {"colour": layer.symbol.colour, "shape": layer.symbol.shape, "name": layer.name}
            for layer in numbering.layers
        ],
        "notes": dict(_present(columns["note"])),
        # The script that knows places with pages knows where these are.
        "links": {} if numbering.has_pages else {row: url for row, url in links if url},
    }


def without_listed(data: ClusterData, numbering: Numbering, place_ids: Collection[str]) -> ClusterData:
    """Return the columns without names and notes of the places that the list for readers without script has."""
    listed = [place_id in place_ids for place_id in numbering.clustered]
    edges = [row for row, (before, after) in enumerate(pairwise([False, *listed, False])) if before != after]
    return {
        **data,
        "in_list": edges,
        "names": [name for name, is_listed in zip(data["names"], listed, strict=True) if not is_listed],
        "notes": {row: note for row, note in data["notes"].items() if not listed[row]},
    }


def id_of_name(name: str) -> str | None:
    """Return the place_id that a browser takes for that of a name, by the rule of `web/src/clusters/point_table.ts`.

    None of one with letters beyond ASCII, of which that would be a nearly empty id.
    """
    return _BETWEEN_WORDS.sub("-", name.lower()) if name.isascii() else None


def cluster_boxes(numbering: Numbering) -> list[shapely.Polygon]:
    """Return boxes of degrees that hold the clustered places: one for each square of a grid that has any of them."""
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
    """Return where the clustered places stand in the story's frame, by number."""
    return [numbering.row(place_id) for place_id in numbering.clustered]


def _present(values: Iterable[Any]) -> list[tuple[int, str]]:
    """Return the values that are there and not empty, each with its row."""
    return [(row, value) for row, value in enumerate(values) if value]
