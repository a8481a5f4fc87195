"""How far a story's opening view is from the one that a label asks for."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storymap.geometry import mercator
from storymap.geometry.bounds import BBox
from storymap.model import Story

WINDOW = (741, 800)  # pixels: the map of a page of 1280 x 800
PADDING = (112, 104)  # pixels: about what the page keeps free at its sides, and above and below
SNAP = 0.25  # zoom levels
CLOSEST = 14.0


@dataclass(frozen=True, slots=True)
class Measured:
    """The opening view of one article.

    `too_wide` is the zoom at which the label's box fits the map less the zoom of the opening view. `has_heart`: all of
    the heart's places are in view. `heaviest` is the name of the heaviest place, `is_heart` whether that is in the
    heart. `right_roles` is the share of the labelled places in the story that have the labelled role.
    """

    article: str
    too_wide: float
    has_heart: bool
    heaviest: str
    is_heart: bool
    right_roles: float


def measure(label: dict[str, Any], story: Story) -> Measured:
    """Return the figures of a story; one without a frame shows the whole earth."""
    frame: BBox = story.focus.frame or (-180.0, -80.0, 180.0, 80.0)
    zoom = min(CLOSEST, math.floor(_fit(frame, PADDING) / SNAP) * SNAP)
    heart = [role for role in label["roles"] if role["name"] in label["heart"]]
    weights = story.focus.weights
    heaviest = max(weights, key=lambda place_id: weights[place_id].value, default="")
    names = _names(story, heaviest) if heaviest else ("",)
    return Measured(
        label["article"],
        _fit(label["view"]) - zoom,
        all(_is_in_view(role["lon"], role["lat"], frame, zoom) for role in heart),
        names[0],
        any(name.casefold() == wanted.casefold() for name in names for wanted in label["heart"]),
        _right_roles(label, story),
    )


def summary(measured: Sequence[Measured]) -> str:
    """Return the figures of all articles on one line."""
    wide = [one.too_wide for one in measured]
    count = len(measured)
    return (
        f"{count} articles: median {statistics.median(wide):+.2f} levels too wide; within one level "
        f"{sum(abs(x) <= 1 for x in wide)}, within 1.8 {sum(abs(x) <= 1.8 for x in wide)}, four or more too wide "
        f"{sum(x >= 4 for x in wide)}; all of the heart in view {sum(one.has_heart for one in measured)}; the heaviest "
        f"place in the heart {sum(one.is_heart for one in measured)}; roles as labelled "
        f"{statistics.mean(one.right_roles for one in measured):.0%}"
    )


def _names(story: Story, place_id: str) -> tuple[str, ...]:
    return (story.places.at[place_id, "name"], *story.places.at[place_id, "aliases"])


def _right_roles(label: dict[str, Any], story: Story) -> float:
    wanted = {role["name"].casefold(): role["role"] for role in label["roles"]}
    found = [
        (weight.role, wanted[name.casefold()])
        for place_id, weight in story.focus.weights.items()
        for name in _names(story, place_id)[:1]
        if name.casefold() in wanted
    ]
    right = sum(bool(role == asked) for role, asked in found)
    return right / max(len(found), 1)


def _fit(box: BBox, padding: tuple[float, float] = (0, 0)) -> float:
    """Return the zoom at which a box fits the window."""
    width, height = (box[2] - box[0]) / 360, mercator.y(box[1]) - mercator.y(box[3])
    across, down = (WINDOW[axis] - padding[axis] for axis in (0, 1))
    world = float(min(across / width, down / height))
    return math.log2(world / mercator.TILE)


def _is_in_view(longitude: float, latitude: float, frame: BBox, zoom: float) -> bool:
    """Return whether a point is in the window that is centred on the frame."""
    world = mercator.TILE * 2**zoom
    east = ((longitude - (frame[0] + frame[2]) / 2 + 180) % 360 - 180) / 360 * world
    south = (mercator.y(latitude) - (mercator.y(frame[1]) + mercator.y(frame[3])) / 2) * world
    return abs(east) <= WINDOW[0] / 2 and abs(south) <= WINDOW[1] / 2
