"""Which place or which block of a story a problem is about."""

from __future__ import annotations

import re

from storymap.errors import Problem
from storymap.model import Story

_LINE = re.compile(r"line (\d{1,9})")
_BLOCK = re.compile(r"block (\d{1,9})")


class Whereabouts:
    """Finds the place or the block that a problem names as where it is."""

    def __init__(self, story: Story) -> None:
        self._article = story.article
        # The first record of a place that stands twice is the one that a person sees first.
        wheres = story.places["where"].tolist()
        self._rows = {where: row for row, where in reversed(list(enumerate(wheres))) if where}
        self._lines = [(block.line, number) for number, block in enumerate(story.article.blocks) if block.line]

    def row(self, problem: Problem) -> int | None:
        """Return the row of the place among the story's places, None if the problem is of none."""
        return self._rows.get(problem.where)

    def block(self, problem: Problem) -> int | None:
        """Return the number of the block, None if the problem is of none."""
        file, _, place = problem.where.partition(", ")
        if file != self._article.name:
            return None
        if found := _LINE.fullmatch(place):
            return self._at_line(int(found[1]), problem.what.startswith(("the picture ", "the recording ")))
        leading = [block.kind for block in self._article.blocks if block.is_leading]
        if place in leading:
            return leading.index(place)
        if found := _BLOCK.fullmatch(place):
            number = int(found[1]) - 1 + len(leading)
            return number if number < len(self._article.blocks) else None
        return None

    def _at_line(self, line: int, is_picture: bool) -> int | None:
        """Return the block that a line belongs to: of those that begin there a picture, if one is meant."""
        before = [start for start, _ in self._lines if start <= line]
        if not before:
            return None
        numbers = [number for start, number in self._lines if start == max(before)]
        pictures = [number for number in numbers if self._article.blocks[number].kind in ("image", "recording")]
        return pictures[0] if is_picture and pictures else numbers[0]
