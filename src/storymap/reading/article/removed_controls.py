"""Control characters that normalising takes out of an article: within a path they would make it another one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
# Characters of the lines with control characters that are looked through: no honest article has more than a few.
_MOST_CHARACTERS = 200_000


class RemovedControls:
    """Where a decoded text that is going to be normalised has control characters."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _before(self) -> str:
        """The lines with control characters, looked for when the first path is asked about: most articles name none."""
        found = "\n".join(line for line in self._text.split("\n") if _CONTROLS.search(line))
        return found[:_MOST_CHARACTERS]

    @cached_property
    def _after(self) -> str:
        return _CONTROLS.sub("", self._before)

    @cached_property
    def _places(self) -> list[int]:
        """Before which characters of `_after` they stood."""
        return [match.start() - index for index, match in enumerate(_CONTROLS.finditer(self._before))]

    def as_written(self, path: str) -> str:
        """Return a `path` of the normalised text with the control characters that were taken out of it, if any were."""
        start = self._after.find(path) if path and self._before else -1
        while start >= 0:
            written = self._slice(start, start + len(path))
            if written != path:
                return written
            start = self._after.find(path, start + len(path))
        return path

    def _slice(self, start: int, end: int) -> str:
        """Return what stood where `_after` has the characters from `start` to `end`."""
        return self._before[start + bisect_left(self._places, start) : end + bisect_right(self._places, end)]
