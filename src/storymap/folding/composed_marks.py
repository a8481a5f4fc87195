"""Letters and marks of which Unicode has one character for both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from storymap.folding.character_tables import COMPOSING_MARKS

# A letter of a script whose marks make new letters, and up to 30 marks that may do so. Text is NFC as a rule, so this
# seldom finds anything.
_COMPOSING = re.compile(
    f"[^\\x00-\u036f\u1e00-\u1fff][{''.join(f'{chr(first)}-{chr(last)}' for first, last in COMPOSING_MARKS)}]{{1,30}}"
)


def composed_clusters(original: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of what has a composed form that is shorter, and that form."""
    for cluster in _COMPOSING.finditer(original):
        composed = unicodedata.normalize("NFC", cluster[0])
        if len(composed) < len(cluster[0]):
            yield cluster.start(), cluster.end(), composed
