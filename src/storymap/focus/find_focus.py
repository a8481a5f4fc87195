"""The door: from an article, its mentions and its places to what the story is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from storymap.focus.frame import Candidates, Floats, is_inside
from storymap.focus.mention_counts import mention_counts
from storymap.focus.own_frames import own_frames
from storymap.focus.roles import find_roles
from storymap.geometry import mercator
from storymap.geometry.anchors import anchors
from storymap.geometry.bounds import BBox, unwrapped
from storymap.model import Article, Mention, StoryFocus, Weight

if TYPE_CHECKING:
    import geopandas as gpd

POWER = 0.7  # of a place's count: the tenth mention says less than the first
UNMENTIONED = 0.25  # what a place counts that the article does not name
MOST_AT_EDGE = 4
VAGUE = frozenset({"continent", "region", "sea"})


def find_focus(article: Article, mentions: Sequence[Mention], places: gpd.GeoDataFrame) -> StoryFocus:
    """Return how much each place matters, and the frame of the opening view.

    `places` is indexed by place_id, with the columns name, aliases, geometry (EPSG:4326), layer, kind, role and weight
    as `read_places` returns them.
    """
    shapes = unwrapped(places.geometry)
    ids = [str(place_id) for place_id in places.index]
    located = np.flatnonzero(~shapely.is_missing(shapes))
    if not len(located):
        return StoryFocus(weights={place_id: Weight(1.0, "scene") for place_id in ids})
    kinds = [kind or kind_of(shape) for kind, shape in zip(places["kind"], shapes, strict=True)]
    within = _within(shapes)
    names = {
        place_id: (name, *aliases)
        for place_id, name, aliases in zip(ids, places["name"], places["aliases"], strict=True)
    }
    holders = {place_id: frozenset(ids[j] for j in np.flatnonzero(within[i])) for i, place_id in enumerate(ids)}
    counts = mention_counts(article, mentions, names, dict(zip(ids, kinds, strict=True)), holders)
    weights = np.array([max(counts[place_id], UNMENTIONED) ** POWER for place_id in ids])
    vague = np.isin(kinds, list(VAGUE))
    if not vague.all():
        weights[vague] = 0
    boxes = own_frames(shapes, kinds)
    candidates = Candidates(boxes[located], weights[located] / weights[located].sum(), within[np.ix_(located, located)])
    box = candidates.best()
    roles = dict(zip((ids[row] for row in located), find_roles(box, candidates), strict=True))
    top = weights.max()
    return StoryFocus(
        weights={
            place_id: Weight(
                round(float(weights[row] / top), 3),
                roles.get(place_id, "passing"),
                None if np.isnan(boxes[row, 0]) else degrees(boxes[row]),
            )
            for row, place_id in enumerate(ids)
        },
        frame=degrees(box),
        edge=_edge([ids[row] for row in located], candidates, box),
    )


def _edge(ids: list[str], candidates: Candidates, box: Floats) -> tuple[str, ...]:
    """Return the weighty places that the frame does not show, the heaviest first."""
    shown = is_inside(candidates.boxes, box) | candidates.within[is_inside(candidates.boxes, box)].any(axis=0)
    outside = [row for row in np.argsort(-candidates.weights, kind="stable").tolist() if not shown[row]]
    return tuple(ids[row] for row in outside[:MOST_AT_EDGE])


def kind_of(shape: Any) -> str:
    """Return what a place without a record in a gazetteer is taken for."""
    return "town" if shape is None or shapely.get_dimensions(shape) == 0 else ""


def degrees(box: Floats) -> BBox:
    """Return a box of the Mercator square as west, south, east, north in degrees."""
    west, north, east, south = box.tolist()
    return (
        round(west * 360 - 180, 4), round(mercator.latitude(south), 4),
        round(east * 360 - 180, 4), round(mercator.latitude(north), 4),
    )  # fmt: skip


def _within(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Return which place (row) lies in the area of which other (column)."""
    count = len(shapes)
    within = np.zeros((count, count), dtype=bool)
    located = np.flatnonzero(~shapely.is_missing(shapes))
    points = shapely.points(anchors(shapes[located]))
    sizes = shapely.area(shapes)
    for column in np.flatnonzero(shapely.get_dimensions(shapes) == 2):
        holds = shapely.contains_properly(shapes[column], points) & (sizes[located] < sizes[column])
        within[located, column] = holds
    return within
