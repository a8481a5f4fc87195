"""Letters and marks of which Unicode has one character for both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from storymap.folding.character_tables import COMPOSING_MARKS


def composed_clusters(original: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of what has a composed form that is shorter, and that form."""
    for cluster in _composing().finditer(original):
        composed = unicodedata.normalize("NFC", cluster[0])
        if len(composed) < len(cluster[0]):
            yield cluster.start(), cluster.end(), composed


@cache
def _composing() -> re.Pattern[str]:
    """Return a letter of a script whose marks make new letters, and up to 30 marks that may do so.

    Text is NFC as a rule, so this seldom finds anything; and it is for texts alone that have such marks.
    """
    marks = "".join(f"{chr(first)}-{chr(last)}" for first, last in COMPOSING_MARKS)
    return re.compile(f"[^\\x00-\u036f\u1e00-\u1fff][{marks}]{{1,30}}")
