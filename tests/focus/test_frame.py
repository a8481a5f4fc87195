"""The frame grows by what widens it least, however many places there are."""

from __future__ import annotations

import random

import pytest

from storymap.focus import frame
from storymap.focus.frame import Box, Candidates, is_inside, join, zoom


def scattered(count: int) -> tuple[list[Box], list[float]]:
    """Return boxes of towns, some of them the same or on one line, and weights of which many are equal."""
    chance = random.Random(7)  # noqa: S311 - the same boxes each time
    middles = [(chance.randrange(100) / 100, chance.random()) for _ in range(count)]
    sides = [chance.choice((1e-5, 1e-4, 1e-3)) for _ in range(count)]
    boxes = [(x - side, y - side, x + side, y + side) for (x, y), side in zip(middles, sides, strict=True)]
    boxes[-1] = boxes[0]
    return boxes, [chance.choice((0.0, 0.5, 1.0)) for _ in range(count)]


def frames(boxes: list[Box], weights: list[float], start: Box) -> list[Box]:
    """Return what `start` grows to when each place is looked at in each step."""
    grown = [start]
    heavy = [(box, weight) for box, weight in zip(boxes, weights, strict=True) if weight > 0]
    while rest := [place for place in heavy if not is_inside(place[0], grown[-1])]:
        box, _ = max(rest, key=lambda place: (zoom(join(grown[-1], place[0])), place[1]))
        grown.append(join(grown[-1], box))
    return grown


def test_the_frame_is_the_best_of_those_that_grow_from_a_box() -> None:
    boxes, weights = scattered(60)
    candidates = Candidates(boxes, weights, [[] for _ in boxes])
    for start in boxes[:20]:
        grown = frames(boxes, weights, start)
        assert len(grown) > 4
        assert candidates.best_frame(start) == max(grown, key=candidates.worth)


def test_a_place_is_looked_at_again_only_when_it_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes, weights = scattered(1_000)
    joined: list[Box] = []

    def noted(one: Box, other: Box) -> Box:
        joined.append(other)
        return join(one, other)

    monkeypatch.setattr(frame, "join", noted)
    Candidates(boxes, weights, [[] for _ in boxes]).best_frame(boxes[0])
    assert len(joined) < 10 * len(boxes)
