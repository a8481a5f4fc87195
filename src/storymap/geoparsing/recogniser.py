"""What a recogniser is: a model of others that says where in a text names stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

PLACE, LANDMARK = "place", "landmark"  # the kinds that are used; a recogniser may return others


class Recogniser(Protocol):
    """Returns ranges of code points of a text, half-open, each with its kind."""

    def __call__(self, text: str, /) -> Iterable[tuple[int, int, str]]: ...  # noqa: D102
