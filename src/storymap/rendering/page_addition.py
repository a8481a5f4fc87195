"""What a page may have beside what every page has: words, a bundle of the browser part, and data for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storymap.rendering.contract.page import Text


@dataclass(frozen=True, slots=True)
class PageAddition:
    """For pages that are more than a story's, made by rooms that `rendering` knows nothing of.

    `bundle` names a script and a style sheet of `web/dist`, which come before the page's own script and after its own
    style sheet; `data` is the JSON block with the id `data_id` that the script reads. `words` are texts of the
    interface that take the place of the catalogue's or go with them.

    With `parts` the text is laid out in parts, one from each heading of the second level to the next; they are the
    attributes of these parts. Without `lists_passages` the list of places neither leads to the passages in the text nor
    repeats them for readers without script: places have pages of their own, and where one has no entry in
    that list, a mark in the text is a link to its page.
    """

    bundle: str
    data_id: str
    data: Mapping[str, Any]
    words: Mapping[str, Text] = field(default_factory=dict)
    parts: Sequence[Mapping[str, str]] | None = None
    lists_passages: bool = False
