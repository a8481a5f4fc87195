"""The door: from an article, its mentions and its places to what the story is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from storymap.focus.frame import Candidates, Floats, is_inside
from storymap.focus.mention_counts import count_mentions
from storymap.focus.place_table import MOST_PLACES, FocusPlaces, PlaceTable, place_table
from storymap.focus.reasons import reasons_for
from storymap.focus.roles import find_roles
from storymap.focus.weights import first_weights, shown_weights
from storymap.geometry import mercator
from storymap.geometry.bounds import BBox, flat_shapes
from storymap.model import Article, Mention, Role, StoryFocus, Weight
from storymap.storage.memo import Memo, kept_of

if TYPE_CHECKING:
    import geopandas as gpd

FEW_NAMED = 0.5  # of a collection of more than MOST_PLACES
MOST_AT_EDGE = 6


def find_focus(
    article: Article, mentions: Sequence[Mention], places: gpd.GeoDataFrame, frames: Memo[Any] | None = None
) -> StoryFocus:
    """Return how much each place matters, and the frame of the opening view.

    `places` is indexed by place_id and has the columns name, aliases, geometry (EPSG:4326), kind, role and weight, as
    `read_places` returns them. Where the article names none of them, all are the scene. Of more than MOST_PLACES
    places only those most often named have weights. `frames` keeps what follows from the frame of places alone.
    """
    return focus_of(article, mentions, FocusPlaces.of(places, kept_of(frames, places, flat_shapes)))


def focus_of(article: Article, mentions: Sequence[Mention], places: FocusPlaces) -> StoryFocus:
    """Return the focus of places that are no GeoDataFrame, as `find_focus` does."""
    table = place_table(places, mentions)
    if not table.ids:
        return StoryFocus()
    by_id = count_mentions(article, mentions, table.named_places())
    counts = [by_id[place_id] for place_id in table.ids]
    first = first_weights(table, counts)
    is_named = any(counts[row].count for row in np.flatnonzero(table.is_located))
    roles, box = _roles_and_frame(table, first, is_named=is_named)
    is_collection = _is_collection(places, mentions)
    if is_collection:
        roles = ["scene"] * len(roles)
    shown = shown_weights(table, first, roles)
    weights = {
        place_id: Weight(
            round(float(shown[row]), 3),
            roles[row],
            degrees(table.boxes[row]) if table.is_located[row] else None,
            reasons_for(counts[row], roles[row], said=table.said(row)),
        )
        for row, place_id in enumerate(table.ids)
    }
    if box is None or is_collection:
        return StoryFocus(weights)
    return StoryFocus(weights, degrees(box), _at_edge(table, shown, roles, box))


def degrees(box: Floats) -> BBox:
    """Return a box of the Mercator square as west, south, east, north in degrees, to some ten metres."""
    west, north, east, south = box.tolist()
    return (
        round(west * 360 - 180, 4),
        round(mercator.latitude(south), 4),
        round(east * 360 - 180, 4),
        round(mercator.latitude(north), 4),
    )


def _is_collection(places: FocusPlaces, mentions: Sequence[Mention]) -> bool:
    """Return whether the map is about its places, of which the article names a few: then all are shown at first."""
    named = len({mention.place_id for mention in mentions})
    return len(places) > MOST_PLACES and named < FEW_NAMED * len(places) and not places.has_authors_word.any()


def _roles_and_frame(table: PlaceTable, first: Floats, *, is_named: bool) -> tuple[list[Role], Floats | None]:
    """Return each place's role, and the frame; no frame if no place is located.

    `is_named` says whether the article names any place that is on the map. If not, the frame is around all of them.
    """
    located = np.flatnonzero(table.is_located)
    roles: list[Role] = ["passing"] * len(table.ids)
    box: Floats | None = None
    if len(located):
        said = [table.roles[row] for row in located]
        weights = np.where([role in ("passing", "setting") for role in said], 0, first[located])
        if not weights.any():
            # Nothing is left that the frame could be about, so it is about all.
            weights = np.ones(len(located))
        candidates = Candidates(table.boxes[located], weights, table.within[np.ix_(located, located)])
        scene = [int(row) for row, role in zip(located, said, strict=True) if role == "scene"]
        if not (is_named or scene):
            scene = located.tolist()
        start = _around(table.boxes[scene]) if scene else None
        box = candidates.best_frame(start)
        for row, role in zip(located, find_roles(box, candidates), strict=True):
            roles[row] = role
    return [said or role for said, role in zip(table.roles, roles, strict=True)], box


def _around(boxes: Floats) -> Floats:
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def _at_edge(table: PlaceTable, shown: Floats, roles: list[Role], box: Floats) -> tuple[str, ...]:
    """Return the places beyond the frame that are worth pointing at, the heaviest first."""
    is_in_view = is_inside(table.boxes, box)
    order = np.argsort(-shown, kind="stable").tolist()
    beyond = [row for row in order if table.is_located[row] and not is_in_view[row] and roles[row] != "setting"]
    return tuple(table.ids[row] for row in beyond[:MOST_AT_EDGE])
