"""The door: from an article, its mentions and its places to what the story is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from storymap.focus.frame import Candidates, Floats, is_inside
from storymap.focus.mention_counts import MentionCount, NamedPlace, count_mentions
from storymap.focus.own_frames import WIDE, own_frames
from storymap.focus.reasons import reasons_for
from storymap.focus.roles import find_roles
from storymap.geometry import mercator
from storymap.geometry.anchors import anchors
from storymap.geometry.bounds import BBox, unwrapped
from storymap.model import Article, Mention, Role, StoryFocus, Weight

if TYPE_CHECKING:
    import geopandas as gpd

POWER = 0.7  # of a place's count: the tenth mention says less than the first
MOST_OF_WIDE = 7.0  # what a country or state counts at most: it acts, and is an adjective, in every second sentence
UNMENTIONED = 0.25  # what a place counts that the article does not name, where it names none of those on the map
EMPTY = 0.6  # what a country or state counts of which the article names no place, beside others
SETTING = 0.5  # what a setting weighs of what it would as scene
WHOLE = 0.6  # of its heaviest town's weight: what an area in view must have to weigh as much as that
VAGUE = frozenset({"continent", "region", "sea"})  # nobody knows where they end: they count nothing beside others
MOST_CANDIDATES = 300  # places: the heaviest of a book; they decide
MOST_BY_AUTHOR = 3000  # places: of so many what the author says is heard, beside what they are named
FEW_NAMED = 0.5  # of a collection of more places
MOST_AT_EDGE = 6


def find_focus(article: Article, mentions: Sequence[Mention], places: gpd.GeoDataFrame) -> StoryFocus:
    """Return how much each place matters, and the frame of the opening view.

    `places` is indexed by place_id and has the columns name, aliases, geometry (EPSG:4326), kind, role and weight, as
    `read_places` returns them. Where the article names none of them, all are the scene. Of more than MOST_CANDIDATES
    places only those most often named have weights.
    """
    table = _Table.of(places, _candidate_rows(places, mentions))
    if table.is_empty:
        return StoryFocus()
    is_collection = _is_collection(places, mentions)
    counts = count_mentions(article, mentions, table.named_places())
    raw = table.raw_weights([counts[place_id] for place_id in table.ids])
    is_named = any(
        counts[place_id].count for place_id, is_on_map in zip(table.ids, table.is_located, strict=True) if is_on_map
    )
    roles, box = _roles_and_frame(table, raw, is_named=is_named)
    if is_collection:
        roles = ["scene"] * len(roles)
    values = table.values(raw, roles)
    weights = {
        place_id: Weight(
            round(float(values[row]), 3),
            roles[row],
            degrees(table.boxes[row]) if table.is_located[row] else None,
            reasons_for(counts[place_id], roles[row], said=table.said(row)),
        )
        for row, place_id in enumerate(table.ids)
    }
    if box is None or is_collection:
        return StoryFocus(weights)
    return StoryFocus(weights, degrees(box), _at_edge(table, values, roles, box))


def degrees(box: Floats) -> BBox:
    """Return a box of the Mercator square as west, south, east, north in degrees, to some ten metres."""
    west, north, east, south = box.tolist()
    return (
        round(west * 360 - 180, 4),
        round(mercator.latitude(south), 4),
        round(east * 360 - 180, 4),
        round(mercator.latitude(north), 4),
    )


@dataclass(frozen=True)
class _Table:
    """The candidates as columns, each in the same order. `roles` and `given` are the author's, None for none."""

    ids: list[str]
    names: list[tuple[str, ...]]
    shapes: npt.NDArray[np.object_]
    kinds: list[str]
    roles: list[Role | None]
    given: list[float | None]
    boxes: Floats
    within: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, places: gpd.GeoDataFrame, rows: npt.NDArray[np.int_]) -> _Table:
        shapes = unwrapped(places.geometry)[rows]
        chosen = places.iloc[rows]
        kinds = chosen["kind"].tolist()
        return cls(
            ids=[str(place_id) for place_id in chosen.index],
            names=[(name, *aliases) for name, aliases in zip(chosen["name"], chosen["aliases"], strict=True)],
            shapes=shapes,
            kinds=kinds,
            roles=chosen["role"].tolist(),
            given=chosen["weight"].tolist(),
            boxes=own_frames(shapes, kinds),
            within=_within(shapes),
        )

    @property
    def is_empty(self) -> bool:
        return not self.ids

    @property
    def is_located(self) -> npt.NDArray[np.bool_]:
        return ~np.isnan(self.boxes[:, 0])

    @property
    def is_area(self) -> npt.NDArray[np.bool_]:
        is_area: npt.NDArray[np.bool_] = shapely.get_dimensions(self.shapes) == 2
        return is_area

    def said(self, row: int) -> str:
        """Return what of a place is the author's word, "" for nothing."""
        if self.roles[row] is not None:
            return "the author says so"
        return "" if self.given[row] is None else "the author's weight"

    def named_places(self) -> dict[str, NamedPlace]:
        wide = [is_area or kind in WIDE for is_area, kind in zip(self.is_area.tolist(), self.kinds, strict=True)]
        return {
            place_id: NamedPlace(
                self.names[row], wide[row], frozenset(self.ids[j] for j in np.flatnonzero(self.within[row]))
            )
            for row, place_id in enumerate(self.ids)
        }

    def raw_weights(self, counts: Sequence[MentionCount]) -> Floats:
        """Return the weights by which the frame is looked for, the heaviest 1."""
        named = np.array([found.count for found in counts])
        wide = np.array([place.is_wide for place in self.named_places().values()])
        named = np.where(wide, np.minimum(named, MOST_OF_WIDE), named)
        weights = (named if named[self.is_located].any() else np.maximum(named, UNMENTIONED)) ** POWER
        vague = np.isin(self.kinds, list(VAGUE))
        if (weights[~vague] > 0).any():
            weights[vague] = 0
        has_inner = np.any(self.within & (weights[:, None] > 0), axis=0)
        is_empty = self.is_area & ~has_inner
        if weights[~is_empty].any():
            weights[is_empty] *= EMPTY
        weights /= weights.max() or 1
        given = np.array([np.nan if value is None else value for value in self.given], dtype=float)
        return np.where(np.isnan(given), weights, given)

    def values(self, raw: Floats, roles: Sequence[Role]) -> Floats:
        """Return the weights that are shown, 0 to 1.

        A setting weighs less than the scene. An area that is shown whole, because its towns share the story, weighs as
        much as any of them.
        """
        role = np.array(roles)
        values = np.where(role == "setting", raw * SETTING, raw)
        inner = np.where(self.within & (role == "scene")[:, None], raw[:, None], 0).max(axis=0, initial=0)
        values = np.where((role == "scene") & (raw >= WHOLE * inner), np.maximum(raw, 1.001 * inner), values)
        # What is on no map may be a name that means no place.
        values = np.where(self.is_located, values, values * 0.5)
        is_given = np.array([value is not None for value in self.given])
        values = np.where(is_given, raw, values / (values[~is_given].max(initial=0) or 1))
        return np.clip(values, 0, 1)


def _candidate_rows(places: gpd.GeoDataFrame, mentions: Sequence[Mention]) -> npt.NDArray[np.int_]:
    """Return the rows of the places that decide: the named ones, those of which the author says something, or all."""
    ids = [str(place_id) for place_id in places.index]
    counts = dict.fromkeys(ids, 0)
    for mention in mentions:
        counts[mention.place_id] = counts.get(mention.place_id, 0) + 1
    often = np.array([counts[place_id] for place_id in ids], dtype=int)
    is_by_author = places["role"].notna().to_numpy() | places["weight"].notna().to_numpy()
    rows = np.arange(len(ids))
    if len(ids) > MOST_CANDIDATES and (often.any() or is_by_author.any()):
        rows = rows[(often > 0) | is_by_author]
    order = np.lexsort([rows, -often[rows], ~is_by_author[rows]])
    most = max(MOST_CANDIDATES, min(int(is_by_author.sum()), MOST_BY_AUTHOR))
    return np.sort(rows[order[:most]])


def _is_collection(places: gpd.GeoDataFrame, mentions: Sequence[Mention]) -> bool:
    """Return whether the map is about its places, of which the article names a few: then all are shown at first."""
    named = len({mention.place_id for mention in mentions})
    said = places["role"].notna().any() or places["weight"].notna().any()
    return len(places) > MOST_CANDIDATES and named < FEW_NAMED * len(places) and not said


def _roles_and_frame(table: _Table, raw: Floats, *, is_named: bool) -> tuple[list[Role], Floats | None]:
    """Return each place's role, and the frame; no frame if no place is located.

    `is_named` says whether the article names any place that is on the map. If not, the frame is around all of them.
    """
    located = np.flatnonzero(table.is_located)
    roles: list[Role] = ["passing"] * len(table.ids)
    box: Floats | None = None
    if len(located):
        said = [table.roles[row] for row in located]
        weights = np.where([role in ("passing", "setting") for role in said], 0, raw[located])
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


def _at_edge(table: _Table, values: Floats, roles: list[Role], box: Floats) -> tuple[str, ...]:
    """Return the places beyond the frame that are worth pointing at, the heaviest first."""
    shown = is_inside(table.boxes, box)
    order = np.argsort(-values, kind="stable").tolist()
    beyond = [row for row in order if table.is_located[row] and not shown[row] and roles[row] != "setting"]
    return tuple(table.ids[row] for row in beyond[:MOST_AT_EDGE])


def _within(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Return which place (row) lies in the area of which other (column)."""
    within = np.zeros((len(shapes), len(shapes)), dtype=bool)
    located = np.flatnonzero(~shapely.is_missing(shapes))
    points = shapely.points(anchors(shapes[located]))
    sizes = np.nan_to_num(shapely.area(shapes))
    for column in np.flatnonzero(shapely.get_dimensions(shapes) == 2):
        shapely.prepare(shapes[column])
        within[located, column] = shapely.contains_properly(shapes[column], points) & (sizes[located] < sizes[column])
    return within
