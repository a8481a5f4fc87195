"""What a story is about, from the table of its places: without NumPy, for which an article would wait longest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import islice

from storymap.focus.frame import Box, Candidates, is_inside, join
from storymap.focus.mention_counts import count_mentions
from storymap.focus.place_table import PlaceTable
from storymap.focus.reasons import reasons_for
from storymap.focus.roles import find_roles
from storymap.focus.weights import first_weights, shown_weights
from storymap.geometry import mercator
from storymap.model import Article, Mention, Role, StoryFocus, Weight

MOST_AT_EDGE = 6


def focus_of_table(
    article: Article, mentions: Sequence[Mention], table: PlaceTable, *, is_collection: bool = False
) -> StoryFocus:
    """Return the focus of the places of a table. Of a collection, all places are the scene, and there is no frame."""
    if not table.ids:
        return StoryFocus()
    by_id = count_mentions(article, mentions, table.named_places())
    counts = [by_id[place_id] for place_id in table.ids]
    first = first_weights(table, counts)
    is_named = any(found.count for found, box in zip(counts, table.boxes, strict=True) if box)
    roles, box = _roles_and_frame(table, first, is_named=is_named)
    if is_collection:
        roles = ["scene"] * len(roles)
    shown = shown_weights(table, first, roles)
    weights = {
        place_id: Weight(
            round(shown[row], 3),
            roles[row],
            _degrees(own) if own else None,
            reasons_for(counts[row], roles[row], said=table.said(row)),
        )
        for row, (place_id, own) in enumerate(zip(table.ids, table.boxes, strict=True))
    }
    if box is None or is_collection:
        return StoryFocus(weights)
    return StoryFocus(weights, _degrees(box), _at_edge(table, shown, roles, box))


@lru_cache(maxsize=8192)  # in many articles the same towns are named
def _degrees(box: Box) -> tuple[float, float, float, float]:
    """Return a box of the Mercator square as west, south, east, north in degrees, to some ten metres."""
    west, north, east, south = box
    return (
        round(west * 360 - 180, 4),
        round(mercator.latitude(south), 4),
        round(east * 360 - 180, 4),
        round(mercator.latitude(north), 4),
    )


def _roles_and_frame(table: PlaceTable, first: Sequence[float], *, is_named: bool) -> tuple[list[Role], Box | None]:
    """Return each place's role, and the frame; no frame if no place is located.

    `is_named` says whether the article names any place that is on the map. If not, the frame is around all of them.
    """
    boxes = {row: own for row, own in enumerate(table.boxes) if own}
    roles: list[Role] = [role or "passing" for role in table.roles]
    if not boxes:
        return roles, None
    weights = [0.0 if table.roles[row] in ("passing", "setting") else first[row] for row in boxes]
    if not any(weights):
        # Nothing is left that the frame could be about, so it is about all.
        weights = [1.0] * len(boxes)
    position = {row: number for number, row in enumerate(boxes)}
    inner = [[position[other] for other in table.inner[row]] for row in boxes]
    candidates = Candidates(list(boxes.values()), weights, inner)
    scene = [own for row, own in boxes.items() if table.roles[row] == "scene"]
    if not (is_named or scene):
        scene = list(boxes.values())
    frame = candidates.best_frame(reduce(join, scene) if scene else None)
    for row, role in zip(boxes, find_roles(frame, candidates), strict=True):
        roles[row] = table.roles[row] or role
    return roles, frame


def _at_edge(table: PlaceTable, shown: Sequence[float], roles: Sequence[Role], frame: Box) -> tuple[str, ...]:
    """Return the places beyond the frame that are worth pointing at, the heaviest first."""
    order = sorted(range(len(table.ids)), key=lambda row: -shown[row])
    beyond = (
        row for row in order if (own := table.boxes[row]) and roles[row] != "setting" and not is_inside(own, frame)
    )
    return tuple(table.ids[row] for row in islice(beyond, MOST_AT_EDGE))
